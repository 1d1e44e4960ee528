import { describe, expect, it } from 'vitest';
import { answers, done } from '../../support/scripted-activities.js';
import { localTemporal } from '../../support/temporal.js';
import {
  cancelDuring,
  expectHome,
  failureOf,
  neverStarted,
  sent,
  statuses,
  wayBackOf,
} from '../../support/test-runs.js';
import { SHORT_WINDOWS, WorkflowRuns } from '../../support/workflow-run.js';

const runs = WorkflowRuns.on(localTemporal, SHORT_WINDOWS);

describe('before the point of no return', () => {
  it.each(['volume-snapshot', 'vm-snapshot', 'clone'] as const)(
    '%s: a cancel undoes what was done, and closes as cancelled',
    async (strategy) => {
      await runs.test(
        (scripted) => cancelDuring(runs.env, scripted, 'network/confirmDestination/$vm'),
        async ({ scripted, handle }) => {
          await handle.result();
          expect(sent(scripted)).not.toContain('power_on/startVirtualMachine/$vm');
          expect(sent(scripted)).not.toContain('stop/stopVirtualMachine/$vm');
          // Clones let the replicas go home again before: from then on they are replication's own (R2).
          const isTaken = sent(scripted).includes('undo.release/attachVolume/disk-1');
          expect(isTaken).toBe(strategy !== 'clone');
          expect(statuses(scripted).slice(-2)).toEqual(['reverting', 'cancelled']);
          expect(scripted.last.outcome?.summary).toBe(
            'cancelled by operator: enough; every replica is on the appliance again',
          );
          expectHome(scripted);
        },
        { strategy },
      );
    },
  );

  it('a VM snapshot in Error is deleted before the detach that it blocks; the run closes as failed', async () => {
    await runs.test(
      (scripted) => scripted.on('protect/createVMSnapshot/$vm', answers('refused', 'VM snapshot s is Error')),
      async ({ scripted, handle }) => {
        expect(await failureOf(handle)).toMatchObject({ type: 'refused' });
        expect(sent(scripted).filter((k) => k.startsWith('undo.'))).toEqual(
          expect.arrayContaining(['undo.protect/deleteVMSnapshot/$vm', 'undo.attach/detachVolume/disk-1']),
        );
        expect(sent(scripted).indexOf('undo.protect/deleteVMSnapshot/$vm')).toBeLessThan(
          sent(scripted).indexOf('undo.attach/detachVolume/disk-1'),
        );
        expect(statuses(scripted).slice(-2)).toEqual(['reverting', 'failed']);
        expect(scripted.last.resync_required).toEqual([]);
        expectHome(scripted);
      },
      { strategy: 'vm-snapshot' },
    );
  });

  it('a file that is elsewhere once the VM snapshot is deleted in an undo needs a resync', async () => {
    await runs.test(
      (scripted) => {
        cancelDuring(runs.env, scripted, 'protect/createVMSnapshot/$vm');
        scripted.on('undo.protect/deleteVMSnapshot/$vm', (input) => ({ ...done(input), altered: ['disk-1'] }));
      },
      async ({ scripted, handle }) => {
        expect(await failureOf(handle)).toMatchObject({ type: 'resync_required' });
        expect(scripted.last).toMatchObject({
          status: 'failed',
          resync_required: ['disk-1'],
          outcome: { resync_required: ['disk-1'] },
        });
        expectHome(scripted);
      },
      { strategy: 'vm-snapshot' },
    );
  });

  it('a sync that took place while the replicas were away needs a resync', async () => {
    await runs.test(
      (scripted) => {
        scripted.on('attach/attachVolume/disk-1', answers('refused', 'no such device'));
        scripted.on('undo.release/confirmReturned/$vm', (input) => ({ ...done(input), altered: ['disk-1'] }));
      },
      async ({ scripted, handle }) => {
        expect(await failureOf(handle)).toMatchObject({ type: 'resync_required' });
        expect(scripted.last).toMatchObject({ status: 'failed', resync_required: ['disk-1'] });
        expectHome(scripted);
      },
      { strategy: 'volume-snapshot' },
    );
  });

  it.each(['refused', 'busy'] as const)(
    'a VM snapshot that is not deleted (%s) because the VM never ran: started once, stopped, reverted, deleted',
    async (errorClass) => {
      let started = false;
      await runs.test(
        (scripted) => {
          cancelDuring(runs.env, scripted, 'protect/createVMSnapshot/$vm');
          scripted.on(
            'undo.protect/deleteVMSnapshot/$vm',
            ...Array.from({ length: 100 }, () => answers(errorClass, 'Failed to delete VM snapshot')),
          );
          scripted.on('undo.protect/startVirtualMachine/$vm', (input) => {
            started = true;
            return done(input);
          });
          neverStarted(scripted, () => started);
        },
        async ({ scripted, handle }) => {
          expect(await handle.result()).toMatchObject({
            summary: expect.stringMatching(/started once, isolated.*reverted and verified$/) as string,
          });
          const keys = sent(scripted);
          expect(keys.filter((k) => k === 'undo.protect/startVirtualMachine/$vm')).toHaveLength(1);
          expect(wayBackOf(scripted).slice(0, 4)).toEqual([
            'stop/stopVirtualMachine/$vm',
            'revert/revertToVMSnapshot/$vm',
            'revert/deleteVMSnapshot/$vm',
            'detach/detachVolume/disk-0',
          ]);
          expect(scripted.last).toMatchObject({ status: 'cancelled', resync_required: [] });
          expectHome(scripted);
        },
        { strategy: 'vm-snapshot' },
      );
    },
  );

  it('started from outside before its VM snapshot was taken: home, and a resync is required', async () => {
    await runs.test(
      (scripted) => {
        scripted.on('network/confirmDestination/$vm', answers('refused', 'not as planned'));
        neverStarted(scripted, () => true);
      },
      async ({ scripted, handle }) => {
        expect(await failureOf(handle)).toMatchObject({ type: 'resync_required' });
        expect(sent(scripted)).not.toContain('revert/revertToVMSnapshot/$vm');
        expect(scripted.last).toMatchObject({ status: 'failed', resync_required: ['disk-0', 'disk-1'] });
        expect(scripted.last.outcome?.summary).toContain('somebody had started the destination');
        expectHome(scripted);
      },
      { strategy: 'vm-snapshot' },
    );
  });

  it('started from outside with a VM snapshot in Error: that goes before the detach, and a resync is required', async () => {
    await runs.test(
      (scripted) => {
        scripted.on('protect/createVMSnapshot/$vm', answers('refused', 'VM snapshot s is Error'));
        neverStarted(scripted, () => true);
      },
      async ({ scripted, handle }) => {
        await failureOf(handle);
        expect(wayBackOf(scripted).slice(0, 3)).toEqual([
          'stop/stopVirtualMachine/$vm',
          'revert/deleteVMSnapshot/$vm',
          'detach/detachVolume/disk-0',
        ]);
        expect(scripted.last.resync_required).toEqual(['disk-0', 'disk-1']);
      },
      { strategy: 'vm-snapshot' },
    );
  });
});

