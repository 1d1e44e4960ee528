import type { Effect, LoggedRequest, SimulatedState } from '../../support/driver.js';
import type { TestVm } from '../../support/estate.js';

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const READS = /^(list|query|get)/;

/** A look at a whole estate is large, and serves for many runs: what it is asked for is made once. */
function once<Look extends object, Made>(make: (look: Look) => Made): (look: Look) => Made {
  const made = new WeakMap<Look, Made>();
  return (look) => {
    const it = made.get(look) ?? make(look);
    made.set(look, it);
    return it;
  };
}
export const idsIn = once((look: object): ReadonlySet<string> => new Set(JSON.stringify(look).match(UUID)));
const byId = once((jobs: SimulatedState['jobs']): Traces['jobs'] => new Map(jobs.map((job) => [job.id, job])));

/** What one run has left at CloudStack's socket, in CloudStack's order. */
export interface Traces {
  vm: TestVm;
  requests: LoggedRequest[];
  effects: Effect[];
  jobs: ReadonlyMap<string, SimulatedState['jobs'][number]>;
  /** Every id that CloudStack showed when the last of its runs had ended. */
  known: ReadonlySet<string>;
  /** Volume of each snapshot of the run. */
  snapshots: Map<string, string>;
  /** How the replicas were protected, as the API tells it. */
  strategy: string | null;
}

/** Those of the run of `vm` among everything that CloudStack saw. */
export function tracesOf(
  vm: TestVm,
  requests: readonly LoggedRequest[],
  effects: readonly Effect[],
  state: Pick<SimulatedState, 'jobs'>,
  strategy: string | null = 'volume-snapshot',
): Traces {
  const ids = new Set([vm.name, ...vm.disks.map((disk) => disk.volume_id)]);
  const ours = ({ command, params, object_id }: Effect): boolean =>
    isDeploy(command, params, vm) || [object_id, ...Object.values(params)].some((value) => ids.has(value));
  const mine = effects.filter((effect) => {
    if (!ours(effect)) return false;
    // What is made is ours from here on: the VM with its blank root, the snapshots.
    if (isDeploy(effect.command, effect.params, vm)) for (const [id] of effect.summary.matchAll(UUID)) ids.add(id);
    ids.add(effect.object_id);
    return true;
  });
  // A clone is looked for by its name, whether it was ever made or not.
  for (const { command, params } of requests)
    if (command === 'createVolume' && ids.has(params.snapshotid ?? '')) ids.add(params.name ?? '');
  return {
    vm,
    strategy,
    requests: requests.filter((r) => Object.values(r.params).some((value) => ids.has(value))),
    effects: mine,
    jobs: byId(state.jobs),
    known: idsIn(state),
    snapshots: new Map(
      mine.filter((e) => e.command === 'createSnapshot').map((e) => [e.object_id, e.params.volumeid ?? '']),
    ),
  };
}

export function isDeploy(command: string, params: Record<string, string>, vm: TestVm): boolean {
  return command === 'deployVirtualMachine' && params.name === vm.name;
}

/** Whether the run has come to ask for the start of its destination. */
export function wasStarted({ requests }: Traces): boolean {
  return requests.some(({ command }) => command === 'startVirtualMachine');
}

export function isRead({ command }: Pick<LoggedRequest, 'command'>): boolean {
  return READS.test(command);
}
