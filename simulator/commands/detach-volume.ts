import { invalid, runtime } from '../protocol/errors.js';
import type { VmRow, VolumeRow } from '../state/model.js';
import { volumeView } from '../views/volume.js';
import type { World } from '../world.js';
import type { AsyncCommand, Context } from './command.js';
import { checkRootMove, hasBackups, hasVmSnapshots, RUNNING_OR_STOPPED } from './guards.js';

/** Checks when it starts; when its turn on the VM's queue comes it does not check again (facts §2.3, §4.2). */
export const detachVolume: AsyncCommand = {
  kind: 'async',
  name: 'detachVolume',
  description: 'Detaches a disk volume from a virtual machine.',
  cmd: '*.volume.DetachVolumeCmd',
  instance: { type: 'Volume', param: 'id' },
  params: {
    id: { type: 'uuid', entity: 'volumes', owned: true },
    virtualmachineid: { type: 'uuid', entity: 'vms', owned: true },
    deviceid: { type: 'long' },
  },
  async run(ctx, args, job) {
    const { world } = ctx;
    const byDevice = args.has('deviceid') || args.has('virtualmachineid');
    if (args.has('id') === byDevice || (byDevice && !(args.has('deviceid') && args.has('virtualmachineid'))))
      throw invalid('Please provide either a volume id, or a tuple(device id, instance id)');
    // A null pointer of the real one (recording "detachVolume by virtualmachineid+deviceid").
    if (byDevice) throw runtime('Cannot invoke "java.lang.Long.longValue()" because "volumeId" is null');
    const volume = world.db.volumes.must(args.must('id'));
    const vm = checkRequest(world, volume);
    return job.onQueue(vm.id, async () => {
      await job.work();
      unplug(world, vm, volume);
      finish(ctx, vm.id, volume.id);
      return { volume: volumeView(world, world.db.volumes.must(volume.id), ctx.caller, job.id) };
    });
  },
};

function checkRequest(world: World, volume: VolumeRow): VmRow {
  const vm = world.db.vms.get(volume.virtualmachineid);
  if (!vm) throw invalid('The specified volume is not attached to a VM.');
  if (volume.type === 'ROOT') checkRootMove(world, vm, volume);
  if (!['Running', 'Stopped', 'Destroyed'].includes(vm.state)) throw invalid(RUNNING_OR_STOPPED);
  if (hasVmSnapshots(world, vm.id))
    throw invalid('Unable to detach volume, please specify a VM that does not have VM snapshots');
  if (hasBackups(world, vm))
    throw invalid(
      'Unable to detach volume, cannot detach volume from a VM that has backups. First remove the VM from the backup offering or set the global configuration backup.enable.attach.detach.of.volumes to true.',
    );
  return vm;
}

/** What the host of the VM named at the start does, if the VM runs there. A disk it does not have counts as gone. */
function unplug(world: World, { id, name }: VmRow, volume: VolumeRow): void {
  const domain = world.db.domains.must(id);
  if (!domain.running || world.db.vms.must(id).state !== 'Running') return;
  if (!domain.agent_connected)
    throw runtime(`Failed to detach volume ${volume.name} from VM ${name}. Please contact your system administrator.`);
  const held = domain.disks.some((disk) => disk.volumeid === volume.id);
  if (held && domain.busy_volumes.includes(volume.id)) {
    if (domain.lets_go_late) world.hypervisor.unplug(id, volume.id);
    throw runtime(
      `Failed to detach volume ${volume.name} from VM ${name}; Could not detach volume after sending the command and waiting for [${world.configuration('wait.detach.device')}] milliseconds. Probably the VM does not support the sent detach command or the device is busy at the moment. Try again in a couple of minutes.`,
    );
  }
  world.hypervisor.unplug(id, volume.id);
}

function finish(ctx: Context, vmId: string, volumeId: string): void {
  const { world } = ctx;
  const volume = world.db.volumes.must(volumeId);
  const holder = volume.virtualmachineid;
  if (holder === null) return;
  if (holder !== vmId) {
    const held = world.hypervisor.holders(volumeId).includes(holder) ? 'whose domain still holds it' : '';
    world.hypervisor.violation(
      'stale-detach',
      volumeId,
      [vmId, holder],
      `a detach from ${vmId} took it from ${holder} ${held}`.trim(),
    );
  }
  world.db.volumes.update(volumeId, { type: 'DATADISK', virtualmachineid: null, deviceid: null, attached: null });
  ctx.effect('volume', volumeId, `detached from VM ${holder}`);
}
