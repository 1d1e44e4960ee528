import { expect, vi } from 'vitest';
import type { TestVm } from '../support/estate.js';
import { selectorOf, type MatrixCall } from './calls.js';
import type { Field, Outcome, Ran } from './field.js';
import { asleep, ended, holdAll, lastReadOf, type HeldCell } from './held.js';
import { sleepsFirst } from './kinds.js';
import type { Way } from './ways.js';

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
export const FREEZE_WINDOWS = {
  // Of the worker that is frozen: after the thaw no time limit keeps it from going on to its send.
  HTTP_TIMEOUT_SECONDS: '600',
  // A busy machine must not look like a dead worker.
  HEARTBEAT_SECONDS: '6',
  STEP_BUDGET_SECONDS: '600',
  ATTENTION_AFTER_SECONDS: '600',
};
const ENDS_WITHIN_MS = 120_000;

/** These calls, each at every moment of a freeze. */
export function freezesOf(
  calls: readonly MatrixCall[],
  cell: Pick<HeldCell, 'back' | 'moment' | 'ending'>,
): HeldCell[] {
  return Object.entries(MOMENTS).flatMap(([moment, hold]) =>
    calls.map((call): HeldCell => ({ ...cell, call, hold, moment: `${moment}, ${cell.moment}` })),
  );
}

export const goingBack = (calls: readonly MatrixCall[], back: Way): HeldCell[] =>
  freezesOf(calls, { back, moment: 'finished', ending: 'failed-undone' });

/** The only worker is frozen at every one of these calls; a successor ends the runs, then it thaws without effect. */
export async function frozen(field: Field, cells: readonly HeldCell[]): Promise<Outcome[]> {
  const { driver, stack } = field;
  return field.judged(async () => {
    const last = field.fresh();
    await field.ground([last]);
    const { runs, worker: sleeper } = await holdAll(field, cells, FREEZE_WINDOWS);
    sleeper.signal('SIGSTOP');
    const since = Date.now();
    await driver.control('DELETE', '/faults');
    for (const { cell, vm } of runs)
      if (cell.ending === 'failed-undone' && cell.back === undefined)
        await driver.fault({ ...selectorOf(cell.call, vm), skip: 0, kind: 'refuse' });
    const successor = await stack.add('worker', { ...FREEZE_WINDOWS, HTTP_TIMEOUT_SECONDS: '2' });
    const rans = await ended(field, runs);
    console.log(`frozen for ${Math.round((Date.now() - since) / 1000)} s, until the successor had ended the runs`);
    await vi.waitUntil(() => Date.now() - since > PAUSE_MS);

    const before = (await driver.effects()).length;
    // With the thawed worker's time limit it would sleep for minutes: the successor opens it, and dies while it sleeps.
    const begun = sleepsFirst(field.kind) ? await field.start(last) : undefined;
    if (begun !== undefined) await asleep(field, begun);
    sleeper.signal('SIGCONT');
    await successor.stop(0);
    // Whoever carries a run to its end has come past everything it held; and it must not end before that is over.
    const own = await runOfItsOwn(field, last, begun ?? (await field.start(last)));
    await sleeper.stop(ENDS_WITHIN_MS);
    expect(await sleeper.end()).toBe('code 0');
    const effects = (await driver.effects()).slice(before).map(({ command }) => command);
    expect(effects.sort()).toEqual(field.calls.map(({ command }) => command).sort());
    return [...rans, own];
  });
}

async function runOfItsOwn(field: Field, vm: TestVm, jobId: string): Promise<Ran> {
  const status = await field.driver.until(jobId, ({ outcome }) => outcome !== null, ENDS_WITHIN_MS);
  const ran = { label: 'a run of its own', fault: 'after the thaw', hit: true, attention: false };
  return { ...ran, vm, jobId, status, expected: { endings: ['completed'] } };
}
