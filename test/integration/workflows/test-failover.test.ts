import { WorkflowFailedError, type WorkflowHandle } from '@temporalio/client';
import type { ApplicationFailure } from '@temporalio/common';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { CallInput } from '../../../domain/call.js';
import { failoverWorkflowId } from '../../../domain/ids.js';
import type { AttentionAction } from '../../../domain/job.js';
import { mayFollow, type FailoverStatus } from '../../../domain/status.js';
import { cancelSignal, extendUpdate, resolveUpdate } from '../../../workflows/messages.js';
import { answers, done, foundSo, type ScriptedActivities } from '../../support/scripted-activities.js';
import { localTemporal } from '../../support/temporal.js';
import { SHORT_WINDOWS, WorkflowRuns, type Running } from '../../support/workflow-run.js';

const IN_TIME = { timeout: 15_000 };
const FOR_EVER = Array.from({ length: 100 }, () => answers('refused', 'no'));

let env: TestWorkflowEnvironment;
let runs: WorkflowRuns;

beforeAll(async () => {
  env = await localTemporal();
  runs = await WorkflowRuns.on(env, SHORT_WINDOWS);
});
afterAll(() => env.teardown());

const sent = ({ log }: ScriptedActivities): string[] =>
  log.filter((l) => l.startsWith('> ')).map((l) => l.slice(2).replace(/#\d+$/, ''));
/** From the first call of the way back on. */
const wayBackOf = (scripted: ScriptedActivities): string[] => {
  const keys = sent(scripted);
  return keys.slice(keys.indexOf('stop/stopVirtualMachine/$vm'));
};
const events = ({ last }: ScriptedActivities, type: string): string[] =>
  last.events.filter((e) => e.type === type).map((e) => e.message);

const CANCEL = { requested_by: 'operator', reason: 'enough' };
const cancel = ({ handle, jobId }: Running): Promise<void> => handle.signal(cancelSignal, { job_id: jobId, ...CANCEL });

/** The run is cancelled while this call is under way. */
function cancelDuring(scripted: ScriptedActivities, key: string): void {
  scripted.on(key, async (input) => {
    const handle = env.client.workflow.getHandle(failoverWorkflowId(input.vm_id));
    await handle.signal(cancelSignal, { job_id: input.job_id, ...CANCEL });
    return done(input);
  });
}

/** Whether the destination is asked to have been started is told by `answer`. */
function neverStarted(scripted: ScriptedActivities, answer: () => boolean): void {
  scripted.on(
    'undo.attach/confirmNeverStarted/$vm',
    ...Array.from({ length: 100 }, () => (input: CallInput) => ({ ...done(input), started: answer() })),
  );
}

/** Answers the question that admits this action. */
async function say({ scripted, handle, jobId: job_id }: Running, action: AttentionAction): Promise<void> {
  const question = await vi.waitFor(() => {
    const open = scripted.last.attentions.find(({ actions }) => actions.some((a) => a.action === action));
    if (open === undefined) throw new Error(`nobody may answer ${action}`);
    return open;
  }, IN_TIME);
  const by = { requested_by: 'operator', reason: 'because' };
  await handle.executeUpdate(resolveUpdate, { args: [{ job_id, attention_id: question.id, action, ...by }] });
}

async function failureOf(handle: WorkflowHandle): Promise<ApplicationFailure> {
  const error: unknown = await handle.result().catch((e: unknown) => e);
  expect(error).toBeInstanceOf(WorkflowFailedError);
  return (error as WorkflowFailedError).cause as ApplicationFailure;
}

/** Every status that was shown, in order; `attention` is shown over another one and creating_vm only if it is slow. */
function statuses(scripted: ScriptedActivities): string[] {
  const shown = ['pending', ...events(scripted, 'status')] as FailoverStatus[];
  const reached = shown.filter((s, i) => s !== 'attention' && s !== shown[i - 1]);
  for (const [i, status] of reached.entries())
    if (i > 0) expect(mayFollow(reached[i - 1]!, status), `${reached[i - 1]!} → ${status}`).toBe(true);
  return reached.filter((s) => s !== 'creating_vm');
}

function expectHome({ last }: ScriptedActivities): void {
  expect(last.hold).toEqual({ failover_state: 'ready', held_by: null });
  expect(last.volumes.map((v) => v.state)).toEqual(['on_appliance', 'on_appliance']);
  expect(last.events.filter((e) => e.type.startsWith('replication.')).map((e) => e.type)).toEqual([
    'replication.held',
    'replication.allowed',
  ]);
}

const REMOVAL = ['updateVirtualMachine', 'destroyVirtualMachine', 'expungeVirtualMachine'].map(
  (command) => `destroy_vm/${command}/$vm`,
);
const UP = ['validating', 'snapshotting', 'switching_volume', 'powering_on', 'test_running'];

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
        expectHome(scripted);
      },
      { strategy: 'clone', duration_ms: 500 },
    );
  });
});

describe('before the point of no return', () => {
  it.each(['volume-snapshot', 'vm-snapshot', 'clone'] as const)(
    '%s: a cancel undoes what was done, and closes as cancelled',
    async (strategy) => {
      await runs.test(
        (scripted) => cancelDuring(scripted, 'network/confirmDestination/$vm'),
        async ({ scripted, handle }) => {
          await handle.result();
          expect(sent(scripted)).not.toContain('power_on/startVirtualMachine/$vm');
          expect(sent(scripted)).not.toContain('stop/stopVirtualMachine/$vm');
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
        cancelDuring(scripted, 'protect/createVMSnapshot/$vm');
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

  it.each(['refused', 'busy'] as const)(
    'a VM snapshot that is not deleted (%s) because the VM never ran: started once, stopped, reverted, deleted',
    async (errorClass) => {
      let started = false;
      await runs.test(
        (scripted) => {
          cancelDuring(scripted, 'protect/createVMSnapshot/$vm');
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
      (scripted) => cancelDuring(scripted, 'power_on/startVirtualMachine/$vm'),
      async ({ scripted, handle }) => {
        await handle.result();
        expect(wayBackOf(scripted)).toContain('revert/revertSnapshot/disk-0');
        expect(scripted.last).toMatchObject({ status: 'cancelled', cleanup_at: null });
        expectHome(scripted);
      },
    );
  });
});

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
      (scripted) => cancelDuring(scripted, 'detach/detachVolume/disk-0'),
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
