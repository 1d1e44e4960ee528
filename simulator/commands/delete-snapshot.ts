import { invalid } from '../protocol/errors.js';
import type { AsyncCommand } from './command.js';

export const deleteSnapshot: AsyncCommand = {
  kind: 'async',
  name: 'deleteSnapshot',
  description: 'Deletes a snapshot of a disk volume.',
  cmd: 'user.snapshot.DeleteSnapshotCmd',
  instance: { type: 'Snapshot', param: 'id' },
  params: { id: { type: 'uuid', entity: 'snapshots', owned: true, required: true } },
  async run(ctx, args, job) {
    const { db, clock } = ctx.world;
    const id = args.must('id');
    refuse();
    await job.work();
    refuse();
    db.snapshots.update(id, { state: 'Destroyed', removed: clock.now(), blocks: {} });
    ctx.effect('snapshot', id, 'deleted');
    return { success: true };

    function refuse(): void {
      const snapshot = db.snapshots.must(id);
      if (snapshot.removed) throw invalid(`Snapshot [${snapshot.id}] is already destroyed`);
      if (!['BackedUp', 'Error', 'CreatedOnPrimary'].includes(snapshot.state))
        throw invalid(`Can't delete snapshotshot ${snapshot.number} due to it is in ${snapshot.state} Status`);
    }
  },
};
