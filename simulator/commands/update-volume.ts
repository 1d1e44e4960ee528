import { forbidden } from '../protocol/errors.js';
import { volumeView } from '../views/volume.js';
import type { AsyncCommand } from './command.js';

/** What only admins may set is dropped without a word for others; `customid` is refused them (facts §4.4, §12 rule 54). */
export const updateVolume: AsyncCommand = {
  kind: 'async',
  name: 'updateVolume',
  description: 'Updates the volume.',
  cmd: '*.volume.UpdateVolumeCmd',
  instance: { type: 'Volume', param: 'id' },
  params: {
    id: { type: 'uuid', entity: 'volumes', owned: true, required: true },
    name: { type: 'string' },
    deleteprotection: { type: 'boolean' },
    path: { type: 'string', rootAdminOnly: true },
    state: { type: 'string', rootAdminOnly: true },
    storageid: { type: 'uuid', entity: 'pools', rootAdminOnly: true },
    chaininfo: { type: 'string', rootAdminOnly: true },
    customid: { type: 'string' },
  },
  async run(ctx, args, job) {
    const { world, caller } = ctx;
    const id = args.must('id');
    if (args.has('customid') && caller.role !== 'root-admin')
      throw forbidden('Please check your permissions, you are not allowed to create/update custom id');
    await job.work();
    const volume = world.db.volumes.must(id);
    const updated = world.db.volumes.update(id, {
      name: args.get('name') ?? volume.name,
      deleteprotection: args.bool('deleteprotection', volume.deleteprotection),
      path: args.get('path') ?? volume.path,
      state: args.get('state') ?? volume.state,
      poolid: args.get('storageid') ?? volume.poolid,
    });
    ctx.effect('volume', id, 'updated');
    return { volume: volumeView(world, updated, caller, job.id) };
  },
};
