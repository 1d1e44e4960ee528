import { invalid, runtime } from '../protocol/errors.js';
import type { SnapshotRow, VolumeRow } from '../state/model.js';
import { snapshotView } from '../views/volume.js';
import type { World } from '../world.js';
import type { AsyncCommand } from './command.js';
import { hasVmSnapshots } from './guards.js';

const FILE_POOLS = ['NetworkFilesystem', 'Filesystem', 'SharedMountPoint'];

/** The volume gets the snapshot's content; attached, only on a Stopped VM (facts §6.2). */
export const revertSnapshot: AsyncCommand = {
  kind: 'async',
  name: 'revertSnapshot',
  description: 'This is supposed to revert a volume snapshot.',
  cmd: 'user.snapshot.RevertSnapshotCmd',
  instance: { type: 'Snapshot', param: 'id' },
  params: { id: { type: 'uuid', entity: 'snapshots', owned: true, required: true } },
  async run(ctx, args, job) {
    const { world } = ctx;
    const { db } = world;
    const snapshot = db.snapshots.must(args.must('id'));
    const volumeId = snapshot.volumeid;
    checkRequest(world, snapshot, db.volumes.must(volumeId));
    const revert = async (): Promise<Record<string, unknown>> => {
      checkRequest(world, snapshot, db.volumes.must(volumeId));
      db.volumes.update(volumeId, { state: 'RevertSnapshotting' });
      await job.work(() => db.volumes.update(volumeId, { state: 'Ready' }));
      db.volumes.update(volumeId, { state: 'Ready' });
      const writes = db.contents.must(volumeId).writes;
      db.contents.update(volumeId, { blocks: snapshot.blocks, writes: writes + 1 });
      const holders = world.hypervisor.holders(volumeId);
      if (holders.length > 0)
        world.hypervisor.violation('reverted-while-held', volumeId, holders, 'reverted under a running domain');
      ctx.effect('volume', volumeId, `reverted to snapshot ${snapshot.id}`);
      return { snapshot: snapshotView(world, db.snapshots.must(snapshot.id)) };
    };
    const vmId = db.volumes.must(volumeId).virtualmachineid;
    return vmId === null ? revert() : job.onQueue(vmId, revert);
  },
};

function checkRequest(world: World, snapshot: SnapshotRow, volume: VolumeRow): void {
  const vm = world.db.vms.get(volume.virtualmachineid);
  if (volume.state !== 'Ready') throw invalid('The volume is not in Ready state.');
  if (vm && vm.state !== 'Stopped')
    throw invalid('The VM the specified disk is attached to is not in the shutdown state.');
  if (vm && hasVmSnapshots(world, vm.id))
    throw invalid('Unable to revert snapshot for VM, please remove VM snapshots before reverting VM from snapshot');
  if (world.settings.hypervisor !== 'KVM')
    throw runtime(
      `Revert snapshot command failed for snapshot Snapshot ${JSON.stringify({
        id: snapshot.number,
        name: snapshot.name,
        state: snapshot.state,
        uuid: snapshot.id,
        version: '2.2',
        volumeId: volume.number,
      })}, because this command is supported only for KVM hypervisor`,
    );
  const type = world.db.pools.get(volume.poolid)?.type ?? '';
  const files = volume.format === 'qcow2' && FILE_POOLS.includes(type);
  if (snapshot.state !== 'BackedUp' || !(files || type === 'RBD'))
    throw runtime('Reverting not supported. Create a template or volume based on the snapshot instead.');
}
