import { runtime } from '../protocol/errors.js';
import type { AsyncCommand } from './command.js';
import { refuseStranger, taggable } from './tags.js';

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
    const table = taggable(ctx.world, type);
    const check = (): void => {
      for (const id of args.list('resourceids')) {
        const row = refuseStranger(ctx, table?.get(id), type, id);
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
