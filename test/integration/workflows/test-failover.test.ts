import { describe, expect, it } from 'vitest';
import { done } from '../../support/scripted-activities.js';
import { localTemporal } from '../../support/temporal.js';
import { REMOVAL, UP, doneAtRelease, expectHome, sent, statuses, wayBackOf } from '../../support/test-runs.js';
import { SHORT_WINDOWS, WorkflowRuns } from '../../support/workflow-run.js';

const runs = WorkflowRuns.on(localTemporal, SHORT_WINDOWS);

describe('a test failover, ended by its deadline', () => {
  it('volume-snapshot: detached, reverted, home, and only then its snapshots go', async () => {
    await runs.test(
      () => undefined,
      async ({ scripted, handle }) => {
        expect(await handle.result()).toMatchObject({
          summary: 'the test was ended by its deadline; every replica is on the appliance again, reverted and verified',
          ended_by: 'its deadline',
          boot_check: 'not asked for',
        });
        expect(wayBackOf(scripted)).toEqual([
          'stop/stopVirtualMachine/$vm',
          'detach/detachVolume/disk-0',
          'detach/detachVolume/disk-1',
          'revert/revertSnapshot/disk-0',
          'revert/revertSnapshot/disk-1',
          'reattach/attachVolume/disk-0',
          'reattach/attachVolume/disk-1',
          'discard/deleteSnapshot/disk-0',
          'discard/deleteSnapshot/disk-1',
          ...REMOVAL,
          'verify/confirmReturned/$vm',
        ]);
        expect(statuses(scripted)).toEqual(['pending', ...UP, 'cleanup', 'reverting', 'cleanup', 'completed']);
        expect(scripted.last).toMatchObject({ status: 'completed', progress: 100, resync_required: [] });
        expect(scripted.inputs.find((i) => i.key === 'stop/stopVirtualMachine/$vm')?.settles).toEqual([
          { job_id: scripted.last.head.job_id, key: 'power_on/startVirtualMachine/$vm', tries: 0 },
        ]);
        expect(doneAtRelease(scripted)).toContain('verify');
        expectHome(scripted);
      },
      { duration_ms: 500 },
    );
  });

  it('vm-snapshot: taken of the attached replicas, reverted and deleted before they are detached', async () => {
    await runs.test(
      (scripted) =>
        scripted.on('network/confirmDestination/$vm', (input) => ({
          ...done(input),
          refs: { '$path.disk-0': 'base-0', '$path.disk-1': 'base-1' },
        })),
      async ({ scripted, handle }) => {
        await handle.result();
        const forward = sent(scripted);
        expect(forward.filter((k) => k.startsWith('protect/'))).toEqual(['protect/createVMSnapshot/$vm']);
        expect(forward.indexOf('protect/createVMSnapshot/$vm')).toBe(
          forward.indexOf('power_on/startVirtualMachine/$vm') - 1,
        );
        expect(wayBackOf(scripted)).toEqual([
          'stop/stopVirtualMachine/$vm',
          'revert/revertToVMSnapshot/$vm',
          'revert/deleteVMSnapshot/$vm',
          'detach/detachVolume/disk-0',
          'detach/detachVolume/disk-1',
          'detach/confirmStayedStopped/$vm',
          'reattach/attachVolume/disk-0',
          'reattach/attachVolume/disk-1',
          ...REMOVAL,
          'verify/confirmReturned/$vm',
        ]);
        expect(scripted.inputs.find((i) => i.activity === 'deleteVMSnapshot')?.args.paths).toEqual({
          'disk-0': 'base-0',
          'disk-1': 'base-1',
        });
        expect(statuses(scripted)).toEqual([
          ...['pending', 'validating', 'snapshotting', 'switching_volume', 'snapshotting', 'powering_on'],
          ...['test_running', 'cleanup', 'reverting', 'cleanup', 'completed'],
        ]);
        expect(scripted.last.ossea_snapshot_id).toBe('the-vm-snapshot');
        expect(doneAtRelease(scripted)).toContain('verify');
        expectHome(scripted);
      },
      { strategy: 'vm-snapshot', duration_ms: 500 },
    );
  });

  it('clone: the replicas are home, and replicated to again, before their clones run', async () => {
    await runs.test(
      () => undefined,
      async ({ scripted, handle }) => {
        expect(await handle.result()).toMatchObject({
          summary: expect.stringContaining('the clones are gone') as string,
        });
        const keys = sent(scripted);
        for (const disk of ['disk-0', 'disk-1'])
          expect(keys.indexOf(`reattach/attachVolume/${disk}`)).toBeLessThan(
            keys.indexOf('attach/updateVirtualMachine/$vm'),
          );
        expect(scripted.inputs.filter((i) => i.key.startsWith('attach/attachVolume/')).map((i) => i.object)).toEqual([
          'clone-of-disk-0',
          'clone-of-disk-1',
        ]);
        expect(wayBackOf(scripted)).toEqual([
          'stop/stopVirtualMachine/$vm',
          'detach/detachVolume/$clone.disk-0',
          'detach/detachVolume/$clone.disk-1',
          'discard/deleteVolume/$clone.disk-0',
          'discard/deleteVolume/$clone.disk-1',
          'discard/deleteSnapshot/disk-0',
          'discard/deleteSnapshot/disk-1',
          ...REMOVAL,
          'verify/confirmReturned/$vm',
        ]);
        const released = scripted.projections.find((p) => p.hold?.held_by === null);
        expect(released?.hold?.failover_state).toBe('testing');
        // Whole seconds may pass between two records, so the events tell the order.
        const told = scripted.last.events.map(({ type, message }) => `${type} ${message}`);
        const allowed = told.findIndex((event) => event.startsWith('replication.allowed'));
        expect(allowed).toBeGreaterThan(0);
        expect(allowed).toBeLessThan(told.indexOf('status powering_on'));
        expect(statuses(scripted)).toEqual(['pending', ...UP, 'cleanup', 'completed']);
        expect(scripted.last.volumes[0]).toMatchObject({ clone_id: 'clone-of-disk-0', state: 'on_appliance' });
        expect(doneAtRelease(scripted)).toContain('reattach');
        expectHome(scripted);
      },
      { strategy: 'clone', duration_ms: 500 },
    );
  });
});
