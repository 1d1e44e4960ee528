import { invalid } from '../protocol/errors.js';
import type { AsyncCommand } from './command.js';
import { refuseStranger, taggable } from './tags.js';

/** Without `tags` all of the resources' tags go; with a value only where the value is that. */
export const deleteTags: AsyncCommand = {
  kind: 'async',
  name: 'deleteTags',
  description: 'Deleting resource tag(s)',
  cmd: 'user.tag.DeleteTagsCmd',
  params: {
    resourceids: { type: 'strings', required: true },
    resourcetype: { type: 'string', required: true },
    tags: { type: 'map' },
  },
  async run(ctx, args, job) {
    const type = args.must('resourcetype');
    const table = taggable(ctx.world, type);
    const wanted = args.entries('tags');
    const goes = (tag: { key: string; value: string }): boolean =>
      wanted.length === 0 ||
      wanted.some(({ key, value }) => key === tag.key && (value === undefined || value === tag.value));
    for (const id of args.list('resourceids')) {
      const row = refuseStranger(ctx, table?.get(id), type, id);
      if (!row.tags.some(goes)) throw invalid('Unable to find any tags which conform to specified delete parameters.');
    }
    await job.work();
    for (const id of args.list('resourceids')) {
      table?.update(id, { tags: table.must(id).tags.filter((tag) => !goes(tag)) });
      ctx.effect(type === 'UserVm' ? 'vm' : 'volume', id, 'tags deleted');
    }
    return { success: true };
  },
};
