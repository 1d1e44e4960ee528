import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import PQueue from 'p-queue';
import type { FaultOrder, StatusBody } from '../support/driver.js';
import type { TestVm } from '../support/estate.js';
import { selectorOf, type MatrixCall, type Selector } from './calls.js';
import { expected, expectedBack, PERSISTENT, RESTARTS, type Expected, type FaultKind } from './expected.js';
import { AT_ONCE, type Field, type Outcome } from './field.js';
import type { Way } from './ways.js';

const ENDS_WITHIN_MS = 150_000;
const POLL_MS = 500;
/** A 429 stops the whole worker, hence every cell, for so long. */
const THROTTLED_MS = 50;

export interface Cell {
  label: string;
  fault: FaultKind;
  selector: Selector;
  expected: Expected;
  /** Set where the fault strikes on the way back. */
  way?: Way;
  /** The estate is asked anew before this run, whatever was known of it. */
  anew?: true;
}

/** Runs every cell on a VM of its own, so many at a time. */
export function runCells(field: Field, cells: readonly ((vm: TestVm) => Cell)[]): Promise<Outcome[]> {
  return field.judged(async () => {
    const pool = new PQueue({ concurrency: AT_ONCE });
    const made = cells.map((make) => ({ make, vm: field.fresh() }));
    await field.ground(made.map(({ vm }) => vm));
    const runs = await Promise.all(
      made.map(({ make, vm }) => pool.add(() => runCell(field, vm, make(vm)), { throwOnTimeout: true })),
    );
    const hits = await field.driver.hits();
    return runs.map(({ faultId, ...ran }) => ({ ...ran, hit: hits.has(faultId) }));
  });
}

/** Runs these pairs; restarts strike every run at once: they have a turn of their own. */
export async function runInTurns(
  field: Field,
  pairs: readonly { item: MatrixCall; fault: FaultKind }[],
  cell: (call: MatrixCall, fault: FaultKind) => (vm: TestVm) => Cell,
): Promise<Outcome[]> {
  const isRestart = ({ fault }: { fault: FaultKind }): boolean => (RESTARTS as readonly string[]).includes(fault);
  const turns = [pairs.filter((pair) => !isRestart(pair)), pairs.filter(isRestart)];
  const outcomes: Outcome[] = [];
  for (const turn of turns)
    outcomes.push(
      ...(await runCells(
        field,
        turn.map(({ item, fault }) => cell(item, fault)),
      )),
    );
  return outcomes;
}

async function runCell(field: Field, vm: TestVm, { selector, way, anew, ...cell }: Cell) {
  const { driver } = field;
  for (const cause of way?.causes(field, vm) ?? []) await driver.fault(cause);
  const { id: faultId } = await driver.fault({ ...selector, ...orderOf(cell.fault) });
  if (anew === true) await field.editConfigs(`asked anew for ${faultId}`);
  const jobId = await field.start(vm, way?.request);
  const person = new Person(way?.answer, cell.fault === PERSISTENT);
  let status: StatusBody | undefined;
  const deadline = Date.now() + ENDS_WITHIN_MS;
  while (Date.now() < deadline) {
    status = await driver.status(jobId);
    await person.answers(status, (id, action) => driver.resolve(jobId, id, action));
    if (status.outcome !== null) break;
    await setTimeout(POLL_MS);
  }
  const attention = (await driver.asked(jobId)).some((question) => !person.isFirst(question));
  return { vm, jobId, ...cell, faultId, status, attention, asked: way?.answer };
}

/** What strikes, as the simulator takes it. */
function orderOf(fault: FaultKind): Pick<FaultOrder, 'kind' | 'delay_ms' | 'times'> {
  if (fault === PERSISTENT) return { kind: 'refuse', times: 8 };
  return { kind: fault, ...(fault === 'throttle' ? { delay_ms: THROTTLED_MS } : {}) };
}

/** Answers what a run asks: once with `first`, then with `retry` where it is patient. */
class Person {
  private firstQuestion: { id: string; key: string } | undefined;

  constructor(
    private readonly first: string | undefined,
    private readonly retries: boolean,
  ) {}

  async answers(
    { attentions }: StatusBody,
    resolve: (id: string, action: string) => Promise<{ status: number }>,
  ): Promise<void> {
    const open = attentions.filter(({ actions }) => actions.length > 0);
    if (this.first !== undefined && this.firstQuestion === undefined) {
      const question = open.find(({ actions }) => actions.some(({ action }) => action === this.first));
      // A question may be over before its answer comes; then it is asked anew.
      if (question !== undefined && (await resolve(question.id, this.first)).status === 200)
        this.firstQuestion = question;
      return;
    }
    const others = open.filter(({ id }) => id !== this.firstQuestion?.id);
    if (this.retries) for (const { id } of others) await resolve(id, 'retry');
  }

  /** Whether this question, as the report tells it, is the one that `first` answered, be it asked once or more. */
  isFirst(question: string): boolean {
    return this.firstQuestion !== undefined && question.startsWith(`${this.firstQuestion.key}:`);
  }
}

/** A cell of a mutating call; of one on the way back when it is given. */
export function cellOf(
  call: MatrixCall,
  fault: FaultKind,
  way?: Way,
  outcome: Expected = way === undefined ? expected(fault, call) : expectedBack(fault, call),
): (vm: TestVm) => Cell {
  return (vm) => ({
    label: call.label,
    fault,
    selector: selectorOf(call, vm),
    expected: outcome,
    ...(way === undefined ? {} : { way }),
  });
}

/** A cell of a read: it strikes whichever run asks next, and none may mind. */
export function readCell(command: string, fault: FaultKind): () => Cell {
  return () => ({ label: command, fault, selector: { command }, expected: { endings: ['completed'] }, anew: true });
}

export function cross<A>(items: readonly A[], faults: readonly FaultKind[]): { item: A; fault: FaultKind }[] {
  return items.flatMap((item) => faults.map((fault) => ({ item, fault })));
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
