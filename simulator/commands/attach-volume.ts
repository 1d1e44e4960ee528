import { ApiError, invalid, runtime, forbidden } from '../protocol/errors.js';
import type { PoolRow, VmRow, VolumeRow } from '../state/model.js';
import { instanceName, vmText } from '../views/vm.js';
import { volumeText, volumeView } from '../views/volume.js';
import type { World } from '../world.js';
import type { AsyncCommand, Context } from './command.js';
import { checkRootMove, hasBackups, hasVmSnapshots, RUNNING_OR_STOPPED } from './guards.js';

/** KVM; 6 where a hypervisor has no row of its own (facts §4.1 item 8, §14). */
const maxDataDisks = (hypervisor: string): number => (hypervisor === 'KVM' ? 32 : 6);

/** All rules are checked inside the job (facts §2.1, order of §4.1). */
export const attachVolume: AsyncCommand = {
  kind: 'async',
  name: 'attachVolume',
  description: 'Attaches a disk volume to a virtual machine.',
  cmd: '*.volume.AttachVolumeCmd',
  instance: { type: 'Volume', param: 'id' },
  params: {
    id: { type: 'uuid', entity: 'volumes', owned: true, required: true },
    virtualmachineid: { type: 'uuid', entity: 'vms', owned: true, required: true },
    deviceid: { type: 'long' },
  },
  async run(ctx, args, job) {
    const { world } = ctx;
    const volumeId = args.must('id');
    const vmId = args.must('virtualmachineid');
    const wanted = args.long('deviceid');
    checkRequest(world, world.db.volumes.must(volumeId), world.db.vms.must(vmId), wanted);
    return job.onQueue(vmId, async () => {
      const before = recheck(world, volumeId, vmId);
      const deviceid = chooseDevice(world, world.db.vms.must(vmId), wanted);
      const poolid = targetPool(world, before, vmId);
      const moves = before.poolid !== null && poolid !== before.poolid;
      world.db.volumes.update(volumeId, { state: moves ? 'Migrating' : 'Attaching' });
      await job.work(() => world.db.volumes.update(volumeId, { state: before.state }));
      finish(ctx, before, vmId, deviceid, poolid);
      // Moved data are a new row with the old id, of which the job knows nothing (recording "data is moved").
      if (moves) world.db.jobs.update(job.id, { jobinstanceid: null });
      const shown = volumeView(world, world.db.volumes.must(volumeId), ctx.caller, moves ? undefined : job.id);
      return { volume: shown };
    });
  },
};

function checkRequest(world: World, volume: VolumeRow, vm: VmRow, wanted: number | undefined): void {
  if (volume.virtualmachineid !== null) throw invalid('Please specify a volume that is not attached to any VM.');
  if (volume.removed || volume.state === 'Destroy') throw invalid('Please specify a volume that is not destroyed.');
  if (!['Allocated', 'Ready', 'Uploaded'].includes(volume.state))
    throw invalid('Volume state must be in Allocated, Ready or in Uploaded state');
  if (vm.removed) throw invalid('Please specify a valid User VM.');
  if (!['Running', 'Stopped'].includes(vm.state)) throw invalid(RUNNING_OR_STOPPED);
  if (vm.zoneid !== volume.zoneid) throw invalid('Please specify a VM that is in the same zone as the volume.');
  const attached = world.volumesOf(vm.id);
  if (wanted === 0) {
    checkRootMove(world, vm, volume);
    if (attached.some((other) => other.deviceid === 0)) throw invalid('Vm already has root volume attached to it');
  } else {
    const most = maxDataDisks(world.settings.hypervisor);
    if (attached.filter((other) => other.type === 'DATADISK').length >= most)
      throw invalid(
        `The specified VM already has the maximum number of data disks (${most}) attached. Please specify another VM.`,
      );
  }
  if (hasVmSnapshots(world, vm.id))
    throw invalid(
      `Unable to attach volume to VM ${instanceName(world, vm)}/${vm.id}, please specify a VM that does not have VM snapshots`,
    );
  if (hasBackups(world, vm))
    throw invalid(
      "Unable to attach volume, please specify a VM that does not have any backups or set the global configuration 'backup.enable.attach.detach.of.volumes' to true.",
    );
  if (vm.account !== volume.account)
    throw forbidden(`Entity ${volumeText(world, volume)} and entity ${vmText(world, vm)} belong to different accounts`);
}

