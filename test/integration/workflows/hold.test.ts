import { describe, expect, it, vi } from 'vitest';
import { cancelSignal, extendUpdate, type ExtendMessage } from '../../../workflows/messages.js';
import { lacks } from '../../support/preflight.js';
import type { ScriptedActivities } from '../../support/scripted-activities.js';
import { timeSkippingTemporal } from '../../support/temporal.js';
import { PRODUCTION_WINDOWS, WorkflowRuns, type Running } from '../../support/workflow-run.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe.skipIf(lacks('java'))('the hold of a test', () => {
  const runs = WorkflowRuns.on(timeSkippingTemporal, PRODUCTION_WINDOWS);

  const times = ({ last }: ScriptedActivities, type: string): number[] =>
    last.events.filter((e) => e.type === type).map((e) => Date.parse(e.time));
  /** When the hold began: the start of its step. */
  const since = ({ last }: ScriptedActivities): number =>
    Date.parse(last.steps.find(({ name }) => name === 'hold')?.started_at ?? '');
  const heldFor = (scripted: ScriptedActivities): number => times(scripted, 'hold.over')[0]! - since(scripted);
  const days = (ms: number): number => Math.round((ms / DAY) * 1000) / 1000;

  /** The test is up; returns its deadline as the API reads it. */
  const up = ({ scripted }: Running): Promise<string> =>
    vi.waitFor(
      () => {
        expect(scripted.last.status).toBe('test_running');
        return scripted.last.cleanup_at ?? '';
      },
      { timeout: 30_000 },
    );
  const extend = ({ handle, jobId }: Running, message: Partial<ExtendMessage>): Promise<{ cleanup_at: string }> =>
    handle.executeUpdate(extendUpdate, {
      args: [{ job_id: jobId, cleanup_at: '', requested_by: 'operator', ...message }],
    });
  const refusal = async (asked: Promise<unknown>): Promise<unknown> => {
    const error: unknown = await asked.catch((e: unknown) => e);
    return (error as { cause?: unknown }).cause;
  };
  const CANNOT = { type: 'CANNOT_EXTEND' };
  const end = ({ handle, jobId }: Running, by = 'operator'): Promise<void> =>
    handle.signal(cancelSignal, { job_id: jobId, requested_by: by, reason: 'enough' });

  it('lasts 30 days on one timer or two, reminds 10 minutes before, and asks nothing meanwhile', async () => {
    await runs.test(
      () => undefined,
      async (running) => {
        const { scripted, handle } = running;
        await up(running);
        const asked = scripted.inputs.length;
        await runs.env.sleep(29 * DAY);
        expect(scripted.inputs).toHaveLength(asked);
        const before = Number((await handle.describe()).historyLength);
        await runs.env.sleep(DAY - 20 * MINUTE);
        expect((await handle.describe()).historyLength).toBe(before);
        expect(await handle.result()).toMatchObject({ ended_by: 'its deadline' });
        expect(days(heldFor(scripted))).toBe(30);
        const [reminder, ...others] = times(scripted, 'hold.reminder');
        expect(others).toEqual([]);
        expect(Math.round((Date.parse(scripted.last.cleanup_at ?? '') - (reminder ?? 0)) / MINUTE)).toBe(10);
        expect(before).toBeLessThan(400);
      },
      { duration_ms: 30 * DAY },
    );
  });

  it('is extended on day 29, to 30 days from its start and no further', async () => {
    await runs.test(
      () => undefined,
      async (running) => {
        const cleanup_at = await up(running);
        const limit = since(running.scripted) + 30 * DAY;
        await runs.env.sleep(29 * DAY);
        expect(await refusal(extend(running, { cleanup_at, by_ms: DAY }))).toMatchObject({
          ...CANNOT,
          message: 'a test may be held for 30 days at most',
        });
        const until = new Date(limit - HOUR).toISOString();
        expect(await extend(running, { cleanup_at, until })).toEqual({ cleanup_at: until, until });
        // The same caller again, who has not read the new deadline.
        expect(await refusal(extend(running, { cleanup_at, by_ms: 1 }))).toMatchObject(CANNOT);
        const longer = await extend(running, { cleanup_at: until, by_ms: 30 * MINUTE });
        expect(Date.parse(longer.cleanup_at)).toBe(limit - 30 * MINUTE);
        await running.handle.result();
        expect(times(running.scripted, 'hold.over')[0]! - Date.parse(longer.cleanup_at)).toBeLessThan(MINUTE);
        expect(times(running.scripted, 'hold.reminder')).toHaveLength(1);
      },
      { duration_ms: 29 * DAY + 12 * HOUR },
    );
  });

  it('without a deadline reminds every day, is not extended, and ends when it is ended', async () => {
    await runs.test(
      () => undefined,
      async (running) => {
        await up(running);
        await runs.env.sleep(3 * DAY + HOUR);
        expect(await refusal(extend(running, { by_ms: HOUR }))).toMatchObject(CANNOT);
        await end(running);
        expect(await running.handle.result()).toMatchObject({ ended_by: 'operator: enough' });
        const reminders = times(running.scripted, 'hold.reminder').map((t) => days(t - since(running.scripted)));
        expect(reminders).toEqual([1, 2, 3]);
      },
    );
  });

  it('is not extended by a message for another job, to the past, or to no time at all', async () => {
    await runs.test(
      () => undefined,
      async (running) => {
        const cleanup_at = await up(running);
        expect(await refusal(extend(running, { job_id: 'another', cleanup_at, by_ms: 1 }))).toMatchObject({
          type: 'WRONG_JOB',
        });
        for (const change of [{ until: '2020-01-01T00:00:00.000Z' }, { until: 'soon' }, { by_ms: -DAY }])
          expect(await refusal(extend(running, { cleanup_at, ...change }))).toMatchObject(CANNOT);
        await running.handle.result();
        expect(days(heldFor(running.scripted))).toBe(1);
      },
      { duration_ms: DAY },
    );
  });
});
