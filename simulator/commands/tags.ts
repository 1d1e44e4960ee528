import { forbidden, invalid } from '../protocol/errors.js';
import type { VmRow, VolumeRow } from '../state/model.js';
import type { Table } from '../state/table.js';
import type { World } from '../world.js';
import type { Context } from './command.js';

type Tagged = Pick<VmRow | VolumeRow, 'id' | 'account' | 'tags'>;

/** The table of a `resourcetype`, of those that carry tags here. */
export function taggable(world: World, type: string): Table<Tagged> | undefined {
  const tables: Record<string, unknown> = { UserVm: world.db.vms, Volume: world.db.volumes };
  return tables[type] as Table<Tagged> | undefined;
}

/** The resource, if it is there and the caller's. */
export function refuseStranger(
  ctx: Context,
  row: Readonly<Tagged> | undefined,
  type: string,
  id: string,
): Readonly<Tagged> {
  if (!row) throw invalid(`Unable to find resource by id ${id} and type ${type}`);
  if (ctx.caller.role !== 'root-admin' && row.account !== ctx.caller.name)
    throw forbidden('Caller does not have permission to operate with provided resource.');
  return row;
}
