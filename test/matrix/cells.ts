import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import PQueue from 'p-queue';
import type { StatusBody } from '../support/driver.js';
import type { TestVm } from '../support/estate.js';
import { selectorOf, type MatrixCall, type Selector } from './calls.js';
import { expected, type Expected, type FaultKind } from './expected.js';
import type { Field, Outcome } from './field.js';

/** Runs under way at once against one stack. */
const AT_ONCE = 16;
const ENDS_WITHIN_MS = 150_000;
const POLL_MS = 200;
/** A 429 stops the whole worker, hence every cell, for so long. */
const THROTTLED_MS = 50;

export interface Cell {
  label: string;
  fault: FaultKind;
  selector: Selector;
  expected: Expected;
}

/** Runs every cell on a VM of its own, so many at a time. */
export function runCells(field: Field, cells: readonly ((vm: TestVm) => Cell)[]): Promise<Outcome[]> {
  return field.judged(async () => {
    const pool = new PQueue({ concurrency: AT_ONCE });
    const run = (make: (vm: TestVm) => Cell) => {
      const vm = field.fresh();
      return pool.add(() => runCell(field, vm, make(vm)), { throwOnTimeout: true });
    };
    const runs = await Promise.all(cells.map(run));
    const hits = await field.driver.hits();
    return runs.map(({ faultId, ...ran }) => ({ ...ran, hit: hits.has(faultId) }));
  });
}

async function runCell(field: Field, vm: TestVm, { selector, ...cell }: Cell) {
  const { driver } = field;
  const delay = cell.fault === 'throttle' ? { delay_ms: THROTTLED_MS } : {};
  const { id: faultId } = await driver.fault({ ...selector, ...delay, kind: cell.fault });
  const jobId = await field.start(vm);
  let attention = false;
  let status: StatusBody | undefined;
  const deadline = Date.now() + ENDS_WITHIN_MS;
  while (Date.now() < deadline) {
    status = await driver.status(jobId);
    attention ||= status.attention !== null;
    if (status.outcome !== null) break;
    await setTimeout(POLL_MS);
  }
  return { vm, ...cell, jobId, faultId, status, attention };
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
