import { fileURLToPath } from 'node:url';
import { WorkflowFailedError, type WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { bundleWorkflowCode, DefaultLogger, Worker, type WorkflowBundle } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { failoverWorkflowId } from '../../../domain/ids.js';
import type { RunWindows } from '../../../domain/windows.js';
import { systemQueue } from '../../../workflows/activity-options.js';
import type { FailoverInput } from '../../../workflows/messages.js';
import { livePlan } from '../../support/plans.js';
import { answers, done, ScriptedActivities } from '../../support/scripted-activities.js';
import { localTemporal } from '../../support/temporal.js';

const WINDOWS: RunWindows = { heartbeat_ms: 5_000, step_budget_ms: 3_000, attention_after_ms: 1_500 };

let env: TestWorkflowEnvironment;
let workflowBundle: WorkflowBundle;
let counter = 0;

beforeAll(async () => {
  env = await localTemporal();
  workflowBundle = await bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL('../../../workflows/index.ts', import.meta.url)),
    logger: new DefaultLogger('ERROR'),
  });
});
afterAll(() => env.teardown());

interface Running {
  scripted: ScriptedActivities;
  handle: WorkflowHandle;
}

/** Starts a run over scripted activities, hands it to `body`, and stops the worker at the end. */
async function withRun(
  arrange: (scripted: ScriptedActivities) => void,
  body: (running: Running) => Promise<void>,
): Promise<void> {
  const vmId = `vm-${++counter}`;
  const jobId = `failover-20260101-000000-${String(counter).padStart(6, 'a')}`;
  const taskQueue = `live-${counter}`;
  const scripted = new ScriptedActivities(() => livePlan(jobId, vmId), WINDOWS);
  arrange(scripted);
  const common = { connection: env.nativeConnection, activities: scripted.activities };
  const worker = await Worker.create({ ...common, taskQueue, workflowBundle });
  const system = await Worker.create({ ...common, taskQueue: systemQueue(taskQueue) });
  const input: FailoverInput = {
    head: {
      job_id: jobId,
      vm_id: vmId,
      vm_name: 'Host',
      job_type: 'live',
      workflow_id: failoverWorkflowId(vmId),
      requested_by: 'test',
      reason: null,
      replication_job_id: null,
      parent_job_id: null,
      created_at: new Date().toISOString(),
    },
    request: { vm_id: vmId, skip_validation: false, network_mappings: {}, custom_config: {} },
    search_attributes: false,
  };
  await system.runUntil(
    worker.runUntil(async () => {
      const handle = await env.client.workflow.start('liveFailover', {
        workflowId: input.head.workflow_id,
        taskQueue,
        args: [input],
      });
      await body({ scripted, handle });
    }),
  );
}

async function failureOf(handle: WorkflowHandle): Promise<ApplicationFailure> {
  const error: unknown = await handle.result().then(
    () => undefined,
    (e: unknown) => e,
  );
  expect(error).toBeInstanceOf(WorkflowFailedError);
  return (error as WorkflowFailedError).cause as ApplicationFailure;
}

const sentKeys = (scripted: ScriptedActivities): string[] =>
  scripted.log.filter((l) => l.startsWith('> ')).map((l) => l.slice(2));

