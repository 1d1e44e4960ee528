import { invalid, runtime } from '../protocol/errors.js';
import type { VmSnapshotRow } from '../state/model.js';
import type { World } from '../world.js';
import type { AsyncCommand } from './command.js';
import { activeTask, isUnknownToHost, ofVm, OTHER_VM_SNAPSHOT_TASK } from './vm-snapshot-rules.js';

/** The VM's disks keep what was written since. A failure leaves it Expunging, to be tried again (facts §5.4, §12). */
export const deleteVMSnapshot: AsyncCommand = {
  kind: 'async',
  name: 'deleteVMSnapshot',
  description: 'Deletes a vmsnapshot.',
  cmd: 'user.vmsnapshot.DeleteVMSnapshotCmd',
  instance: { type: 'VmSnapshot', param: 'vmsnapshotid' },
  params: { vmsnapshotid: { type: 'uuid', entity: 'vmSnapshots', owned: true, required: true } },
  async run(ctx, args, job) {
    const { world } = ctx;
    const { db } = world;
    const { id, virtualmachineid: vmId } = db.vmSnapshots.must(args.must('vmsnapshotid'));
    checkRequest(world, db.vmSnapshots.must(id));
    return job.onQueue(vmId, async () => {
      checkRequest(world, db.vmSnapshots.must(id));
      db.vmSnapshots.update(id, { state: 'Expunging' });
      await job.work();
      if (isUnknownToHost(world, vmId)) {
        db.vmSnapshots.update(id, { state: 'Error' });
        throw runtime(`Failed to delete VM snapshot [${id}].`);
      }
      remove(world, db.vmSnapshots.must(id));
      ctx.effect('vm_snapshot', id, `deleted of VM ${vmId}`);
      return { success: true };
    });
  },
};

function checkRequest(world: World, snapshot: VmSnapshotRow): void {
  if (snapshot.removed || !['Ready', 'Expunging', 'Error'].includes(snapshot.state))
    throw invalid(
      `Can't delete the vm snapshotshot ${snapshot.number} due to it is not in Created or Error, or Expunging State`,
    );
  const active = activeTask(world, snapshot.virtualmachineid);
  if (active && active.id !== snapshot.id) throw invalid(OTHER_VM_SNAPSHOT_TASK);
}

/** File-based, what more than one chain goes on from can only be hidden (facts §5.4). */
function remove(world: World, snapshot: VmSnapshotRow): void {
  const { db } = world;
  const children = ofVm(world, snapshot.virtualmachineid).filter((row) => row.parent === snapshot.id);
  const chains = children.length + (snapshot.current ? 1 : 0);
  if (snapshot.strategy === 'file' && chains > 1) {
    db.vmSnapshots.update(snapshot.id, { state: 'Hidden' });
    return;
  }
  const merged = snapshot.strategy === 'file' && snapshot.current;
  if (merged) for (const [id, { path }] of Object.entries(snapshot.volumes)) db.volumes.update(id, { path });
  for (const child of children) db.vmSnapshots.update(child.id, { parent: snapshot.parent });
  db.vmSnapshots.update(snapshot.id, { removed: world.clock.now(), current: false });
  const parent = db.vmSnapshots.get(snapshot.parent);
  if (!parent || parent.removed) return;
  if (snapshot.current) db.vmSnapshots.update(parent.id, { current: true });
  if (parent.state === 'Hidden') remove(world, db.vmSnapshots.must(parent.id));
}
