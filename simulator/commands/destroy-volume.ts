import { forbidden, invalid } from '../protocol/errors.js';
import { volumeView } from '../views/volume.js';
import type { AsyncCommand } from './command.js';
import { removeVolume } from './expunge.js';
import { activeSnapshots } from './guards.js';

/** Without `expunge` the volume waits in state Destroy (facts §6.3). */
export const destroyVolume: AsyncCommand = {
  kind: 'async',
  name: 'destroyVolume',
  description: 'Destroys a Volume.',
  cmd: '*.volume.DestroyVolumeCmd',
  instance: { type: 'Volume', param: 'id' },
  params: {
    id: { type: 'uuid', entity: 'volumes', owned: true, required: true },
    expunge: { type: 'boolean' },
  },
  async run(ctx, args, job) {
    const { world, caller } = ctx;
    const volume = world.db.volumes.must(args.must('id'));
    const expunged = args.bool('expunge');
    const permitted =
      caller.role === 'root-admin' || world.configuration('allow.user.expunge.recover.volume') === 'true';
    if (expunged && !permitted) throw forbidden('Expunging a volume can only be done by an Admin.');
    if (volume.virtualmachineid !== null) throw invalid('Please specify a volume that is not attached to any VM.');
    if (activeSnapshots(world, volume.id))
      throw invalid('There are snapshot operations in progress on the volume, unable to delete it');
    if (volume.deleteprotection && world.atLeast('4.20'))
      throw invalid(
        `Volume [id = ${volume.id}, name = ${volume.name}] has delete protection enabled and cannot be deleted.`,
      );
    if (!expunged && ['Allocated', 'Uploaded'].includes(volume.state))
      throw invalid('The volume in Allocated/Uploaded state can only be expunged not destroyed/recovered');
    await job.work();
    if (expunged) removeVolume(world, volume.id);
    else world.db.volumes.update(volume.id, { state: 'Destroy' });
    ctx.effect('volume', volume.id, expunged ? 'expunged' : 'destroyed');
    return { volume: volumeView(world, world.db.volumes.must(volume.id), caller, job.id) };
  },
};