describe('a live failover', () => {
  it('runs the itinerary, branches in parallel, and reports what was observed', async () => {
    await withRun(
      () => undefined,
      async ({ scripted, handle }) => {
        expect(await handle.result()).toMatchObject({
          destination_state: 'Running',
          boot_check: 'not asked for',
          rollback: 'rollback: possible until commit',
        });
        const keys = sentKeys(scripted);
        const branch = (step: string): string[] => keys.filter((k) => k.startsWith(`${step}/`));
        expect(branch('release')).toEqual([
          'release/confirmReleasable/vm-1',
          'release/detachVolume/disk-0',
          'release/detachVolume/disk-1',
        ]);
        expect(branch('protect')).toEqual(['protect/createSnapshot/disk-0', 'protect/createSnapshot/disk-1']);
        expect(branch('create_vm')).toEqual([
          'create_vm/deployVirtualMachine/host',
          'create_vm/detachVolume/$blank_root',
          'create_vm/deleteVolume/$blank_root',
        ]);
        expect(keys.slice(-6)).toEqual([
          'attach/updateVirtualMachine/$vm',
          'attach/attachVolume/disk-0',
          'attach/attachVolume/disk-1',
          'network/confirmDestination/$vm',
          'power_on/startVirtualMachine/$vm',
          'power_on/confirmRunning/$vm',
        ]);
        // Branches overlap: the second begins before the first has ended.
        expect(scripted.log.indexOf('> create_vm/deployVirtualMachine/host')).toBeLessThan(
          scripted.log.indexOf('< protect/createSnapshot/disk-1'),
        );
        expect(scripted.inputs.find((i) => i.key === 'attach/attachVolume/disk-0')).toMatchObject({
          args: { virtualmachineid: 'the-vm', deviceid: 0 },
        });
        expect(scripted.inputs.find((i) => i.key === 'create_vm/deleteVolume/$blank_root')).toMatchObject({
          object: 'the-blank-root',
        });
        const { last } = scripted;
        expect(last).toMatchObject({
          status: 'completed',
          progress: 100,
          destination_vm_id: 'the-vm',
          ossea_snapshot_id: 'snapshot-of-disk-0',
          hold: { failover_state: 'failed_over', held_by: last.head.job_id },
        });
        expect(last.volumes.map((v) => v.state)).toEqual(['on_destination', 'on_destination']);
        expect(last.steps.every((s) => s.status === 'completed')).toBe(true);
      },
    );
  });

  it('projects in order: sequence, progress and status never fall back', async () => {
    await withRun(
      () => undefined,
      async ({ scripted, handle }) => {
        await handle.result();
        const seqs = scripted.projections.map((p) => p.seq);
        expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
        const progress = scripted.projections.map((p) => p.progress);
        expect(progress).toEqual([...progress].sort((a, b) => a - b));
        const order = [
          'pending',
          'validating',
          'snapshotting',
          'creating_vm',
          'switching_volume',
          'powering_on',
          'completed',
        ];
        const positions = scripted.projections.map((p) => order.indexOf(p.status));
        expect(positions).toEqual([...positions].sort((a, b) => a - b));
        expect(scripted.last.events.map((e) => e.seq)).toEqual(scripted.last.events.map((_, i) => i + 1));
      },
    );
  });

  it('goes on while the database is away, and catches up before it closes', async () => {
    let away = true;
    await withRun(
      (scripted) => {
        scripted.recording = () => (away ? Promise.reject(new Error('the database is away')) : Promise.resolve());
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

  it('is not stopped by a native cancellation', async () => {
    await withRun(
      (scripted) => {
        scripted.on('release/detachVolume/disk-1', async (input) => {
          await vi.waitFor(() => expect(scripted.log).toContain('> create_vm/deployVirtualMachine/host'));
          await env.client.workflow.getHandle(failoverWorkflowId(input.vm_id)).cancel();
          return done(input);
        });
      },
      async ({ scripted, handle }) => {
        await handle.result();
        expect(scripted.last.status).toBe('completed');
        expect(sentKeys(scripted).filter((k) => k.startsWith('undo'))).toEqual([]);
      },
    );
  });
});

describe('before the point of no return', () => {
  it('a refusal undoes everything that was started, last first, and closes as failed', async () => {
    await withRun(
      (scripted) => scripted.on('attach/attachVolume/disk-1', answers('refused', 'no such device')),
      async ({ scripted, handle }) => {
        expect(await failureOf(handle)).toMatchObject({
          type: 'refused',
          message: 'attach/attachVolume/disk-1: no such device',
        });
        const undo = sentKeys(scripted).filter((k) => k.startsWith('undo'));
        expect(undo.slice(0, 2)).toEqual(['undo.attach/detachVolume/disk-1', 'undo.attach/detachVolume/disk-0']);
        for (const branch of [
          [
            'undo.protect/deleteSnapshot/disk-1',
            'undo.protect/deleteSnapshot/disk-0',
            'undo.release/attachVolume/disk-1',
            'undo.release/attachVolume/disk-0',
          ],
          [
            'undo.create_vm/deleteVolume/$blank_root',
            'undo.create_vm/updateVirtualMachine/$vm',
            'undo.create_vm/destroyVirtualMachine/$vm',
            'undo.create_vm/expungeVirtualMachine/$vm',
          ],
        ])
          expect(undo.filter((k) => branch.includes(k))).toEqual(branch);
        expect(scripted.inputs.find((i) => i.key === 'undo.release/attachVolume/disk-0')).toMatchObject({
          args: { virtualmachineid: 'appliance', deviceid: 4 },
          priority: 'undo',
          undoes: { key: 'release/detachVolume/disk-0', tries: 0 },
        });
        expect(scripted.last).toMatchObject({
          status: 'failed',
          hold: { failover_state: 'ready', held_by: null },
          error_message: 'attach/attachVolume/disk-1: no such device',
        });
        expect(scripted.last.volumes.map((v) => v.state)).toEqual(['on_appliance', 'on_appliance']);
        expect(scripted.projections.some((p) => p.status === 'reverting')).toBe(true);
      },
    );
  });

  it('the other branch finishes the call in flight, starts no other, and is undone, too', async () => {
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    await withRun(
      (scripted) => {
        scripted.on('release/detachVolume/disk-0', async (input) => {
          await gate;
          return done(input);
        });
        scripted.on('create_vm/deployVirtualMachine/host', async (input) => {
          await vi.waitFor(() => expect(scripted.log).toContain('> release/detachVolume/disk-0'), { timeout: 10_000 });
          setTimeout(release, 200);
          return answers('refused')(input);
        });
      },
      async ({ scripted, handle }) => {
        await failureOf(handle);
        const keys = sentKeys(scripted);
        expect(keys).not.toContain('release/detachVolume/disk-1');
        expect(scripted.log.indexOf('< release/detachVolume/disk-0')).toBeLessThan(
          scripted.log.findIndex((l) => l.startsWith('> undo')),
        );
        expect(keys).toContain('undo.release/attachVolume/disk-0');
        // The deploy's outcome may be half there: its undo runs and looks the VM up by name.
        expect(scripted.inputs.find((i) => i.key === 'undo.create_vm/destroyVirtualMachine/$vm')).toMatchObject({
          object: '$vm',
          args: { host_name: 'host' },
        });
      },
    );
  });

  it('busy raises the try, and only when its budget is used up it undoes', async () => {
    await withRun(
      (scripted) => scripted.on('release/detachVolume/disk-0', answers('busy'), answers('busy')),
      async ({ scripted, handle }) => {
        await handle.result();
        expect(sentKeys(scripted).filter((k) => k.startsWith('release/detachVolume/disk-0'))).toEqual([
          'release/detachVolume/disk-0',
          'release/detachVolume/disk-0#1',
          'release/detachVolume/disk-0#2',
        ]);
      },
    );
    await withRun(
      (scripted) =>
        scripted.on('release/detachVolume/disk-0', ...Array.from({ length: 100 }, () => answers('capacity'))),
      async ({ scripted, handle }) => {
        expect(await failureOf(handle)).toMatchObject({ type: 'capacity' });
        expect(scripted.last.status).toBe('failed');
        expect(sentKeys(scripted).filter((k) => k.startsWith('release/detachVolume/disk-0')).length).toBeGreaterThan(2);
      },
    );
  });

  it('a lost permission calls for a person and never undoes', async () => {
    await withRun(
      (scripted) => scripted.on('protect/createSnapshot/disk-0', answers('denied', 'not allowed')),
      async ({ scripted, handle }) => {
        await handle.result();
        expect(scripted.projections.some((p) => p.status === 'attention')).toBe(true);
        expect(scripted.last.events.map((e) => e.type)).toEqual(
          expect.arrayContaining(['attention', 'attention.over']),
        );
        expect(scripted.last.status).toBe('completed');
        expect(sentKeys(scripted).filter((k) => k.startsWith('undo'))).toEqual([]);
      },
    );
  });

  it('an undo that is refused goes on for ever, with attention', async () => {
    await withRun(
      (scripted) => {
        scripted.on('network/confirmDestination/$vm', answers('refused'));
        scripted.on('undo.attach/detachVolume/disk-0', answers('refused'), answers('refused'));
      },
      async ({ scripted, handle }) => {
        await failureOf(handle);
        expect(scripted.projections.some((p) => p.status === 'attention')).toBe(true);
        expect(sentKeys(scripted).filter((k) => k.startsWith('undo.attach/detachVolume/disk-0'))).toHaveLength(3);
        expect(scripted.last.status).toBe('failed');
      },
    );
  });

  it('a refusal of its own validation touches nothing', async () => {
    await withRun(
      (scripted) => {
        const { activities } = scripted;
        Object.defineProperty(scripted, 'activities', {
          value: {
            ...activities,
            validate: () => Promise.reject(ApplicationFailure.nonRetryable('Volume State: gone', 'NOT_READY')),
          },
        });
      },
      async ({ scripted, handle }) => {
        expect(await failureOf(handle)).toMatchObject({ type: 'NOT_READY', message: 'Volume State: gone' });
        expect(scripted.log).toEqual([]);
        expect(scripted.last).toMatchObject({ status: 'failed', hold: { failover_state: 'ready', held_by: null } });
      },
    );
  });
});

describe('after the point of no return', () => {
  it.each(['refused', 'capacity', 'denied'] as const)(
    'an answer of class %s is tried again with attention, never undone',
    async (errorClass) => {
      await withRun(
        (scripted) =>
          scripted.on(
            'power_on/startVirtualMachine/$vm',
            answers(errorClass),
            answers(errorClass),
            answers(errorClass),
          ),
        async ({ scripted, handle }) => {
          await handle.result();
          expect(scripted.projections.some((p) => p.status === 'attention')).toBe(true);
          expect(scripted.last.status).toBe('completed');
          expect(sentKeys(scripted).filter((k) => k.startsWith('undo'))).toEqual([]);
        },
      );
    },
  );

  it('a call that does not end shows attention and is waited for', async () => {
    await withRun(
      (scripted) => {
        scripted.on('power_on/startVirtualMachine/$vm', async (input) => {
          await vi.waitFor(() => expect(scripted.last.status).toBe('attention'), { timeout: 10_000 });
          return done(input);
        });
      },
      async ({ scripted, handle }) => {
        await handle.result();
        expect(scripted.last.status).toBe('completed');
      },
    );
  });
});
