import { invalid } from '../protocol/errors.js';
import type { SyncCommand } from './command.js';
import { removeVolume } from './expunge.js';
import { activeSnapshots } from './guards.js';

/** Synchronous, and the data are gone at once (facts §6.3). */
export const deleteVolume: SyncCommand = {
  kind: 'sync',
  name: 'deleteVolume',
  description: 'Deletes a detached disk volume.',
  params: { id: { type: 'uuid', entity: 'volumes', owned: true, required: true } },
  run(ctx, args) {
    const { world } = ctx;
    const volume = world.db.volumes.must(args.must('id'));
    if (volume.removed) throw invalid(`Unable to find volume with ID: ${volume.number}`);
    if (activeSnapshots(world, volume.id))
      throw invalid('There are snapshot operations in progress on the volume, unable to delete it');
    if (volume.virtualmachineid !== null) throw invalid('Please specify a volume that is not attached to any VM.');
    if (volume.deleteprotection && world.atLeast('4.20'))
      throw invalid(
        `Volume [id = ${volume.id}, name = ${volume.name}] has delete protection enabled and cannot be deleted.`,
      );
    removeVolume(world, volume.id);
    ctx.effect('volume', volume.id, 'deleted');
    return { success: true };
  },
};
