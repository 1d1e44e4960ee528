import { describe, expect, it, vi } from 'vitest';
import { selectorOf, type MatrixCall } from './calls.js';
import { Field, type Ran } from './field.js';
import { ended, holdAll, lastReadOf, type HeldCell } from './held.js';
import { asExpected } from './report.js';
import { shapes } from './seed.js';

/** A throttled call waits so long before it notes the time, confirms its attempt and looks. */
const PAUSE_MS = 10_000;
const MOMENTS: Record<string, HeldCell['hold']> = {
  'before the look': ({ call }, vm) => ({
    ...selectorOf(call, vm),
    kind: 'throttle',
    times: 1_000,
    delay_ms: PAUSE_MS,
  }),
  // CloudStack's own 503 is a definite non-send: the same attempt confirms, looks and sends again.
  'between look and send': (cell, vm) => ({
    ...selectorOf(cell.call, vm),
    kind: 'refuse',
    error_code: 503,
    error_text: 'not now',
    then: { ...lastReadOf(cell, vm), kind: 'hold-reply' },
  }),
};
/** More than any shape's run, twice, and undo have calls, at every moment. */
const MOST_RUNS = 200;
const WINDOWS = {
  // Of the worker that is frozen: after the thaw no time limit keeps it from going on to its send.
  HTTP_TIMEOUT_SECONDS: '600',
  // A busy machine must not look like a dead worker.
  HEARTBEAT_SECONDS: '6',
  STEP_BUDGET_SECONDS: '600',
  ATTENTION_AFTER_SECONDS: '600',
};
const ENDS_WITHIN_MS = 120_000;

describe('one worker is frozen in the middle of every call of a run and of an undo, in as many runs', () => {
  it.each(shapes)('%s: a successor finishes them or undoes them; then it thaws, without effect', (shape) =>
    Field.use(shape, MOST_RUNS, { env: WINDOWS, apart: true }, async (field) => {
      const { driver, stack } = field;
      const cells = cellsOf(field.calls, await field.undoCalls());
      const { worker: sleeper } = stack.processes;
      if (sleeper === undefined) throw new Error('no worker');
      const outcomes = await field.judged(async () => {
        const runs = await holdAll(field, cells);
        sleeper.signal('SIGSTOP');
        const frozen = Date.now();
        await driver.control('DELETE', '/faults');
        for (const { cell, vm } of runs)
          if (cell.ending === 'failed-undone' && !cell.undo)
            await driver.fault({ ...selectorOf(cell.call, vm), skip: 0, kind: 'refuse' });
        const successor = await stack.addWorker({ HTTP_TIMEOUT_SECONDS: '2' });
        const rans = await ended(field, runs);
        console.log(`frozen for ${Math.round((Date.now() - frozen) / 1000)} s, until the successor had ended the runs`);
        await vi.waitUntil(() => Date.now() - frozen > PAUSE_MS);

        const since = (await driver.effects()).length;
        sleeper.signal('SIGCONT');
        await successor.stop(0);
        // Whoever carries a run to its end has come past everything it held; and it must not end before that is over.
        const own = await runOfItsOwn(field);
        await sleeper.stop(ENDS_WITHIN_MS);
        expect(await sleeper.end()).toBe('code 0');
        const effects = (await driver.effects()).slice(since).map(({ command }) => command);
        expect(effects.sort()).toEqual(field.calls.map(({ command }) => command).sort());
        return [...rans, own];
      });
      asExpected(`Freezes of the worker, ${shape}`, outcomes);
    }),
  );
});

/** Every call at both moments; a call of the forward run is finished in one run, and refused to the successor in another. */
function cellsOf(calls: readonly MatrixCall[], undoCalls: readonly MatrixCall[]): HeldCell[] {
  return Object.entries(MOMENTS).flatMap(([moment, hold]): HeldCell[] => {
    const finished = { moment: `${moment}, finished`, hold };
    const undone = { moment: `${moment}, undone`, hold, undo: false, ending: 'failed-undone' as const };
    return [
      ...calls.map((call): HeldCell => ({ ...finished, call, undo: false, ending: 'completed' })),
      ...calls.filter(({ afterNoReturn }) => !afterNoReturn).map((call): HeldCell => ({ ...undone, call })),
      ...undoCalls.map((call): HeldCell => ({ ...finished, call, undo: true, ending: 'failed-undone' })),
    ];
  });
}

async function runOfItsOwn(field: Field): Promise<Ran> {
  const vm = field.fresh();
  const jobId = await field.start(vm);
  const status = await field.driver.until(jobId, ({ outcome }) => outcome !== null, ENDS_WITHIN_MS);
  const ran = { label: 'a run of its own', fault: 'after the thaw', hit: true, attention: false };
  return { ...ran, vm, jobId, status, expected: { endings: ['completed'] } };
}
