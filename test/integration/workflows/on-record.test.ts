import { describe, expect, it, vi } from 'vitest';
import type { JobProjection } from '../../../domain/job.js';
import { cancelSignal } from '../../../workflows/messages.js';
import { done } from '../../support/scripted-activities.js';
import { localTemporal } from '../../support/temporal.js';
import { IN_TIME } from '../../support/test-runs.js';
import { SHORT_WINDOWS, WorkflowRuns } from '../../support/workflow-run.js';

const runs = WorkflowRuns.on(localTemporal, SHORT_WINDOWS);

describe('what a run does and what is on record of it', () => {
  it('nothing moves before the plan and the place of every replica are on record', async () => {
    let refused = 0;
    let away = true;
    await runs.live(
      (scripted) => {
        scripted.recording = async () => {
          if (!away) return;
          refused += 1;
          throw new Error('the database is away');
        };
      },
      async ({ scripted, handle }) => {
        // Each time later by far than what a run without a database would begin with.
        await vi.waitFor(() => expect(refused).toBeGreaterThanOrEqual(5), IN_TIME);
        expect(scripted.log).toEqual([]);
        away = false;
        await handle.result();
        const [first] = scripted.projections.filter(({ planned }) => planned !== null);
        expect(first?.volumes.map(({ original_device_id, state }) => [original_device_id, state])).toEqual([
          [4, 'on_appliance'],
          [5, 'on_appliance'],
        ]);
      },
    );
  });

  it.each(['rollback', 'recover'] as const)(
    'a %s that is cancelled while its plan is put on record touches nothing',
    async (type) => {
      let asked: (() => void) | undefined;
      await runs.live(
        (scripted) => {
          scripted.recording = ({ head, planned }) =>
            head.job_type === type && planned !== null
              ? new Promise((resolve) => {
                  asked = resolve;
                })
              : Promise.resolve();
        },
        async ({ scripted, handle }) => {
          await handle.result();
          scripted.log.length = 0;
          if (type === 'recover') scripted.state = 'Stopped';
          const { taskQueue } = await handle.describe();
          const followUp = await runs.followUp(scripted.last.head, type, taskQueue);
          await vi.waitFor(() => expect(asked).toBeDefined(), IN_TIME);
          await followUp.signal(cancelSignal, { job_id: `${type}-by-hand`, requested_by: 'ops', reason: 'not now' });
          asked?.();
          await followUp.result();
          expect(scripted.log).toEqual([]);
          const held_by = scripted.last.head.parent_job_id;
          expect(scripted.last).toMatchObject({
            status: 'cancelled',
            outcome: { summary: 'cancelled by ops: not now; nothing was touched' },
            hold: type === 'rollback' ? { failover_state: 'failed_over', held_by } : null,
          });
        },
      );
    },
  );

  it('is all told again to a database that was brought back from a backup', async () => {
    const told: JobProjection[] = [];
    let lost = false;
    await runs.live(
      (scripted) => {
        scripted.recording = (projection) => {
          told.push(projection);
          const restored = lost;
          lost = false;
          return Promise.resolve(restored ? 'incomplete' : undefined);
        };
        scripted.on('power_on/startVirtualMachine/$vm', (input) => {
          lost = true;
          return done(input);
        });
      },
      async ({ handle }) => {
        await handle.result();
        expect(lost).toBe(false);
        const whole = told.filter(({ since }) => since === undefined);
        expect(whole).toHaveLength(2);
        const [first, again] = whole;
        expect(again?.planned?.plan).toMatchObject({ disks: [{ volume_id: 'disk-0' }, { volume_id: 'disk-1' }] });
        expect(again?.volumes).toHaveLength(2);
        expect(again?.steps.map(({ name }) => name)).toContain('release');
        expect(again?.events[0]).toEqual(first?.events[0]);
        // Each of the others names the one before it.
        const others = told.filter(({ since }) => since !== undefined);
        expect(others.every(({ since }) => told.some(({ seq }) => seq === since))).toBe(true);
      },
    );
  });

  it('goes on while the database is away, and catches up before it closes', async () => {
    let away = false;
    await runs.live(
      (scripted) => {
        scripted.recording = () => (away ? Promise.reject(new Error('the database is away')) : Promise.resolve());
        scripted.on('release/detachVolume/disk-0', (input) => {
          away = true;
          return done(input);
        });
        scripted.on('power_on/confirmRunning/$vm', (input) => {
          away = false;
          return done(input);
        });
      },
      async ({ scripted, handle }) => {
        await handle.result();
        expect(scripted.projections.map((p) => p.status)).toContain('completed');
        expect(scripted.last.status).toBe('completed');
      },
    );
  });
});
