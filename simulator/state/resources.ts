import { ApiError } from '../protocol/errors.js';
import { GIB } from '../units.js';
import type { View } from '../views/common.js';
import type { World } from '../world.js';
import type { AccountRow } from './model.js';

/** What limits are about, under the names that errors and listResourceLimits use, with the prefix of listAccounts' fields. */
export const RESOURCES = {
  user_vm: 'vm',
  cpu: 'cpu',
  memory: 'memory',
  volume: 'volume',
  snapshot: 'snapshot',
  primary_storage: 'primarystorage',
  secondary_storage: 'secondarystorage',
} as const;
export type Resource = keyof typeof RESOURCES;

/**
 * What these accounts have now; memory in MiB, storage in GiB. A Destroyed VM counts no more; a volume counts with all of
 * its size as soon as it is Allocated, a snapshot with its volume's.
 */
export function countsOf({ db }: World, accounts: readonly string[]): Record<Resource, number> {
  const owned = (row: { account: string; removed: number | null }): boolean =>
    row.removed === null && accounts.includes(row.account);
  const vms = db.vms.filter((vm) => owned(vm) && !['Destroyed', 'Expunging'].includes(vm.state));
  const [volumes, snapshots] = [db.volumes.filter(owned), db.snapshots.filter(owned)];
  return {
    user_vm: vms.length,
    cpu: vms.reduce((sum, vm) => sum + vm.cpunumber, 0),
    memory: vms.reduce((sum, vm) => sum + vm.memory, 0),
    volume: volumes.length,
    snapshot: snapshots.length,
    primary_storage: gibOf(volumes),
    secondary_storage: gibOf(snapshots),
  };
}

function gibOf(rows: readonly { size: number }[]): number {
  return rows.reduce((sum, row) => sum + row.size, 0) / GIB;
}

/** Throws the ResourceAllocationException of a create command that takes more than the account's limit leaves. */
export function takeResources(world: World, account: AccountRow, wanted: Partial<Record<Resource, number>>): void {
  const counts = countsOf(world, [account.name]);
  for (const [name, amount] of Object.entries(wanted) as [Resource, number][]) {
    const limit = account.limits[name];
    if (limit !== undefined && counts[name] + amount > limit)
      throw new ApiError(
        535,
        `Maximum amount of resources of Type = '${name}' for Account Name = '${account.name}' in Domain Id = '${account.domainid}' has been exceeded.`,
        4370,
      );
  }
}

/** `<prefix>limit`, `<prefix>total` and `<prefix>available`, as listAccounts and listDomains tell them. */
export function resourceView(counts: Record<Resource, number>, limits: AccountRow['limits']): View {
  return Object.fromEntries(
    (Object.entries(RESOURCES) as [Resource, string][]).flatMap(([name, prefix]): [string, string | number][] => {
      const limit = limits[name];
      return [
        [`${prefix}limit`, limit === undefined ? 'Unlimited' : String(limit)],
        [`${prefix}total`, counts[name]],
        [`${prefix}available`, limit === undefined ? 'Unlimited' : String(limit - counts[name])],
      ];
    }),
  );
}
