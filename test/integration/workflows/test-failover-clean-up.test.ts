import { describe, expect, it, vi } from 'vitest';
import { extendUpdate } from '../../../workflows/messages.js';
import { answers, done, foundSo } from '../../support/scripted-activities.js';
import { localTemporal } from '../../support/temporal.js';
import {
  FOR_EVER,
  IN_TIME,
  cancel,
  cancelDuring,
  events,
  expectHome,
  failureOf,
  say,
  sent,
  statuses,
  wayBackOf,
} from '../../support/test-runs.js';
import { SHORT_WINDOWS, WorkflowRuns, type Running } from '../../support/workflow-run.js';

const runs = WorkflowRuns.on(localTemporal, SHORT_WINDOWS);

describe('the hold', () => {
  const up = ({ scripted }: Running): Promise<void> =>
    vi.waitFor(() => expect(scripted.last.status).toBe('test_running'), IN_TIME);

  it('without a deadline (auto_cleanup: false) lasts until somebody ends it', async () => {
    await runs.test(
      () => undefined,
      async (running) => {
        await up(running);
        expect(running.scripted.last.cleanup_at).toBeNull();
        await cancel(running);
        expect(await running.handle.result()).toMatchObject({ ended_by: 'operator: enough' });
        expect(statuses(running.scripted).at(-1)).toBe('completed');
        expectHome(running.scripted);
      },
    );
  });

  const passed = (cleanup_at: string): Promise<void> =>
    vi.waitFor(() => expect(Date.now()).toBeGreaterThan(Date.parse(cleanup_at)), IN_TIME);

  it('whose deadline passes while no worker runs ends at once when one does, and is not extended then', async () => {
    await runs.test(
      () => undefined,
      async (running) => {
        await up(running);
        const { scripted, handle, jobId: job_id } = running;
        const cleanup_at = scripted.last.cleanup_at ?? '';
        const message = { job_id, cleanup_at, requested_by: 'operator', by_ms: 60_000 };
        let asked: Promise<unknown> = Promise.resolve();
        await running.withoutWorkers(async () => {
          await passed(cleanup_at);
          asked = handle.executeUpdate(extendUpdate, { args: [message] }).catch((error: unknown) => error);
        });
        expect(await handle.result()).toMatchObject({ ended_by: 'its deadline' });
        expect(await asked).toMatchObject({ cause: { type: 'CANNOT_EXTEND' } });
        expect(scripted.last.cleanup_at).toBe(cleanup_at);
        expect(events(scripted, 'extended')).toEqual([]);
      },
      { duration_ms: 4_000 },
    );
  });

  it('ends once, whichever of two ends, a cancellation in Temporal and the deadline is heard first', async () => {
    await runs.test(
      () => undefined,
      async (running) => {
        await up(running);
        const { scripted, handle } = running;
        await running.withoutWorkers(async () => {
          await cancel(running);
          await cancel(running);
          await handle.cancel();
          await passed(scripted.last.cleanup_at ?? '');
        });
        // The first that was recorded, although the deadline had passed when a worker heard of it.
        expect(await handle.result()).toMatchObject({ ended_by: 'operator: enough' });
        expect(events(scripted, 'hold.over')).toHaveLength(1);
        expect(sent(scripted).filter((k) => k.startsWith('stop/'))).toHaveLength(1);
        expect(statuses(scripted).at(-1)).toBe('completed');
      },
      { duration_ms: 4_000 },
    );
  });

  it('is ended by a cancellation in Temporal, too', async () => {
    await runs.test(
      () => undefined,
      async (running) => {
        await up(running);
        await running.handle.cancel();
        expect(await running.handle.result()).toMatchObject({ ended_by: 'Temporal: cancelled in Temporal' });
        expect(running.scripted.last.status).toBe('completed');
      },
    );
  });
});

