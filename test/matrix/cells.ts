import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import PQueue from 'p-queue';
import { Driver, type StatusBody } from '../support/driver.js';
import { testEstate, type Shape, type TestEstate, type TestVm } from '../support/estate.js';
import { startTestStack, type TestStack } from '../support/stack.js';
import { callsOf, readsOf, selectorOf, type MatrixCall } from './calls.js';
import { broken, estateBroken } from './checker.js';
import { expected, type Ending, type Expected, type FaultKind } from './expected.js';
import { notIsolated } from './rules/isolated.js';
import { rulesBroken, secretsIn, type Told } from './rules/kept.js';
import { tracesOf } from './rules/traces.js';

/** Runs under way at once against one stack. */
const AT_ONCE = 16;
const ENDS_WITHIN_MS = 150_000;
const POLL_MS = 200;
/** A 429 stops the whole worker, hence every cell, for so long. */
const THROTTLED_MS = 50;

export interface Cell {
  label: string;
  fault: FaultKind;
  selector: ReturnType<typeof selectorOf>;
  expected: Expected;
}

export interface Outcome {
  label: string;
  fault: FaultKind;
  ending: Ending | 'never ended' | 'other';
  attention: boolean;
  hit: boolean;
  /** What was not as expected; empty when the cell passed. */
  problems: string[];
}

/** A stack with one fresh VM a cell, and the log of one undisturbed run. */
export class Field {
  private constructor(
    readonly stack: TestStack,
    readonly driver: Driver,
    private readonly vms: TestVm[],
    private readonly networks: TestEstate['networks'],
    readonly calls: MatrixCall[],
    readonly reads: string[],
  ) {}

  /** @param cells how many runs there will be, at most */
  static async prepare(shape: Shape, cells: number): Promise<Field> {
    // Neighbours take time: what would use up a budget alone must not be what decides.
    const stack = await startTestStack({ env: { STEP_BUDGET_SECONDS: '30', ATTENTION_AFTER_SECONDS: '30' } });
    try {
      const driver = new Driver(stack);
      const estate = testEstate(Array.from({ length: cells + 1 }, () => shape));
      await driver.load(estate);
      const [first, ...vms] = estate.vms;
      if (first === undefined) throw new Error('an estate without VMs');
      const status = await driver.until(await driver.startLive(first));
      if (status.status !== 'completed') throw new Error(`the undisturbed run: ${JSON.stringify(status)}`);
      const requests = await driver.requests();
      return new Field(stack, driver, vms, estate.networks, callsOf(requests, first), readsOf(requests));
    } catch (error) {
      await stack.stop();
      throw error;
    }
  }

  /** Every cell on a VM of its own; checked when the last has ended, so that late effects show as well. */
  async run(cells: readonly ((vm: TestVm) => Cell)[]): Promise<Outcome[]> {
    const before = await this.driver.state();
    const since = { effects: (await this.driver.effects()).length, requests: (await this.driver.requests()).length };
    const pool = new PQueue({ concurrency: AT_ONCE });
    const runs = await Promise.all(
      cells.map((make) => {
        const vm = this.vms.shift();
        if (vm === undefined) throw new Error('more cells than VMs');
        return pool.add(() => this.begin(vm, make(vm)), { throwOnTimeout: true });
      }),
    );
    const [after, effects, requests, faults] = [
      await this.driver.state(),
      (await this.driver.effects()).slice(since.effects),
      (await this.driver.requests()).slice(since.requests),
      await this.driver.control<{ id: string; hits: number }[]>('GET', '/faults'),
    ];
    const outcomes = runs.map(({ vm, cell, fault, ending, attention, told }): Outcome => {
      const hit = faults.some(({ id, hits }) => id === fault && hits > 0);
      const allowed = cell.expected.endings as readonly string[];
      const problems = [
        ...(hit ? [] : ['the fault was not hit']),
        ...(allowed.includes(ending) ? [] : [`${ending} instead of ${allowed.join(' or ')}: ${saidBy(told)}`]),
        ...([attention, undefined].includes(cell.expected.attention) ? [] : [`attention: ${attention}`]),
        ...(ending === 'completed' || ending === 'failed-undone' ? broken(vm, ending, before, after, effects) : []),
        ...(told === undefined ? [] : rulesBroken(told, tracesOf(vm, requests, effects, after), after)),
      ];
      return { label: cell.label, fault: cell.fault, ending, attention, hit, problems };
    });
    const completed = runs.filter(({ ending }) => ending === 'completed').map(({ vm }) => vm.name);
    const whole = [
      ...estateBroken(completed, before, after),
      ...notIsolated(Object.values(this.networks), after, effects).map((what) => `R8: ${what}`),
      ...secretsIn(this.stack).map((file) => `R10: a secret in ${file}`),
    ];
    if (whole.length > 0) throw new Error(`after ${cells.length} cells: ${whole.join('; ')}`);
    return outcomes;
  }

  private async begin(vm: TestVm, cell: Cell) {
    const delay = cell.fault === 'throttle' ? { delay_ms: THROTTLED_MS } : {};
    const { id } = await this.driver.fault({ ...cell.selector, ...delay, kind: cell.fault });
    const jobId = await this.start(vm);
    let attention = false;
    let status: StatusBody | undefined;
    const deadline = Date.now() + ENDS_WITHIN_MS;
    while (Date.now() < deadline) {
      status = await this.driver.status(jobId);
      attention ||= status.attention !== null;
      if (status.outcome !== null) break;
      await setTimeout(POLL_MS);
    }
    const endings: Record<string, Ending> = { completed: 'completed', failed: 'failed-undone' };
    const ending: Outcome['ending'] =
      status === undefined || status.outcome === null ? 'never ended' : (endings[status.status] ?? 'other');
    const told: Told | undefined =
      status === undefined || ending === 'never ended' ? undefined : { status, steps: await this.driver.steps(jobId) };
    return { vm, cell, fault: id, ending, attention, told };
  }

  /** A start is refused while CloudStack does not answer the API's own reads; its caller repeats it. */
  private async start(vm: TestVm): Promise<string> {
    for (let refusals = 0; ; refusals++) {
      const answer = await this.driver.api('POST', '/failover/live', { vm_id: vm.vm_id });
      if (answer.status === 202) return String(answer.body.job_id);
      await setTimeout(POLL_MS);
      if (refusals === 5) throw new Error(`${vm.name} cannot be started: ${JSON.stringify(answer.body)}`);
    }
  }
}

function saidBy(told: Told | undefined): string {
  return told?.status.job_details.error_message ?? JSON.stringify(told?.status);
}

/** A cell of a mutating call. */
export function cellOf(call: MatrixCall, fault: FaultKind): (vm: TestVm) => Cell {
  return (vm) => ({ label: call.label, fault, selector: selectorOf(call, vm), expected: expected(fault, call) });
}

/** A cell of a read: it strikes whichever run asks next, and none may mind. */
export function readCell(command: string, fault: FaultKind): () => Cell {
  return () => ({ label: command, fault, selector: { command }, expected: { endings: ['completed'] } });
}

/** A third of these by the seed, or all of them. */
export function chosen<T>(items: readonly T[], name: (item: T) => string, seed: string | undefined): T[] {
  if (seed === undefined) return [...items];
  return items.filter(
    (item) =>
      createHash('sha256')
        .update(`${seed}/${name(item)}`)
        .digest()
        .readUInt32BE() %
        3 ===
      0,
  );
}
