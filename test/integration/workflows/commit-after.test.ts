import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { commitWorkflowId, failoverWorkflowId } from '../../../domain/ids.js';
import type { FailoverInput } from '../../../workflows/messages.js';
import { lacks } from '../../support/preflight.js';
import { localTemporal, timeSkippingTemporal } from '../../support/temporal.js';
import { PRODUCTION_WINDOWS, WorkflowRuns, type Running } from '../../support/workflow-run.js';

const DAY_MS = 24 * 3_600_000;
const AFTER_90_DAYS = { commit_after: '2160h' };

describe.skipIf(lacks('java'))('commit_after of 90 days', () => {
  // A server each: polled for a state, one whose clock has jumped before leaves the next run where it is.
  const runs = WorkflowRuns.on(timeSkippingTemporal, PRODUCTION_WINDOWS, [beforeEach, afterEach]);

  /** Waiting for a result would let the server's clock skip on to the commit. */
  async function closed(workflowId: string): Promise<void> {
    const handle = runs.env.client.workflow.getHandle(workflowId);
    await vi.waitUntil(async () => (await handle.describe()).status.name !== 'RUNNING', {
      timeout: 30_000,
      interval: 50,
    });
  }

  async function completed({ scripted, handle }: Running): Promise<FailoverInput['head']> {
    await closed(handle.workflowId);
    expect(scripted.last).toMatchObject({ status: 'completed', outcome: { commit_at: expect.any(String) as string } });
    return scripted.last.head;
  }

  it('commits then, under the lock of the VM', async () => {
    await runs.live(
      () => undefined,
      async (running) => {
        const head = await completed(running);
        const before = await runs.env.currentTimeMs();
        const said: unknown = await runs.env.client.workflow.getHandle(commitWorkflowId(head.job_id)).result();
        expect(said).toMatch(/^started commit-\d{8}-\d{6}-[a-z2-7]{6}$/);
        const run = runs.env.client.workflow.getHandle(failoverWorkflowId(head.vm_id));
        await closed(run.workflowId);
        expect((await runs.env.currentTimeMs()) - before).toBeGreaterThanOrEqual(90 * DAY_MS - 60_000);
        const { last, projections } = running.scripted;
        expect(last.head).toMatchObject({ job_type: 'commit', parent_job_id: head.job_id });
        expect(`started ${last.head.job_id}`).toBe(said);
        expect((await run.describe()).memo).toMatchObject({ job_id: last.head.job_id });
        expect(projections.at(-1)?.status).toBe('completed');
      },
      {},
      AFTER_90_DAYS,
    );
  });

  it.each(['rollback', 'commit'] as const)('is ended by a %s on day 89', async (type) => {
    await runs.live(
      () => undefined,
      async (running) => {
        const head = await completed(running);
        const timer = runs.env.client.workflow.getHandle(commitWorkflowId(head.job_id));
        await runs.env.sleep(89 * DAY_MS);
        const { workflowId } = await runs.followUp(head, type, (await timer.describe()).taskQueue);
        await closed(workflowId);
        expect(await timer.result()).toBe(`ended by ${type}-by-hand`);
      },
      {},
      AFTER_90_DAYS,
    );
  });
});

describe('commit_after that is over while another job has the VM', () => {
  const runs = WorkflowRuns.on(localTemporal, PRODUCTION_WINDOWS);

  it('tries again until the VM is free', async () => {
    await runs.live(
      () => undefined,
      async ({ handle, scripted }) => {
        await handle.result();
        const { job_id, vm_id } = scripted.last.head;
        const workflowId = failoverWorkflowId(vm_id);
        // A job that nobody works on keeps the lock.
        const other = await runs.env.client.workflow.start('commit', { workflowId, taskQueue: 'nobody', args: [] });
        const timer = runs.env.client.workflow.getHandle(commitWorkflowId(job_id));
        const turnedAway = async (): Promise<boolean> =>
          ((await timer.fetchHistory()).events ?? []).some((e) => e.startChildWorkflowExecutionFailedEventAttributes);
        await vi.waitUntil(turnedAway, { timeout: 30_000, interval: 50 });
        await other.terminate();
        expect(await timer.result()).toMatch(/^started commit-/);
        await runs.env.client.workflow.getHandle(workflowId).result();
        expect(scripted.last).toMatchObject({ head: { job_type: 'commit' }, status: 'completed' });
      },
      {},
      { commit_after: '5s' },
    );
  });
});
