import { afterEach, describe, expect, it } from 'vitest';
import type { StepName } from '../../domain/itinerary.js';
import type { CallStatus, StepProjection } from '../../domain/job.js';
import type { FailoverStatus } from '../../domain/status.js';
import { TestApi, VM_ID } from '../../test/support/api/api.js';
import { livePlan, testPlan } from '../../test/support/plans.js';
import { mustGoForward, onCancel } from './on-cancel.js';

const plan = livePlan('job', 'vm', { count: 2 });

const row = (status: FailoverStatus, current_step: StepName | null, returns = false) => ({
  status,
  current_step,
  plan: { ...plan, itinerary: { ...plan.itinerary, returns } },
});

/** The plan's steps with calls in this status up to and with `last`, the others pending. */
function steps(last: StepName, reached: CallStatus = 'completed'): StepProjection[] {
  const end = plan.itinerary.steps.findIndex(({ name }) => name === last);
  return plan.itinerary.steps.map(({ name, calls }, position) => {
    const status = position <= end ? reached : 'pending';
    return {
      name,
      position,
      status,
      calls: calls.map(({ key, activity, object }) => ({ key, activity, object, status, try: 0 })),
    };
  });
}

describe('what a cancel would do now', () => {
  it('is nothing to undo before anything was changed', () => {
    expect(onCancel({ status: 'validating', current_step: 'validate', plan: null }, [])).toMatchObject({
      possible: true,
      effect: 'ends the job: nothing was touched yet',
    });
    expect(onCancel(row('snapshotting', 'release'), steps('release', 'pending'))?.undoes).toEqual([]);
  });

  it('is the undo of what was started, last first', () => {
    const undoes = onCancel(row('snapshotting', 'protect'), steps('protect'))?.undoes ?? [];
    expect(undoes.map(({ activity, object }) => [activity, object])).toEqual([
      ['deleteSnapshot', '$snapshot.disk-1'],
      ['deleteSnapshot', '$snapshot.disk-0'],
      ['attachVolume', 'disk-1'],
      ['attachVolume', 'disk-0'],
      ['confirmReturned', '$vm'],
    ]);
  });

  it('leaves replicas alone that clones have let go home', () => {
    const { itinerary } = testPlan('job', 'vm', { count: 2, strategy: 'clone' });
    const done = itinerary.steps.map(({ name, calls }, position) => ({
      ...{ name, position, status: 'completed' as const },
      calls: calls.map(({ key, activity, object }) => ({
        key,
        activity,
        object,
        status: 'completed' as const,
        try: 0,
      })),
    }));
    const atAttach = { ...row('switching_volume', 'attach', true), plan: { ...plan, itinerary } };
    const back = (steps: StepProjection[]) =>
      onCancel(atAttach, steps)?.undoes.flatMap(({ activity, object }) =>
        activity === 'attachVolume' ? [object] : [],
      );
    expect(back(done)).toEqual([]);
    const going = done.map((step) => (step.name === 'reattach' ? { ...step, status: 'running' as const } : step));
    expect(back(going)).toEqual(['disk-1', 'disk-0']);
  });

  it('is refused past the point of no return of a live run, and only there', () => {
    for (const { name } of plan.itinerary.steps) {
      const past = ['power_on', 'boot_check', 'complete'].includes(name);
      expect([name, onCancel(row('attention', name), steps(name))?.possible]).toEqual([name, !past]);
      expect(mustGoForward(row('attention', name))).toBe(past);
    }
  });

  it('is the way back of a test from there on', () => {
    const answer = onCancel(row('powering_on', 'power_on', true), steps('power_on'));
    expect(answer).toMatchObject({ possible: true, effect: 'ends the test and cleans it up' });
    expect(answer?.undoes[0]).toEqual({
      key: 'stop/stopVirtualMachine/$vm',
      activity: 'stopVirtualMachine',
      object: '$vm',
    });
  });

  it('is nothing on the way back and after the end', () => {
    const effect = 'none: the job is on its way back already';
    expect(onCancel(row('reverting', 'create_vm'), [])).toMatchObject({ possible: true, effect });
    expect(onCancel(row('cleanup', 'stop'), [])).toMatchObject({ effect });
    expect(onCancel(row('attention', 'stop'), [])).toMatchObject({ effect });
    expect(onCancel(row('completed', 'complete'), [])).toBeNull();
  });
});

describe('the status', () => {
  let api: TestApi;
  afterEach(() => api.close());

  it('tells what a cancel would do, how old the data is and how long it may take', async () => {
    api = await TestApi.ready();
    const { job_id } = (await api.start().expect(202)).body as { job_id: string };
    const status = async (): Promise<object> =>
      (await api.get(`/failover/${job_id}/status`).expect(200)).body as object;
    expect(await status()).toMatchObject({
      on_cancel: { possible: true, undoes: [] },
      ...{ data_age: null, cleanup_at: null, remaining: null, estimated_duration: 'unknown: no history yet' },
    });
    const cleanup_at = new Date(Date.now() + 3_600_000).toISOString();
    await api.db.uow.run(async ({ jobs, vms }) => {
      const head = await jobs.get(job_id);
      const disk = (await vms.get(VM_ID))?.disks[0];
      if (head === null || disk === undefined) throw new Error('the job has no row');
      const disks = plan.disks.map(({ change_id, ...rest }, n) => ({
        ...rest,
        disk_id: n === 0 ? disk.disk_id : rest.disk_id,
        change_id: n === 0 ? (disk.change_id ?? '') : change_id,
      }));
      const planned = { plan: { ...plan, disks }, network_mappings: [] };
      const none = { volumes: [], events: [], resync_required: [], closes: [], hold: null };
      const now = { status: 'powering_on', current_step: 'power_on', cleanup_at, seq: 1 } as const;
      await jobs.apply({ ...head, head, ...none, planned, steps: steps('power_on'), ...now });
    });
    const told = (await status()) as { remaining: number };
    expect(told).toMatchObject({
      on_cancel: { possible: false },
      cleanup_at,
      // The inventory has no sync with the second disk's change_id.
      data_age: {
        oldest_age_seconds: null,
        disks: [{ last_sync_time: '2025-08-18T14:35:21.000Z' }, { last_sync_time: null, age_seconds: null }],
      },
    });
    expect(told.remaining).toBeGreaterThan(3_500e9);
    expect(told.remaining).toBeLessThanOrEqual(3_600e9);
    await api.closeJob(job_id, { failover_state: 'ready', held_by: null });
    expect(await status()).toMatchObject({ on_cancel: null, estimated_duration: null });
  });
});
