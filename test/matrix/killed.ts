import { expect, vi } from 'vitest';
import { selectorOf, type MatrixCall } from './calls.js';
import type { Field, Outcome } from './field.js';
import { ended, holdAll, lastReadOf, type HeldCell } from './held.js';

const MOMENTS: Record<string, HeldCell['hold']> = {
  'before its reply': ({ call }, vm) => ({ ...selectorOf(call, vm), kind: 'hold-reply' }),
  // While its job is at work or, where there is none, while the world is looked at again.
  'after its reply': (cell, vm) =>
    cell.call.kind === 'sync'
      ? {
          ...selectorOf(cell.call, vm),
          kind: 'delay',
          delay_ms: 0,
          then: { ...lastReadOf(cell, vm), kind: 'hold-reply' },
        }
      : { ...selectorOf(cell.call, vm), kind: 'hold-job' },
  // It arrives after the kill, when the successor has already asked for its job. Last, so that it is not late by then.
  'before it arrives': ({ call }, vm) => ({ ...selectorOf(call, vm), kind: 'hold-request' }),
};
export const KILL_WINDOWS = {
  // What is held must still be in time when it is let go.
  FENCE_SECONDS: '60',
  HTTP_TIMEOUT_SECONDS: '90',
  // A busy machine must not look like a dead worker.
  HEARTBEAT_SECONDS: '6',
  STEP_BUDGET_SECONDS: '600',
  ATTENTION_AFTER_SECONDS: '600',
};

type Calls = Pick<HeldCell, 'back' | 'ending'> & { calls: readonly MatrixCall[] };

/** All of these calls at every moment of a kill, one moment after the other. */
export function killsOf(...parts: Calls[]): HeldCell[] {
  return Object.entries(MOMENTS).flatMap(([moment, hold]) =>
    parts.flatMap(({ calls, ...cell }) => calls.map((call): HeldCell => ({ ...cell, call, moment, hold }))),
  );
}

/** The only worker is killed while every one of these calls is on its way; its successor ends the runs. */
export async function killed(field: Field, cells: readonly HeldCell[]): Promise<Outcome[]> {
  const { driver, stack } = field;
  const outcomes = await field.judged(async () => {
    const { runs, worker } = await holdAll(field, cells, KILL_WINDOWS);
    const since = (await driver.requests()).length;
    worker.signal('SIGKILL');
    await worker.end();
    await stack.add('worker', { ...KILL_WINDOWS, HTTP_TIMEOUT_SECONDS: '2' });
    const jobs = cells.filter(({ call }) => call.kind !== 'sync').length;
    await vi.waitUntil(async () => (await jobsAskedFor(field, since)) >= jobs, { timeout: 60_000, interval: 100 });
    await driver.control('DELETE', '/faults');
    return ended(field, runs);
  });
  const arrived = (await driver.requests()).filter(({ fault }) => fault === 'hold-request');
  expect(arrived.map(({ http_status }) => http_status)).toEqual(arrived.map(() => 200));
  return outcomes;
}

async function jobsAskedFor({ driver }: Field, since: number): Promise<number> {
  const asked = (await driver.requests()).slice(since).filter(({ command }) => command === 'queryAsyncJobResult');
  return new Set(asked.map(({ params }) => params.jobid)).size;
}
