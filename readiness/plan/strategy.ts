import type { StoragePool } from '../../domain/cloudstack.js';
import type { Strategy } from '../../domain/itinerary.js';
import type { CustomConfig } from '../../domain/plan.js';
import { BY_STRATEGY } from './commands.js';
import { FILE_POOLS, revertsVolumeSnapshots } from './rollback.js';
import { atLeast } from './version.js';

export type TestStrategy = Exclude<Strategy, 'none'>;

/** What the choice rests on; `undefined` is what the key may not read or the server does not show. */
export interface StrategyFacts {
  /** e.g. "4.22.0.0" */
  version: string | undefined;
  hypervisor: string | undefined;
  /** `ossea_configs.storage_kind` */
  storage_kind: string | null;
  /** Whether the key reads what only root admins may. */
  root_admin: boolean;
  /** Commands the key may call, in lower case. */
  apis: ReadonlySet<string>;
  replicas: {
    volume_id: string;
    size_bytes: number;
    state: string;
    pool: StoragePool | undefined;
    /** Volume snapshots of it, whoever took them. */
    snapshots: number | undefined;
  }[];
  /** Of the appliance, whose volumes the replicas are. */
  vm_snapshots: number;
  backup_offering: boolean;
}

/** Undefined: it cannot be told. */
type Truth = boolean | undefined;

export interface Condition {
  /** As it reads after "needs". */
  what: string;
  holds: Truth;
}

export type StrategyChoice =
  | {
      strategy: TestStrategy;
      /** Why this one, and why none that would have been preferred. */
      reasons: string[];
      /** Conditions of a strategy asked for by name that cannot be told. */
      unknown: string[];
    }
  | { problem: string; action: string };

/** In the order in which they are preferred (safety.md, "Itineraries"). */
const PREFERENCE: readonly TestStrategy[] = ['vm-snapshot', 'volume-snapshot', 'clone'];

/**
 * How a test protects the replicas. Chosen here, a strategy's conditions must all be known to hold; asked for by name it
 * is refused only by one that is known not to.
 */
export function chooseStrategy(asked: CustomConfig['protection'], facts: StrategyFacts): StrategyChoice {
  if (asked !== undefined && asked !== 'auto') return named(asked, conditionsOf(asked, facts));
  const found = PREFERENCE.map((strategy) => ({ strategy, conditions: conditionsOf(strategy, facts) }));
  const chosen = found.findIndex(({ conditions }) => conditions.every(({ holds }) => holds === true));
  const [passedOver, best] = [found.slice(0, chosen < 0 ? undefined : chosen), found[chosen]];
  const whyNot = passedOver.map(({ strategy, conditions }) => `not ${strategy}: ${unmet(conditions)}`);
  if (best !== undefined)
    return { strategy: best.strategy, reasons: [met(best.strategy, best.conditions), ...whyNot], unknown: [] };
  return {
    problem: `No way to give the replicas back is known to work (${whyNot.join('; ')})`,
    action:
      'Use a root-admin key, set storage_kind in the OSSEA configuration, or name a strategy in custom_config.protection.',
  };
}

function named(strategy: TestStrategy, conditions: Condition[]): StrategyChoice {
  const failing = conditions.filter(({ holds }) => holds === false);
  if (failing.length > 0)
    return {
      problem: `${strategy} is not possible: ${unmet(failing)}`,
      action: 'Leave custom_config.protection out, or name another strategy.',
    };
  return {
    strategy,
    reasons: [`${strategy}: asked for by the request`],
    unknown: conditions
      .filter(({ holds }) => holds === undefined)
      .map(({ what }) => `${strategy} needs ${what}, which is not known`),
  };
}

function met(strategy: TestStrategy, conditions: Condition[]): string {
  return `${strategy}: ${conditions.map(({ what }) => what).join(', ')}`;
}

