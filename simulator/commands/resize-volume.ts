import { invalid } from '../protocol/errors.js';
import { takeResources } from '../state/resources.js';
import { GIB } from '../units.js';
import { volumeView } from '../views/volume.js';
import type { AsyncCommand } from './command.js';

/** Of an Allocated volume the row only. Shrinking is refused here whatever `shrinkok` says. */
export const resizeVolume: AsyncCommand = {
  kind: 'async',
  name: 'resizeVolume',
  description: 'Resizes a volume',
  cmd: '*.volume.ResizeVolumeCmd',
  instance: { type: 'Volume', param: 'id' },
  params: {
    id: { type: 'uuid', entity: 'volumes', owned: true, required: true },
    size: { type: 'long' },
  },
  async run(ctx, args, job) {
    const { world, caller } = ctx;
    const { id, size, state, account } = world.db.volumes.must(args.must('id'));
    const wanted = (args.long('size') ?? 0) * GIB;
    if (!['Ready', 'Allocated'].includes(state))
      throw invalid(
        `Volume should be in ready or allocated state before attempting a resize. Volume ${id} was in state ${state}.`,
      );
    if (wanted < size) throw invalid('Going from existing size to a smaller size would shrink the volume');
    takeResources(world, world.account(account), { primary_storage: (wanted - size) / GIB });
    await job.work();
    const resized = world.db.volumes.update(id, { size: wanted });
    ctx.effect('volume', id, `resized to ${wanted}`);
    return { volume: volumeView(world, resized, caller, job.id) };
  },
};
