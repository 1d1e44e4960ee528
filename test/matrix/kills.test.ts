import { describe, expect, it, vi } from 'vitest';
import { selectorOf } from './calls.js';
import { Field, type Outcome } from './field.js';
import { ended, holdAll, lastReadOf, type HeldCell } from './held.js';
import { asExpected } from './report.js';
import { shapes } from './seed.js';
import { ABANDON, callsBack, UNDO_OF_ALL } from './ways.js';

const MOMENTS: Record<string, HeldCell['hold']> = {
  'before its reply': ({ call }, vm) => ({ ...selectorOf(call, vm), kind: 'hold-reply' }),
  // While its job is at work or, where there is none, while the world is looked at again.
  'after its reply': (cell, vm) =>
    cell.call.kind === 'sync'
      ? {
          ...selectorOf(cell.call, vm),
          kind: 'delay',
          delay_ms: 0,
          then: { ...lastReadOf(cell, vm), skip: 0, kind: 'hold-reply' },
        }
      : { ...selectorOf(cell.call, vm), kind: 'hold-job' },
  // It arrives after the kill, when the successor has already asked for its job. Last, so that it is not late by then.
  'before it arrives': ({ call }, vm) => ({ ...selectorOf(call, vm), kind: 'hold-request' }),
};
/** More than any shape's run and undo have calls, at every moment. */
const MOST_RUNS = 150;
const WINDOWS = {
  // What is held must still be in time when it is let go.
  FENCE_SECONDS: '40',
  HTTP_TIMEOUT_SECONDS: '90',
  // A busy machine must not look like a dead worker.
  HEARTBEAT_SECONDS: '6',
  STEP_BUDGET_SECONDS: '600',
  ATTENTION_AFTER_SECONDS: '600',
};

describe('one worker is killed while every call is on its way, in as many runs; its successor ends them, each command once', () => {
  it.each(shapes)('%s: a run and its undo', (shape) =>
    Field.use(shape, MOST_RUNS, { env: WINDOWS, apart: true }, async (field) => {
      const back = await callsBack(field, UNDO_OF_ALL);
      const cells = Object.entries(MOMENTS).flatMap(([moment, hold]): HeldCell[] => [
        ...field.calls.map((call): HeldCell => ({ call, moment, hold, ending: 'completed' })),
        ...back.map((call): HeldCell => ({ call, back: UNDO_OF_ALL, moment, hold, ending: 'failed-undone' })),
      ]);
      asExpected(`Kills of the worker, ${shape}`, await killed(field, cells));
    }),
  );

  it.each(shapes)('%s: an abandon', (shape) =>
    Field.use(shape, MOST_RUNS, { env: WINDOWS, apart: true }, async (field) => {
      const calls = await callsBack(field, ABANDON);
      const cells = Object.entries(MOMENTS).flatMap(([moment, hold]) =>
        calls.map((call): HeldCell => ({ call, back: ABANDON, moment, hold, ending: 'failed-undone' })),
      );
      asExpected(`Kills of the worker, abandon of ${shape}`, await killed(field, cells));
    }),
  );
});

async function killed(field: Field, cells: readonly HeldCell[]): Promise<Outcome[]> {
  const { driver, stack } = field;
  const outcomes = await field.judged(async () => {
    const runs = await holdAll(field, cells);
    const since = (await driver.requests()).length;
    await stack.kill('worker');
    await stack.add('worker', { HTTP_TIMEOUT_SECONDS: '2' });
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