describe('from power_on on', () => {
  it.each(['volume-snapshot', 'vm-snapshot', 'clone'] as const)(
    '%s: a start that is refused takes the whole way back',
    async (strategy) => {
      await runs.test(
        (scripted) => scripted.on('power_on/startVirtualMachine/$vm', answers('refused', 'no host')),
        async ({ scripted, handle }) => {
          expect(await failureOf(handle)).toMatchObject({ type: 'refused' });
          expect(wayBackOf(scripted).at(0)).toBe('stop/stopVirtualMachine/$vm');
          expect(wayBackOf(scripted).at(-1)).toBe('verify/confirmReturned/$vm');
          expect(sent(scripted).filter((k) => k.startsWith('undo'))).toEqual([]);
          expect(scripted.last).toMatchObject({ status: 'failed', resync_required: [] });
          statuses(scripted);
          expectHome(scripted);
        },
        { strategy },
      );
    },
  );

  it('a revert that needs a VM that has run, after a start that failed: started once, stopped, reverted', async () => {
    await runs.test(
      (scripted) => {
        scripted.on('power_on/startVirtualMachine/$vm', answers('refused', 'no host'));
        scripted.on('revert/revertToVMSnapshot/$vm', answers('refused', 'never started'));
      },
      async ({ scripted, handle }) => {
        await failureOf(handle);
        expect(wayBackOf(scripted).slice(0, 6)).toEqual([
          'stop/stopVirtualMachine/$vm',
          'revert/revertToVMSnapshot/$vm',
          'revert/startVirtualMachine/$vm',
          'stop/stopVirtualMachine/$vm',
          'revert/revertToVMSnapshot/$vm',
          'revert/deleteVMSnapshot/$vm',
        ]);
        expect(scripted.last.resync_required).toEqual([]);
      },
      { strategy: 'vm-snapshot' },
    );
  });

  it('a cancel goes the whole way back, and closes as cancelled', async () => {
    await runs.test(
      (scripted) => cancelDuring(runs.env, scripted, 'power_on/startVirtualMachine/$vm'),
      async ({ scripted, handle }) => {
        await handle.result();
        expect(wayBackOf(scripted)).toContain('revert/revertSnapshot/disk-0');
        expect(scripted.last).toMatchObject({ status: 'cancelled', cleanup_at: null });
        expectHome(scripted);
      },
    );
  });
});