function unmet(conditions: Condition[]): string {
  return conditions
    .filter(({ holds }) => holds !== true)
    .map(({ what, holds }) => `it needs ${what}, which is ${holds === false ? 'not so' : 'not known'}`)
    .join(', ');
}

function conditionsOf(strategy: TestStrategy, facts: StrategyFacts): Condition[] {
  const commands = BY_STRATEGY[strategy];
  const callable = commands.every((command) => facts.apis.has(command.toLowerCase()));
  return [
    { what: `a key that may call ${commands.join(', ')}`, holds: callable },
    ...{ 'vm-snapshot': byVmSnapshot, 'volume-snapshot': byVolumeSnapshot, clone: byClone }[strategy](facts),
  ];
}

/** Facts §5.2, §5.3. What other hypervisors demand is not known here, so nothing refuses them by name. */
function byVmSnapshot(facts: StrategyFacts): Condition[] {
  const { version, hypervisor, replicas } = facts;
  const kvm: Condition[] = [
    { what: 'CloudStack 4.21 or later', holds: version === undefined ? undefined : atLeast(version, 4, 21) },
    {
      what: 'every disk on NFS, local or shared-mount-point storage',
      holds: all(replicas, ({ pool }) => (pool?.type === undefined ? undefined : FILE_POOLS.includes(pool.type))),
    },
    { what: 'disks without volume snapshots', holds: all(replicas, none) },
  ];
  return [
    { what: 'a root-admin key', holds: facts.root_admin },
    { what: 'KVM', holds: hypervisor === 'KVM' ? true : undefined },
    ...(hypervisor === 'KVM' ? kvm : []),
    { what: 'an appliance without VM snapshots', holds: facts.vm_snapshots === 0 },
    { what: 'an appliance without backup offering', holds: !facts.backup_offering },
    { what: 'no disk that is only Allocated', holds: replicas.every(({ state }) => state !== 'Allocated') },
  ];
}

/** Facts §6.2; of other hypervisors CloudStack reverts none (recordings, revertSnapshot). */
function byVolumeSnapshot({ hypervisor, replicas, storage_kind }: StrategyFacts): Condition[] {
  return [
    { what: 'KVM', holds: hypervisor === undefined ? undefined : hypervisor === 'KVM' },
    {
      what: 'storage that reverts volume snapshots (qcow2 files or RBD)',
      holds: all(replicas, ({ pool }) => revertsVolumeSnapshots(storage_kind, pool?.type)),
    },
  ];
}

/**
 * Defaults of `pool.storage.allocated.capacity.disablethreshold` and `pool.storage.capacity.disablethreshold`, above which
 * CloudStack places no volume in a pool; both may be set per pool.
 */
const FULL_FROM = 0.85;

/** Facts §6.4: room for a second copy of every disk beside it. */
function byClone({ replicas }: StrategyFacts): Condition[] {
  const room = (pool: StoragePool | undefined): Truth => {
    const { disksizetotal: total, disksizeused: used, disksizeallocated: allocated } = pool ?? {};
    if (total === undefined || used === undefined || allocated === undefined) return undefined;
    const wanted = replicas.filter((r) => r.pool?.id === pool?.id).reduce((sum, r) => sum + r.size_bytes, 0);
    const promised = (allocated + wanted) / (total * (pool?.overprovisionfactor ?? 1));
    if (wanted > total - used || promised > 1) return false;
    return promised <= FULL_FROM && used / total <= FULL_FROM ? true : undefined;
  };
  return [{ what: 'room for a copy of every disk', holds: all(replicas, ({ pool }) => room(pool)) }];
}

function none({ snapshots }: StrategyFacts['replicas'][number]): Truth {
  return snapshots === undefined ? undefined : snapshots === 0;
}

/** False as soon as one is; else unknown as soon as one is. */
function all<T>(items: readonly T[], truth: (item: T) => Truth): Truth {
  const truths = items.map(truth);
  if (truths.includes(false)) return false;
  return truths.includes(undefined) ? undefined : true;
}
