import { randomUUID } from 'node:crypto';
import { ApiError, invalid, runtime } from '../protocol/errors.js';
import type { VmRow, VmSnapshotRow } from '../state/model.js';
import { vmView } from '../views/vm.js';
import type { World } from '../world.js';
import type { AsyncCommand } from './command.js';
import {
  activeTask,
  activeVolumeSnapshot,
  isUnknownToHost,
  ofVm,
  OTHER_VM_SNAPSHOT_TASK,
} from './vm-snapshot-rules.js';

/** The VM's disks get the snapshot's content, file-based ones on new paths once more (facts §5.3, §5.4). */
export const revertToVMSnapshot: AsyncCommand = {
  kind: 'async',
  name: 'revertToVMSnapshot',
  description: 'Revert VM from a vmsnapshot.',
  cmd: '*.vmsnapshot.RevertToVMSnapshotCmd',
  instance: { type: 'VmSnapshot', param: 'vmsnapshotid' },
  params: { vmsnapshotid: { type: 'uuid', entity: 'vmSnapshots', owned: true, required: true } },
  async run(ctx, args, job) {
    const { world } = ctx;
    const { db } = world;
    const { id, virtualmachineid: vmId } = db.vmSnapshots.must(args.must('vmsnapshotid'));
    checkRequest(world, db.vms.must(vmId), db.vmSnapshots.must(id));
    return job.onQueue(vmId, async () => {
      checkRequest(world, db.vms.must(vmId), db.vmSnapshots.must(id));
      db.vmSnapshots.update(id, { state: 'Reverting' });
      try {
        await job.work();
        if (isUnknownToHost(world, vmId)) throw runtime(`Error reverting VM snapshot [${id}].`);
      } catch (error) {
        if (error instanceof ApiError) db.vmSnapshots.update(id, { state: 'Ready' });
        throw error;
      }
      putBack(world, db.vmSnapshots.must(id));
      ctx.effect('vm_snapshot', id, `VM ${vmId} reverted to it`);
      return { virtualmachine: vmView(world, db.vms.must(vmId), ctx.caller) };
    });
  },
};

function checkRequest(world: World, vm: VmRow, snapshot: VmSnapshotRow): void {
  if (activeVolumeSnapshot(world, vm.id))
    throw invalid(
      'There is other active volume snapshot tasks on the instance to which the volume is attached, please try again later.',
    );
  if (!['Running', 'Stopped'].includes(vm.state))
    throw invalid('VM Snapshot reverting failed due to vm is not in the state of Running or Stopped.');
  if ((vm.state === 'Running') === (snapshot.type === 'Disk'))
    throw invalid(
      'VM Snapshot revert not allowed. This will result in VM state change. You can revert running VM to disk and memory type snapshot and stopped VM to disk type snapshot',
    );
  if (snapshot.state !== 'Ready')
    throw invalid('VM Snapshot reverting failed due to vm snapshot is not in the state of Created.');
  if (activeTask(world, vm.id)) throw invalid(OTHER_VM_SNAPSHOT_TASK);
}

function putBack(world: World, snapshot: VmSnapshotRow): void {
  const { db } = world;
  for (const [volumeId, { blocks }] of Object.entries(snapshot.volumes)) {
    const { writes } = db.contents.must(volumeId);
    db.contents.update(volumeId, { blocks, writes: writes + 1 });
    if (snapshot.strategy === 'file') db.volumes.update(volumeId, { path: randomUUID() });
  }
  for (const row of ofVm(world, snapshot.virtualmachineid))
    if (row.current) db.vmSnapshots.update(row.id, { current: false });
  db.vmSnapshots.update(snapshot.id, { state: 'Ready', current: true });
}