describe('the clean-up', () => {
  it('is not changed by a late cancel', async () => {
    await runs.test(
      (scripted) => cancelDuring(runs.env, scripted, 'detach/detachVolume/disk-0'),
      async ({ scripted, handle }) => {
        expect(await handle.result()).toMatchObject({ ended_by: 'its deadline' });
        expect(scripted.last.status).toBe('completed');
        expect(scripted.last.events.filter((e) => e.type.startsWith('cancel'))).toEqual([]);
      },
      { duration_ms: 500 },
    );
  });

  it('notices a VM that somebody has stopped meanwhile', async () => {
    await runs.test(
      (scripted) => scripted.on('stop/stopVirtualMachine/$vm', foundSo('VM the-vm is Stopped')),
      async ({ scripted, handle }) => {
        await handle.result();
        expect(events(scripted, 'stopped_outside')).toEqual(['not stopped by this job: VM the-vm is Stopped']);
        expectHome(scripted);
      },
      { duration_ms: 500 },
    );
  });

  it('a revert that never comes may be given up by a person: failed, and a resync is required', async () => {
    await runs.test(
      (scripted) => {
        scripted.on('revert/revertToVMSnapshot/$vm', ...FOR_EVER);
        scripted.on('revert/deleteVMSnapshot/$vm', answers('busy'));
      },
      async (running) => {
        const { scripted, handle } = running;
        await say(running, 'abandon');
        expect(await failureOf(handle)).toMatchObject({ type: 'resync_required' });
        expect(scripted.last).toMatchObject({ status: 'failed', resync_required: ['disk-0', 'disk-1'] });
        // After a no to the deletion the revert is not asked for again, only what it rests on.
        expect(wayBackOf(scripted).slice(-12, -8)).toEqual([
          'revert/deleteVMSnapshot/$vm',
          'stop/stopVirtualMachine/$vm',
          'revert/deleteVMSnapshot/$vm',
          'detach/detachVolume/disk-0',
        ]);
        expect(events(scripted, 'revert.given_up')).toHaveLength(2);
        // It has run for the test: starting it once more would help nothing.
        expect(sent(scripted)).not.toContain('revert/startVirtualMachine/$vm');
        expectHome(scripted);
      },
      { strategy: 'vm-snapshot', duration_ms: 500 },
    );
  });

  it.each(['revert/deleteVMSnapshot/$vm', 'verify/confirmReturned/$vm'])(
    'what is altered after %s makes it fail, and a resync required',
    async (key) => {
      await runs.test(
        (scripted) => scripted.on(key, (input) => ({ ...done(input), altered: ['disk-1'] })),
        async ({ scripted, handle }) => {
          expect(await failureOf(handle)).toMatchObject({
            type: 'resync_required',
            message: 'not verified to be as before: disk-1',
          });
          expect(scripted.last).toMatchObject({ status: 'failed', resync_required: ['disk-1'] });
          expectHome(scripted);
        },
        { strategy: 'vm-snapshot', duration_ms: 500 },
      );
    },
  );

  it('a deletion that is refused begins with the revert: the VM may have been started since', async () => {
    await runs.test(
      (scripted) => scripted.on('revert/deleteVMSnapshot/$vm', answers('refused', 'VM the-vm is Running')),
      async ({ scripted, handle }) => {
        await handle.result();
        expect(wayBackOf(scripted).slice(0, 5)).toEqual([
          'stop/stopVirtualMachine/$vm',
          'revert/revertToVMSnapshot/$vm',
          'revert/deleteVMSnapshot/$vm',
          'revert/revertToVMSnapshot/$vm',
          'revert/deleteVMSnapshot/$vm',
        ]);
        expect(scripted.last.resync_required).toEqual([]);
      },
      { strategy: 'vm-snapshot', duration_ms: 500 },
    );
  });

  it('a VM that had to be stopped again once its snapshot was gone has written: a resync is required', async () => {
    await runs.test(
      (scripted) => {
        scripted.on('detach/detachVolume/disk-0', answers('refused', 'VM is Running'));
        scripted.on('stop/stopVirtualMachine/$vm', done, (input) => ({ ...done(input), cloudstack_job_id: 'job' }));
      },
      async ({ scripted, handle }) => {
        await failureOf(handle);
        expect(scripted.last).toMatchObject({ status: 'failed', resync_required: ['disk-0', 'disk-1'] });
        expectHome(scripted);
      },
      { strategy: 'vm-snapshot', duration_ms: 500 },
    );
  });
});
