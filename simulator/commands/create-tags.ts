import { forbidden, invalid, runtime } from '../protocol/errors.js';
import type { VmRow, VolumeRow } from '../state/model.js';
import type { Table } from '../state/table.js';
import type { World } from '../world.js';
import type { AsyncCommand } from './command.js';

type Tagged = Pick<VmRow | VolumeRow, 'id' | 'account' | 'tags'>;

/** An existing key is refused, not replaced (facts §8). The job names no instance. */
export const createTags: AsyncCommand = {
  kind: 'async',
  name: 'createTags',
  description: 'Creates resource tag(s)',
  cmd: 'user.tag.CreateTagsCmd',
  params: {
    resourceids: { type: 'strings', required: true },
    resourcetype: { type: 'string', required: true },
    tags: { type: 'map', required: true },
  },
  async run(ctx, args, job) {
    const type = args.must('resourcetype');
    const table = tagged(ctx.world, type);
    const check = (): void => {
      for (const id of args.list('resourceids')) {
        const row = table?.get(id);
        if (!row) throw invalid(`Unable to find resource by id ${id} and type ${type}`);
        if (ctx.caller.role !== 'root-admin' && row.account !== ctx.caller.name)
          throw forbidden('Caller does not have permission to operate with provided resource.');
        for (const { key } of args.entries('tags'))
          if (row.tags.some((tag) => tag.key === key)) throw runtime(`tag ${key} already on ${type} with id ${id}`);
      }
    };
    check();
    await job.work();
    check();
    for (const id of args.list('resourceids')) {
      const added = args.entries('tags').map(({ key = '', value = '' }) => ({ key, value }));
      table?.update(id, { tags: [...table.must(id).tags, ...added] });
      ctx.effect(type === 'UserVm' ? 'vm' : 'volume', id, `tagged ${added.map((tag) => tag.key).join(', ')}`);
    }
    return { success: true };
  },
};

function tagged(world: World, type: string): Table<Tagged> | undefined {
  const tables: Record<string, unknown> = { UserVm: world.db.vms, Volume: world.db.volumes };
  return tables[type] as Table<Tagged> | undefined;
}
