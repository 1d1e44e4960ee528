import { cloudStackDate } from '../clock.js';
import type { AccountRow, SnapshotRow, VolumeRow } from '../state/model.js';
import type { World } from '../world.js';
import { jobFields, owner, present, seesAll, tagViews, zoneOf, type View } from './common.js';

/** As Java prints a volume into error texts. */
export function volumeText(world: World, volume: VolumeRow): string {
  return `Volume ${JSON.stringify({
    id: volume.number,
    instanceId: world.db.vms.get(volume.virtualmachineid)?.number ?? null,
    name: volume.name,
    uuid: volume.id,
    volumeType: volume.type,
  })}`;
}

/** As Java prints a volume with where it lies. */
export function volumeObjectText(world: World, volume: VolumeRow): string {
  const pool = world.db.pools.must(volume.poolid);
  const store = { id: pool.number, name: pool.name, poolType: pool.type, uuid: pool.id };
  const dataStore = `StoragePool ${JSON.stringify(store)}`;
  return `VolumeObject ${JSON.stringify({ dataStore, volumeVO: volumeText(world, volume) })}`;
}

/** A `volume` (facts §9). Where it lies is for root admins only; `virtualmachineid` and `deviceid` are absent when detached. */
export function volumeView(world: World, volume: VolumeRow, caller: AccountRow, jobid?: string): View {
  const { db } = world;
  const vm = db.vms.get(volume.virtualmachineid);
  const pool = db.pools.get(volume.poolid);
  const template = db.templates.get(volume.templateid) ?? db.isos.get(volume.templateid);
  const disk = db.diskOfferings.get(volume.diskofferingid);
  const offering = db.offerings.get(volume.serviceofferingid);
  const used = vm && volume.state !== 'Allocated';
  return present({
    id: volume.id,
    name: volume.name,
    ...zoneOf(world, volume.zoneid),
    type: volume.type,
    deviceid: volume.deviceid,
    virtualmachineid: volume.virtualmachineid,
    templateid: volume.templateid,
    templatename: template?.name,
    templatedisplaytext: template?.name,
    vmname: vm?.name,
    vmdisplayname: vm?.displayname,
    vmstate: vm?.state,
    vmtype: vm && 'User',
    provisioningtype: 'thin',
    size: volume.size,
    created: cloudStackDate(volume.created),
    state: volume.state,
    ...owner(world, volume.account),
    ...(used || volume.attached ? { diskkbsread: 0, diskkbswrite: 0, diskioread: 0, diskiowrite: 0 } : {}),
    snapshotid: volume.snapshotid,
    diskofferingid: volume.diskofferingid,
    diskofferingname: disk?.name,
    diskofferingdisplaytext: disk?.name,
    serviceofferingid: offering && String(offering.number),
    serviceofferingname: offering?.name,
    serviceofferingdisplaytext: offering?.name,
    attached: volume.attached === null ? null : cloudStackDate(volume.attached),
    destroyed: volume.state === 'Destroy',
    isextractable: volume.type === 'DATADISK',
    displayvolume: true,
    quiescevm: false,
    supportsstoragesnapshot: false,
    deleteprotection: world.atLeast('4.20') ? volume.deleteprotection : null,
    tags: tagViews(world, volume.tags, 'Volume', volume.id, volume.account),
    hasannotations: false,
    ...(seesAll(caller)
      ? {
          storagetype: pool?.scope === 'HOST' ? 'local' : 'shared',
          hypervisor: volume.poolid === null ? 'None' : world.settings.hypervisor,
          storage: pool?.name,
          storageid: pool?.id,
          path: volume.path,
          clusterid: pool?.clusterid,
          clustername: pool?.clusterid && `cluster-${pool.clusterid.slice(0, 4)}`,
        }
      : {}),
    ...jobFields(world, volume.id, jobid),
  });
}

/** A `snapshot` of a volume. */
export function snapshotView(world: World, snapshot: SnapshotRow): View {
  const os = world.db.osTypes.get(
    world.db.vms.get(world.db.volumes.must(snapshot.volumeid).virtualmachineid)?.ostypeid,
  );
  return present({ ...listedSnapshotView(world, snapshot), snapshottype: 'MANUAL', osdisplayname: os?.description });
}

/** As lists show it: with less than the job's result (recording "listSnapshots"). */
export function listedSnapshotView(world: World, snapshot: SnapshotRow): View {
  const volume = world.db.volumes.must(snapshot.volumeid);
  const vm = world.db.vms.get(volume.virtualmachineid);
  return present({
    id: snapshot.id,
    ...owner(world, snapshot.account),
    volumeid: snapshot.volumeid,
    volumename: volume.name,
    volumetype: volume.type,
    volumestate: volume.removed ? 'Expunged' : volume.state,
    created: cloudStackDate(snapshot.created),
    name: snapshot.name,
    intervaltype: 'MANUAL',
    state: snapshot.state,
    physicalsize: 0,
    ...zoneOf(world, snapshot.zoneid),
    revertable: world.settings.hypervisor === 'KVM',
    ostypeid: vm?.ostypeid,
    virtualsize: snapshot.size,
    tags: [],
    hasannotations: false,
  });
}
