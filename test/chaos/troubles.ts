import { setTimeout } from 'node:timers/promises';
import { ON_VM, ON_VOLUME } from '../support/commands.js';
import type { Driver, FaultOrder } from '../support/driver.js';
import type { Member } from './crew.js';
import type { Dice } from './dice.js';

const EVERY_MS = 250;
const COUNTED_EVERY_MS = 4_000;
/** Between two troubles of one process. */
const REST_MS = 15_000;
const SEPARATION_MS = 6_000;
const FREEZE_MS = 8_000;
const RESTART_EVERY_MS = 45_000;

const MUTATIONS = [...ON_VM, ...ON_VOLUME];
const READS = [
  'listVirtualMachines',
  'listVolumes',
  'listSnapshots',
  'listVMSnapshot',
  'queryAsyncJobResult',
  'listAsyncJobs',
];
/** Outages and lost answers pass by themselves; a no makes a run go back or ask. */
const ON_MUTATIONS = ['http-5xx', 'throttle', 'drop-before', 'drop-reply', 'hang-after-effect', 'fail-job', 'refuse'];
const ON_READS = ['http-5xx', 'throttle', 'drop-before', 'drop-reply'];

/** What was done to the processes and to CloudStack. */
export interface Count {
  kills: Record<string, number>;
  /** Of the kills and freezes, those with a run in flight. */
  inFlight: number;
  freezes: number;
  restarts: number;
  /** Requests that a fault struck. */
  faults: number;
}

/** Makes trouble until `over`; what it has killed or frozen is up again when it resolves. */
export async function makeTrouble(
  driver: Driver,
  crew: readonly Member[],
  dice: Dice,
  busy: () => boolean,
  over: () => boolean,
): Promise<Count> {
  const count: Count = { kills: {}, inFlight: 0, freezes: 0, restarts: 0, faults: 0 };
  await Promise.all([
    faults(driver, dice.of('faults'), count, over),
    deaths(crew, dice.of('deaths'), count, busy, over),
    restarts(driver, dice.of('restarts'), count, over),
  ]);
  return count;
}

async function faults(driver: Driver, dice: Dice, count: Count, over: () => boolean): Promise<void> {
  let counted = Date.now();
  while (!over()) {
    await setTimeout(EVERY_MS);
    await unlessAway(() => driver.fault(order(dice)));
    if (Date.now() - counted < COUNTED_EVERY_MS) continue;
    counted = Date.now();
    count.faults += await struck(driver);
  }
  count.faults += await struck(driver);
}

function order(dice: Dice): FaultOrder {
  const [commands, kinds] = dice.chance(0.4) ? [MUTATIONS, ON_MUTATIONS] : [READS, ON_READS];
  const kind = dice.one(kinds);
  return { command: dice.one(commands), kind, ...(kind === 'throttle' ? { delay_ms: dice.number(300) } : {}) };
}

/** Hits of the faults that are standing, which are then cleared; none where CloudStack is down, and they with it. */
async function struck(driver: Driver): Promise<number> {
  const standing = await unlessAway(() => driver.control<{ hits: number }[]>('GET', '/faults'));
  await unlessAway(() => driver.control('DELETE', '/faults'));
  return (standing ?? []).reduce((sum, { hits }) => sum + hits, 0);
}

async function deaths(
  crew: readonly Member[],
  dice: Dice,
  count: Count,
  busy: () => boolean,
  over: () => boolean,
): Promise<void> {
  const last = new Map<string, number>();
  while (!over()) {
    await setTimeout(SEPARATION_MS);
    const rested = crew.filter(({ name }) => Date.now() - (last.get(name) ?? 0) > REST_MS);
    if (over() || rested.length === 0) continue;
    const member = dice.one(rested);
    if (busy()) count.inFlight += 1;
    const worker = member.worker?.();
    if (worker !== undefined && dice.chance(0.35)) {
      worker.signal('SIGSTOP');
      await setTimeout(dice.number(FREEZE_MS));
      worker.signal('SIGCONT');
      count.freezes += 1;
    } else {
      await member.kill();
      await setTimeout(dice.number(3_000));
      await member.start();
      count.kills[member.name] = (count.kills[member.name] ?? 0) + 1;
    }
    last.set(member.name, Date.now());
  }
}

async function restarts(driver: Driver, dice: Dice, count: Count, over: () => boolean): Promise<void> {
  let next = Date.now() + dice.number(RESTART_EVERY_MS);
  while (!over()) {
    await setTimeout(500);
    if (Date.now() < next) continue;
    next = Date.now() + RESTART_EVERY_MS / 2 + dice.number(RESTART_EVERY_MS);
    if ((await unlessAway(() => driver.control('POST', '/restart', { down_ms: 1_000 }))) !== undefined)
      count.restarts += 1;
  }
}

/** Undefined while the simulator is down: whoever is away needs no trouble. */
async function unlessAway<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof TypeError || (error instanceof Error && error.message.includes('terminated')))
      return undefined;
    throw error;
  }
}
