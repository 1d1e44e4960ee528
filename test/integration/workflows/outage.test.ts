import { WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import { lacks } from '../../support/preflight.js';
import { answers, type ScriptedActivities } from '../../support/scripted-activities.js';
import { timeSkippingTemporal } from '../../support/temporal.js';
import { PRODUCTION_WINDOWS, WorkflowRuns } from '../../support/workflow-run.js';

const MINUTE_MS = 60_000;
const OUTAGE_MS = 6 * 60 * MINUTE_MS;

describe.skipIf(lacks('java'))('CloudStack is away for 6 hours', () => {
  const runs = WorkflowRuns.on(timeSkippingTemporal, PRODUCTION_WINDOWS);

  /** From the first attempt of `key` on nothing is answered, for 6 hours of the server's clock. */
  function outage(scripted: ScriptedActivities, key: string): void {
    let until: number | undefined;
    scripted.reaching = async (input) => {
      const now = await runs.env.currentTimeMs();
      if (input.key === key) until ??= now + OUTAGE_MS;
      if (until !== undefined && now < until) throw ApplicationFailure.retryable('no answer', 'unavailable');
    };
  }

  /** A person was called while it lasted and nobody is needed any more; the run took as long as the outage. */
  function expectWaitedOut({ last, projections, inputs }: ScriptedActivities, key: string): void {
    const took = Date.parse(last.completed_at ?? '') - Date.parse(last.started_at ?? '');
    expect(took).toBeGreaterThanOrEqual(OUTAGE_MS);
    expect(took).toBeLessThan(OUTAGE_MS + 5 * MINUTE_MS);
    const called = last.events.find((e) => e.type === 'attention' && e.message.startsWith(`${key} has not ended`));
    const waited = Date.parse(called?.time ?? '') - Date.parse(last.started_at ?? '');
    expect(Math.round(waited / MINUTE_MS)).toBe(30);
    const asked = projections.find(({ attentions }) => attentions.some((question) => question.key === key));
    expect(asked?.status).toBe('attention');
    expect(last.attentions).toEqual([]);
    expect(last.events.map(({ type, message }) => `${type} ${message}`)).toContain(`attention.over ${key}`);
    // Whatever came of a try is asked of the same job id, never of another one.
    expect(new Set(inputs.filter((input) => input.key === key).map((input) => input.try))).toEqual(new Set([0]));
  }

  it.each([
    'release/confirmReleasable/vm-1',
    'release/detachVolume/disk-1',
    'protect/createSnapshot/disk-0',
    'create_vm/deployVirtualMachine/host',
    'attach/attachVolume/disk-1',
    'network/confirmDestination/$vm',
    'power_on/startVirtualMachine/$vm',
    'power_on/confirmRunning/$vm',
  ])('at %s: nothing is undone, a person is called, and it ends well afterwards', async (key) => {
    await runs.live(
      (scripted) => outage(scripted, key),
      async ({ scripted, handle }) => {
        await handle.result();
        expectWaitedOut(scripted, key);
        expect(scripted.last.status).toBe('completed');
        expect(scripted.projections.map(({ status }) => status)).not.toContain('reverting');
        const calls = scripted.last.planned?.plan.itinerary.steps.flatMap((step) => step.calls.map((call) => call.key));
        expect(scripted.inputs.map((input) => input.key).sort()).toEqual([...(calls ?? [])].sort());
      },
    );
  });

  it.each(['undo.attach/detachVolume/disk-0', 'undo.release/attachVolume/disk-1'])(
    'at %s: the undo goes on afterwards and brings every replica home',
    async (key) => {
      await runs.live(
        (scripted) => {
          scripted.on('network/confirmDestination/$vm', answers('refused', 'not as planned'));
          outage(scripted, key);
        },
        async ({ scripted, handle }) => {
          await expect(handle.result()).rejects.toBeInstanceOf(WorkflowFailedError);
          expectWaitedOut(scripted, key);
          expect(scripted.last).toMatchObject({ status: 'failed', hold: { failover_state: 'ready', held_by: null } });
          expect(scripted.last.volumes.map((volume) => volume.state)).toEqual(['on_appliance', 'on_appliance']);
        },
      );
    },
  );
});
