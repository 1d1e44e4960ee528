import type { Strategy } from '../../domain/itinerary.js';
import type { OpenRun } from '../../domain/job.js';
import type { ReadinessInput } from '../input.js';

/** What CloudStack counts against an account's limits, as Quota names what is left of it. */
export const RESOURCES = [
  { name: 'VMs', quota: 'vmavailable' },
  { name: 'CPUs', quota: 'cpuavailable' },
  { name: 'MiB of memory', quota: 'memoryavailable' },
  { name: 'volumes', quota: 'volumeavailable' },
  { name: 'snapshots', quota: 'snapshotavailable' },
  { name: 'GiB of primary storage', quota: 'primarystorageavailable' },
  { name: 'GiB of secondary storage', quota: 'secondarystorageavailable' },
] as const;
type Counted = (typeof RESOURCES)[number]['quota'];
export type Needs = Record<Counted, number>;

type Demand = Pick<OpenRun, 'cpu_count' | 'memory_mb' | 'disk_gb' | 'strategy' | 'deployed' | 'snapshots'>;

/**
 * What a run may yet take: its VM with the blank root (facts §3.2), and by strategy a snapshot and a copy of each disk.
 * CloudStack asks for a snapshot's whole volume in secondary storage, and for a root before it is deleted again.
 */
function needsOf({ cpu_count, memory_mb, disk_gb, strategy, deployed, snapshots }: Demand, rootGb: number): Needs {
  const vm = deployed ? 0 : 1;
  const cloned = strategy === 'clone' && !deployed ? disk_gb : [];
  // Which disks have their snapshot is not known: those yet without one may be the largest.
  const largestFirst = disk_gb.toSorted((a, b) => b - a);
  const unprotected =
    strategy === 'vm-snapshot' || strategy === 'none' ? [] : largestFirst.slice(0, disk_gb.length - snapshots);
  return {
    vmavailable: vm,
    cpuavailable: vm * cpu_count,
    memoryavailable: vm * memory_mb,
    volumeavailable: vm + cloned.length,
    snapshotavailable: unprotected.length,
    primarystorageavailable: vm * rootGb + sum(cloned),
    secondarystorageavailable: sum(unprotected),
  };
}

/** What this run takes; `rootGb` is the size of the blank root, GiB. */
export function ownNeeds({ vm }: ReadinessInput, strategy: Strategy, rootGb: number): Needs {
  const { cpu_count, memory_mb, disks } = vm;
  const disk_gb = disks.map((disk) => disk.size_gb);
  return needsOf({ cpu_count, memory_mb, disk_gb, strategy, deployed: false, snapshots: 0 }, rootGb);
}

/** What the open runs through the same configuration, hence for the same account, may yet take together. */
export function needsOfOthers(runs: readonly OpenRun[], rootGb: number): Needs {
  const needs = runs.map((run) => needsOf(run, rootGb));
  return Object.fromEntries(RESOURCES.map(({ quota }) => [quota, sum(needs.map((need) => need[quota]))])) as Needs;
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}

export function runsOfConfig({ open_runs, config }: ReadinessInput): OpenRun[] {
  return open_runs.filter(({ ossea_config }) =>
    ossea_config === null ? config?.is_active === true : ossea_config === config?.name,
  );
}
