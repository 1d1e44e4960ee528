import { randomUUID } from 'node:crypto';
import type { ParsedEstate } from '../estate.js';
import { seededBlocks } from '../hypervisor/content.js';
import { GIB } from '../units.js';
import type { World } from '../world.js';
import { newDomain, newVm, newVolume } from './rows.js';

/** Writes an estate into an empty database. Throws where it refers to something it does not hold. */
export function seed(world: World, estate: ParsedEstate): void {
  const { db } = world;
  seedCatalogue(world, estate);
  const now = world.clock.now();
  for (const vm of estate.vms) {
    const offering = db.offerings.must(vm.serviceofferingid);
    const template = db.templates.get(vm.templateid) ?? db.isos.must(vm.templateid);
    const row = db.vms.insert({
      ...newVm(world, { account: vm.account, zoneid: vm.zoneid }),
      id: vm.id,
      name: vm.name,
      displayname: vm.displayname ?? vm.name,
      state: vm.state,
      serviceofferingid: vm.serviceofferingid,
      templateid: vm.templateid,
      ostypeid: vm.ostypeid ?? template.ostypeid,
      cpunumber: offering.cpunumber ?? 2,
      cpuspeed: offering.cpuspeed ?? 1000,
      memory: offering.memory ?? 4096,
      details: vm.details,
      deleteprotection: vm.deleteprotection,
      backupofferingid: vm.backupofferingid,
      lastupdated: now,
      hostid: vm.state === 'Running' ? world.hostId(vm.zoneid) : null,
    });
    vm.networks.forEach((networkid, index) => {
      const nic = world.nics.build(db.networks.must(networkid), { isdefault: index === 0, deviceid: index });
      db.vms.update(row.id, { nics: [...db.vms.must(row.id).nics, nic] });
    });
    db.domains.insert({ ...newDomain(vm.id), guest: vm.guest });
  }
  seedVolumes(world, estate);
  for (const snapshot of estate.vm_snapshots) {
    const vm = db.vms.must(snapshot.virtualmachineid);
    db.vmSnapshots.insert({
      ...snapshot,
      number: db.nextNumber('vm_snapshot'),
      displayname: snapshot.name,
      account: vm.account,
      zoneid: vm.zoneid,
      description: null,
      parent: null,
      current: true,
      strategy: 'file',
      volumes: Object.fromEntries(
        world.volumesOf(vm.id).map(({ id, path }) => [id, { path, blocks: db.contents.get(id)?.blocks ?? {} }]),
      ),
      created: now,
      removed: null,
    });
  }
  for (const vm of estate.vms) if (vm.state === 'Running') world.hypervisor.start(vm.id);
}

function seedCatalogue({ db, settings }: World, estate: ParsedEstate): void {
  const zoneid = (estate.zones[0] as { id: string }).id;
  for (const account of estate.accounts)
    db.accounts.insert({
      ...account,
      id: account.id ?? randomUUID(),
      userid: randomUUID(),
      number: db.nextNumber('account') + 1,
    });
  for (const zone of estate.zones) db.zones.insert({ ...zone, number: db.nextNumber('zone') });
  for (const pool of estate.pools)
    db.pools.insert({
      ...pool,
      zoneid: pool.zoneid ?? zoneid,
      clusterid: pool.clusterid ?? null,
      number: db.nextNumber('pool'),
    });
  for (const network of estate.networks) {
    const number = 203 + db.nextNumber('network');
    db.networks.insert({
      ...network,
      number,
      account: network.account ?? null,
      services: network.services ?? (network.type === 'L2' ? [] : ['Dhcp', 'Dns', 'UserData']),
      cidr: network.type === 'L2' ? null : (network.cidr ?? `10.${number % 256}.0.0/24`),
      networkdomain: `cs${number}cloud.internal`,
      state: network.state ?? (network.type === 'Shared' ? 'Setup' : 'Allocated'),
    });
  }
  for (const offering of estate.service_offerings)
    db.offerings.insert({
      ...offering,
      number: db.nextNumber('offering'),
      cpunumber: offering.cpunumber ?? null,
      cpuspeed: offering.cpuspeed ?? null,
      memory: offering.memory ?? null,
    });
  for (const offering of estate.disk_offerings)
    db.diskOfferings.insert({ ...offering, number: db.nextNumber('disk_offering') });
  for (const offering of estate.network_offerings)
    db.networkOfferings.insert({ ...offering, number: db.nextNumber('network_offering') });
  for (const [table, rows, format] of [
    [db.templates, estate.templates, 'QCOW2'],
    [db.isos, estate.isos, 'ISO'],
  ] as const)
    for (const template of rows)
      table.insert({
        ...template,
        number: db.nextNumber('template'),
        hypervisor: template.hypervisor ?? settings.hypervisor,
        format: template.format ?? format,
      });
  for (const type of estate.os_types)
    db.osTypes.insert({
      ...type,
      number: db.nextNumber('os_type'),
      category: type.category ?? (type.description.startsWith('Windows') ? 'Windows' : 'Linux'),
    });
}

function seedVolumes(world: World, estate: ParsedEstate): void {
  const { db } = world;
  const now = world.clock.now();
  for (const volume of estate.volumes) {
    const pool = db.pools.find((row) => row.id === volume.pool || row.name === volume.pool);
    if (!pool) throw new Error(`volume ${volume.name}: no pool ${volume.pool}`);
    const vmId = volume.virtualmachineid ?? null;
    if (vmId) db.vms.must(vmId);
    const deviceid = vmId === null ? null : (volume.deviceid ?? world.freeDeviceId(vmId));
    db.volumes.insert({
      ...newVolume(world, { account: volume.account, zoneid: volume.zoneid }),
      id: volume.id,
      name: volume.name,
      size: volume.size_gb * GIB,
      state: volume.state,
      format: volume.format,
      poolid: volume.state === 'Allocated' ? null : pool.id,
      path: volume.state === 'Allocated' ? null : volume.id,
      type: deviceid === 0 ? 'ROOT' : 'DATADISK',
      virtualmachineid: vmId,
      deviceid,
      attached: vmId === null ? null : now,
      diskofferingid: volume.diskofferingid ?? null,
    });
    db.contents.insert({ id: volume.id, blocks: seededBlocks(volume.content_seed), writes: 0 });
  }
}
