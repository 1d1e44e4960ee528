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
] as const;
type Counted = (typeof RESOURCES)[number]['quota'];
export type Needs = Record<Counted, number>;

type Demand = Pick<OpenRun, 'cpu_count' | 'memory_mb' | 'disks' | 'strategy' | 'deployed' | 'snapshots'>;

/** What a run may yet take: its VM with the blank root (facts §3.2), and by strategy a snapshot and a copy of each disk. */
function needsOf({ cpu_count, memory_mb, disks, strategy, deployed, snapshots }: Demand): Needs {
  const vm = deployed ? 0 : 1;
  const clones = strategy === 'clone' && !deployed ? disks : 0;
  const withoutSnapshots = strategy === 'vm-snapshot' || strategy === 'none';
  return {
    vmavailable: vm,
    cpuavailable: vm * cpu_count,
    memoryavailable: vm * memory_mb,
    volumeavailable: vm + clones,
    snapshotavailable: withoutSnapshots ? 0 : disks - snapshots,
  };
}

/** What this run takes. */
export function ownNeeds({ vm }: ReadinessInput, strategy: Strategy): Needs {
  return needsOf({
    cpu_count: vm.cpu_count,
    memory_mb: vm.memory_mb,
    disks: vm.disks.length,
    strategy,
    deployed: false,
    snapshots: 0,
  });
}

/** What the open runs through the same configuration, hence for the same account, may yet take together. */
export function needsOfOthers(runs: readonly OpenRun[]): Needs {
  const needs = runs.map((run) => needsOf(run));
  return Object.fromEntries(
    RESOURCES.map(({ quota }) => [quota, needs.reduce((sum, need) => sum + need[quota], 0)]),
  ) as Needs;
}

export function runsOfConfig({ open_runs, config }: ReadinessInput): OpenRun[] {
  return open_runs.filter(({ ossea_config }) =>
    ossea_config === null ? config?.is_active === true : ossea_config === config?.name,
  );
}