/** What attach looks at once more when its turn has come; detach does not (facts §2.3). */
function recheck(world: World, volumeId: string, vmId: string): VolumeRow {
  const volume = world.db.volumes.must(volumeId);
  if (volume.virtualmachineid !== null) {
    const holder = world.db.vms.must(volume.virtualmachineid);
    throw runtime(`volume: ${volume.name} is already attached to a VM: ${instanceName(world, holder)}`);
  }
  if (!['Ready', 'Allocated', 'Uploaded'].includes(volume.state))
    throw runtime(`Volume: ${volume.name} is in ${volume.state}. It should be in Ready or Allocated state`);
  const vm = world.db.vms.must(vmId);
  if (!['Running', 'Stopped'].includes(vm.state)) throw invalid(RUNNING_OR_STOPPED);
  return volume;
}

function chooseDevice(world: World, vm: VmRow, wanted: number | undefined): number {
  if (wanted === undefined) {
    const free = world.freeDeviceId(vm.id);
    if (free === null) throw runtime(`All device Ids are used by vm ${vm.id}`);
    return free;
  }
  if (wanted === 3 || wanted < 0 || wanted > 33) throw runtime('deviceId should be 0,1,2,4-33');
  const holder = world.volumesOf(vm.id).find((volume) => volume.deviceid === wanted);
  if (holder)
    throw runtime(`deviceId ${wanted} is used by vol ${volumeText(world, holder)} on vm ${vmText(world, vm)}`);
  return wanted;
}

/**
 * The pool the volume will be on. An Allocated one is made on the storage of a VM that has some; a Ready one is moved
 * to the cluster of the VM's root, or first data disk (facts §4.1 "Hidden migration").
 */
function targetPool(world: World, volume: VolumeRow, vmId: string): string | null {
  const real = world.volumesOf(vmId).filter((other) => other.poolid !== null);
  const existing = world.db.pools.get((real.find((other) => other.type === 'ROOT') ?? real[0])?.poolid);
  if (volume.poolid === null) {
    const storagetags = world.db.diskOfferings.get(volume.diskofferingid)?.storagetags;
    const tagged = storagetags && world.db.pools.find((pool) => pool.tags === storagetags);
    if (tagged && world.db.domains.must(vmId).boots > 0) return tagged.id;
    if (existing) return existing.id;
    return world.db.domains.must(vmId).boots > 0 ? (world.db.pools.all()[0]?.id ?? null) : null;
  }
  const own = world.db.pools.must(volume.poolid);
  return existing && mustMove(existing, own) ? existing.id : own.id;
}

function mustMove(existing: PoolRow, own: PoolRow): boolean {
  if (own.scope === 'ZONE') return false;
  if (existing.scope === own.scope) {
    if (own.scope === 'CLUSTER') return existing.clusterid !== own.clusterid;
    if (existing.id === own.id) return false;
    throw runtime('Failed to attach local data volume to VM as migration of local data volume is not allowed');
  }
  if (own.scope === 'CLUSTER' && existing.scope === 'HOST') return own.clusterid !== existing.clusterid;
  throw invalid(`Can't move volume between scope: ${own.scope} and ${existing.scope}`);
}

/** A Stopped VM: only the database changes. A Running one: the host plugs the disk in (facts §4.1). */
function finish(ctx: Context, volume: VolumeRow, vmId: string, deviceid: number, poolid: string | null): void {
  const { world } = ctx;
  const { db } = world;
  const domain = db.domains.must(vmId);
  if (domain.running && !domain.agent_connected) {
    db.volumes.update(volume.id, { state: volume.state });
    throw new ApiError(530, `Failed to attach volume ${volume.name} to VM ${db.vms.must(vmId).name}`, 4250);
  }
  db.volumes.update(volume.id, {
    state: poolid === null ? 'Allocated' : 'Ready',
    poolid,
    path: poolid === null ? null : (volume.path ?? volume.id),
    virtualmachineid: vmId,
    deviceid,
    type: deviceid === 0 ? 'ROOT' : 'DATADISK',
    attached: world.clock.now(),
  });
  if (domain.running) world.hypervisor.plug(vmId, volume.id, deviceid);
  ctx.effect('volume', volume.id, `attached to VM ${vmId} as device ${deviceid}`);
}
