import type { Args, ParamSpecs } from '../protocol/params.js';
import { invalid, malformed } from '../protocol/errors.js';
import type { TagRow } from '../state/model.js';
import type { View } from '../views/common.js';
import type { Context } from './command.js';

/** Parameters of every list command. */
export const LIST_PARAMS: ParamSpecs = {
  keyword: { type: 'string' },
  page: { type: 'long' },
  pagesize: { type: 'long' },
};

/** Parameters of lists of things that accounts own. */
export const OWNED_LIST_PARAMS: ParamSpecs = {
  ...LIST_PARAMS,
  account: { type: 'string' },
  domainid: { type: 'uuid', entity: 'domain' },
  listall: { type: 'boolean' },
  isrecursive: { type: 'boolean' },
  tags: { type: 'map' },
};

/**
 * Rows the caller gets to see: users their own; root admins their own too, unless they ask by id, by account or with
 * `listall` (AccountManager's ACL rules).
 */
export function visible<Row extends { account: string | null }>(ctx: Context, args: Args, rows: Row[]): Row[] {
  const { caller, world } = ctx;
  if (caller.role !== 'root-admin') return rows.filter((row) => row.account === caller.name);
  const account = args.get('account');
  if (account !== undefined) return rows.filter((row) => row.account === account);
  const domain = args.get('domainid');
  if (domain !== undefined)
    return rows.filter((row) => row.account !== null && world.account(row.account).domainid === domain);
  if (args.bool('listall') || ['id', 'ids', 'vmsnapshotid'].some((name) => args.has(name))) return rows;
  return rows.filter((row) => row.account === caller.name);
}

export function matchesTags(args: Args, tags: TagRow[]): boolean {
  return args
    .entries('tags')
    .every((wanted) => tags.some((tag) => tag.key === wanted['key'] && tag.value === wanted['value']));
}

export function contains(text: string, part: string | undefined): boolean {
  return part === undefined || text.toLowerCase().includes(part.toLowerCase());
}

/**
 * One page as CloudStack gives it: nothing at all for an empty result, the count without an array past the end, and
 * `count` of the whole result (facts §1.2).
 */
export function paged(ctx: Context, args: Args, key: string, rows: View[]): View {
  const page = args.long('page');
  const pagesize = args.long('pagesize');
  const most = Number(ctx.world.configuration('default.page.size'));
  if (page !== undefined && pagesize === undefined)
    throw malformed('"pagesize" parameter is required when "page" is specified');
  if (pagesize !== undefined && page === undefined)
    throw malformed('"page" parameter is required when "pagesize" is specified');
  if (pagesize === -1) throw invalid("Can't specify page parameter when pagesize is -1 (Unlimited)");
  if (pagesize !== undefined && pagesize > most)
    throw invalid(`Page size can't exceed max allowed page size value: ${most}`);
  if (rows.length === 0) return {};
  const size = pagesize ?? most;
  const start = Math.max(0, (page ?? 1) - 1) * size;
  const shown = rows.slice(start, start + size);
  return shown.length === 0 ? { count: rows.length } : { count: rows.length, [key]: shown };
}
