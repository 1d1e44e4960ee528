import { WorkflowFailedError, type WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { describe, expect, it, vi } from 'vitest';
import { failoverWorkflowId } from '../../../domain/ids.js';
import type { CallInput, CallResult } from '../../../domain/call.js';
import type { Attention, AttentionAction } from '../../../domain/job.js';
import { cancelSignal, resolveUpdate } from '../../../workflows/messages.js';
import { answers, done, type ScriptedActivities } from '../../support/scripted-activities.js';
import { localTemporal } from '../../support/temporal.js';
import { SHORT_WINDOWS, WorkflowRuns } from '../../support/workflow-run.js';

const runs = WorkflowRuns.on(localTemporal, SHORT_WINDOWS);

const withRun: WorkflowRuns['live'] = (arrange, body, change) => runs.live(arrange, body, change);

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
        expect(undo.slice(0, 4)).toEqual([
          'undo.attach/confirmNeverStarted/$vm',
          'undo.attach/detachVolume/disk-1',
          'undo.attach/detachVolume/disk-0',
          'undo.attach/confirmNeverStarted/$vm#1',
        ]);
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
          settles: [expect.objectContaining({ key: 'release/detachVolume/disk-0', tries: 0 })],
        });
        expect(scripted.last).toMatchObject({
          status: 'failed',
          hold: { failover_state: 'ready', held_by: null },
          error_message: 'attach/attachVolume/disk-1: no such device',
        });
        expect(scripted.last.volumes.map((v) => v.state)).toEqual(['on_appliance', 'on_appliance']);
        expect(scripted.last.events.map((event) => event.message)).toContain('reverting');
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

  it('what a failed snapshot has left is removed before the next is taken; what cannot be is named', async () => {
    const [create, clear] = ['protect/createSnapshot/disk-0', 'protect/deleteSnapshot/disk-0'];
    await withRun(
      (scripted) => {
        scripted.on(create, answers('busy'), answers('busy'));
        scripted.on(clear, answers('refused', 'not in this state'));
      },
      async ({ scripted, handle }) => {
        await handle.result();
        expect(sentKeys(scripted).filter((k) => k.includes('Snapshot/disk-0'))).toEqual([
          create,
          clear,
          `${create}#1`,
          `${clear}#1`,
          `${create}#2`,
        ]);
        expect(scripted.last.outcome).not.toHaveProperty('left_behind');
      },
    );
    await withRun(
      (scripted) => {
        scripted.on(create, answers('busy'));
        scripted.on(clear, answers('refused', 'not in this state'));
      },
      async ({ scripted, handle }) => {
        await handle.result();
        expect(scripted.last).toMatchObject({ status: 'completed', attentions: [] });
        expect(scripted.last.outcome?.left_behind).toEqual(['what a failed try has left of disk-0: not in this state']);
      },
    );
  });

  it('a lost permission calls for a person and never undoes', async () => {
    await withRun(
      (scripted) => scripted.on('protect/createSnapshot/disk-0', answers('denied', 'not allowed')),
      async ({ scripted, handle }) => {
        await expect(handle.result()).resolves.toMatchObject({ destination_state: 'Running' });
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
        scripted.on('undo.release/attachVolume/disk-1', answers('refused'), answers('refused'));
      },
      async ({ scripted, handle }) => {
        const last = 'undo.release/attachVolume/disk-1#2';
        await vi.waitFor(() => expect(sentKeys(scripted)).toContain(last), { timeout: 20_000 });
        await failureOf(handle);
        expect(scripted.last.events.map((event) => event.type)).toContain('attention');
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

describe('the history', () => {
  it('of a run over 33 disks that is undone stays far below the 50 MB at which Temporal ends a workflow', async () => {
    await withRun(
      (scripted) => scripted.on('network/confirmDestination/$vm', answers('refused')),
      async ({ scripted, handle }) => {
        await failureOf(handle);
        expect(scripted.last.volumes.filter((v) => v.state === 'on_appliance')).toHaveLength(33);
        expect(
          scripted.last.steps.find((s) => s.name === 'release')?.calls.filter((c) => c.status === 'undone'),
        ).toHaveLength(33);
        const { raw } = await handle.describe();
        expect(Number(raw.workflowExecutionInfo?.historySizeBytes)).toBeLessThan(3_000_000);
      },
      { count: 33 },
    );
  }, 120_000);

  it('of a call whose outcome stays unknown while another branch has failed grows by one try a pause', async () => {
    await withRun(
      (scripted) => {
        scripted.on('create_vm/deployVirtualMachine/host', async (input) => {
          await vi.waitFor(() => expect(scripted.log).toContain('> release/detachVolume/disk-0'), { timeout: 10_000 });
          return answers('refused')(input);
        });
        scripted.on('release/detachVolume/disk-0', ...Array.from({ length: 3 }, () => answers('unknown-outcome')));
      },
      async ({ scripted, handle }) => {
        await failureOf(handle);
        const tries = scripted.inputs.filter((i) => i.key === 'release/detachVolume/disk-0');
        expect(tries.map((i) => [i.try, i.resettle ?? false])).toEqual([
          [0, false],
          [0, true],
          [0, true],
          [0, true],
        ]);
      },
    );
  });
});

describe('somebody else starts the destination', () => {
  it.each(['before the replicas leave it', 'while they do'])('%s: the undo reverts them', async (when) => {
    await withRun(
      (scripted) => {
        scripted.on('network/confirmDestination/$vm', answers('refused'));
        const started = (input: CallInput) => ({ ...done(input), started: true });
        const not = (input: CallInput) => ({ ...done(input), started: false });
        scripted.on('undo.attach/confirmNeverStarted/$vm', ...(when.startsWith('before') ? [started] : [not, started]));
      },
      async ({ scripted, handle }) => {
        await failureOf(handle);
        const keys = sentKeys(scripted);
        expect(keys).toEqual(expect.arrayContaining(['revert/revertSnapshot/disk-0', 'revert/revertSnapshot/disk-1']));
        expect(keys.some((k) => k.startsWith('undo.protect'))).toBe(false);
        expect(keys.includes('undo.attach/detachVolume/disk-0')).toBe(!when.startsWith('before'));
        expect(scripted.last.outcome?.summary).toContain('somebody had started the destination, reverted and verified');
        expect(scripted.last.volumes.map((v) => v.state)).toEqual(['on_appliance', 'on_appliance']);
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
          // So often that the pauses alone last longer than nobody is called for.
          scripted.on('power_on/startVirtualMachine/$vm', ...Array.from({ length: 5 }, () => answers(errorClass))),
        async ({ scripted, handle }) => {
          await expect(handle.result()).resolves.toMatchObject({ destination_state: 'Running' });
          // A short question may fall between two records; the events keep it.
          expect(scripted.last.events.map((event) => event.type)).toContain('attention');
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

/** The start of the destination is refused and, tried again, waits for its release. */
function startHeldOnRetry(): { arrange: Parameters<typeof withRun>[0]; release: () => void } {
  let release: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => (release = resolve));
  return {
    arrange: (scripted) =>
      scripted.on('power_on/startVirtualMachine/$vm', answers('refused', 'no'), async (input) => {
        await gate;
        return done(input);
      }),
    release: () => release(),
  };
}

const cancelBy = (jobId: string) => ({ job_id: jobId, requested_by: 'operator', reason: 'wrong VM' });

describe('cancel', () => {
  it('before the point of no return finishes the calls in flight, undoes, and closes as cancelled', async () => {
    await withRun(
      (scripted) => {
        scripted.on('protect/createSnapshot/disk-0', async (input) => {
          await runs.env.client.workflow
            .getHandle(failoverWorkflowId(input.vm_id))
            .signal(cancelSignal, cancelBy(input.job_id));
          await vi.waitFor(() => expect(scripted.last.events.map((e) => e.type)).toContain('cancel'), {
            timeout: 10_000,
          });
          return done(input);
        });
      },
      async ({ scripted, handle }) => {
        expect(await handle.result()).toMatchObject({
          summary: expect.stringContaining('cancelled by operator: wrong VM') as string,
        });
        const keys = sentKeys(scripted);
        expect(keys).not.toContain('protect/createSnapshot/disk-1');
        expect(keys).toEqual(
          expect.arrayContaining(['undo.protect/deleteSnapshot/disk-0', 'undo.release/attachVolume/disk-0']),
        );
        expect(keys.some((k) => k.startsWith('attach/'))).toBe(false);
        expect(scripted.last).toMatchObject({ status: 'cancelled', hold: { failover_state: 'ready', held_by: null } });
        expect(scripted.last.volumes.map((v) => v.state)).toEqual(['on_appliance', 'on_appliance']);
      },
    );
  });

  it('from Temporal itself is the same request', async () => {
    await withRun(
      (scripted) => {
        scripted.on('network/confirmDestination/$vm', async (input) => {
          await runs.env.client.workflow.getHandle(failoverWorkflowId(input.vm_id)).cancel();
          await vi.waitFor(() => expect(scripted.last.events.map((e) => e.type)).toContain('cancel'), {
            timeout: 10_000,
          });
          return done(input);
        });
      },
      async ({ scripted, handle }) => {
        await handle.result();
        expect(scripted.last.status).toBe('cancelled');
        expect(sentKeys(scripted)).not.toContain('power_on/startVirtualMachine/$vm');
      },
    );
  });

  it('while a refused call waits for its next try is heard at once', async () => {
    await withRun(
      (scripted) => scripted.on('release/detachVolume/disk-0', ...Array.from({ length: 50 }, () => answers('denied'))),
      async ({ scripted, handle }) => {
        await vi.waitFor(() => expect(scripted.last.status).toBe('attention'), { timeout: 10_000 });
        await handle.signal(cancelSignal, cancelBy(scripted.last.head.job_id));
        await handle.result();
        expect(scripted.last.status).toBe('cancelled');
        expect(sentKeys(scripted)).toContain('undo.release/attachVolume/disk-0');
      },
    );
  });

  it('during validation touches nothing and does not wait for a CloudStack that is away', async () => {
    let asked = false;
    await withRun(
      (scripted) => {
        const { activities } = scripted;
        Object.defineProperty(scripted, 'activities', {
          value: {
            ...activities,
            validate: () => {
              asked = true;
              return Promise.reject(ApplicationFailure.retryable('CloudStack is away', 'unavailable'));
            },
          },
        });
      },
      async ({ scripted, handle }) => {
        await vi.waitFor(() => expect(asked).toBe(true), { timeout: 10_000 });
        await handle.signal(cancelSignal, cancelBy(scripted.last.head.job_id));
        await handle.result();
        expect(scripted.log).toEqual([]);
        expect(scripted.last.status).toBe('cancelled');
      },
    );
  });

  it('after the point of no return is refused and changes nothing; a message for another job is ignored', async () => {
    await withRun(
      (scripted) => {
        scripted.on('release/detachVolume/disk-0', async (input) => {
          await runs.env.client.workflow
            .getHandle(failoverWorkflowId(input.vm_id))
            .signal(cancelSignal, cancelBy('another-job'));
          return done(input);
        });
        scripted.on('power_on/startVirtualMachine/$vm', async (input) => {
          await runs.env.client.workflow
            .getHandle(failoverWorkflowId(input.vm_id))
            .signal(cancelSignal, cancelBy(input.job_id));
          await vi.waitFor(() => expect(scripted.last.events.map((e) => e.type)).toContain('cancel.refused'), {
            timeout: 10_000,
          });
          return done(input);
        });
      },
      async ({ scripted, handle }) => {
        await handle.result();
        expect(scripted.last.status).toBe('completed');
        expect(scripted.last.events.filter((e) => e.type.startsWith('cancel'))).toHaveLength(1);
      },
    );
  });
});

describe('a native cancellation while nothing is being recorded', () => {
  it.each([
    ['before the point of no return', 'network/confirmDestination/$vm', 'cancelled'],
    ['after it', 'power_on/startVirtualMachine/$vm', 'completed'],
  ])('%s does not wedge the run', async (_when, key, status) => {
    await withRun(
      (scripted) => {
        scripted.on(key, async (input) => {
          await vi.waitFor(
            () =>
              expect(scripted.last.steps.flatMap((s) => s.calls).find((c) => c.key === key)?.status).toBe('running'),
            { timeout: 10_000 },
          );
          await quiet(scripted);
          await runs.env.client.workflow.getHandle(failoverWorkflowId(input.vm_id)).cancel();
          await vi.waitFor(() => expect(scripted.last.events.some((e) => e.type.startsWith('cancel'))).toBe(true), {
            timeout: 10_000,
          });
          return done(input);
        });
      },
      async ({ scripted, handle }) => {
        await handle.result();
        expect(scripted.last.status).toBe(status);
      },
    );
  });

  /** No projection for a while: the projector is idle. */
  async function quiet(scripted: ScriptedActivities): Promise<void> {
    for (let before = -1; before !== scripted.projections.length;) {
      before = scripted.projections.length;
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  }
});

describe('a person answers', () => {
  const waiting = async (scripted: ScriptedActivities): Promise<Attention> => {
    await vi.waitFor(() => expect(scripted.last.attentions[0]?.actions.length).toBeGreaterThan(0), { timeout: 15_000 });
    const [question] = scripted.last.attentions;
    if (question === undefined) throw new Error('nobody is asked');
    return question;
  };
  const say = (
    handle: WorkflowHandle,
    scripted: ScriptedActivities,
    attention_id: string,
    action: AttentionAction,
  ): Promise<unknown> =>
    handle.executeUpdate(resolveUpdate, {
      args: [{ job_id: scripted.last.head.job_id, attention_id, action, requested_by: 'operator', reason: 'because' }],
    });
  const forEver = (): ReturnType<typeof answers>[] => Array.from({ length: 100 }, () => answers('refused', 'no'));

  it('retry: at once, and an old or foreign answer is refused', async () => {
    await withRun(
      (scripted) => scripted.on('power_on/startVirtualMachine/$vm', answers('refused', 'no')),
      async ({ scripted, handle }) => {
        const { id, actions } = await waiting(scripted);
        expect(actions.map((a) => a.action)).toEqual(['retry', 'abandon']);
        await expect(say(handle, scripted, 'old', 'retry')).rejects.toMatchObject({
          cause: { type: 'NO_SUCH_QUESTION' },
        });
        await expect(say(handle, scripted, id, 'skip')).rejects.toMatchObject({ cause: { type: 'NO_SUCH_QUESTION' } });
        expect(await say(handle, scripted, id, 'retry')).toEqual({ attention_id: id, action: 'retry' });
        await handle.result();
        expect(scripted.last).toMatchObject({ status: 'completed', attentions: [] });
        expect(scripted.last.events.find((e) => e.type === 'resolved')).toMatchObject({
          message: 'retry by operator: because',
        });
      },
    );
  });

  it('of two open questions the younger, by its id: the older stays open', async () => {
    const [older, younger] = ['release/detachVolume/disk-0', 'create_vm/deployVirtualMachine/host'] as const;
    const mended = new Set<string>();
    const denied = async (input: CallInput): Promise<CallResult> =>
      mended.has(input.key) ? done(input) : answers('denied')(input);
    await withRun(
      (scripted) => {
        scripted.on(older, ...Array.from({ length: 100 }, () => denied));
        const second = async (input: CallInput): Promise<CallResult> => {
          await vi.waitFor(() => expect(scripted.projections.some((p) => p.attentions[0]?.key === older)).toBe(true), {
            timeout: 15_000,
          });
          return denied(input);
        };
        scripted.on(younger, ...Array.from({ length: 100 }, () => second));
      },
      async ({ scripted, handle }) => {
        const answer = (key: string): Promise<unknown> =>
          vi.waitFor(
            () => say(handle, scripted, scripted.last.attentions.find((a) => a.key === key)?.id ?? 'none', 'retry'),
            { timeout: 15_000 },
          );
        await vi.waitFor(() => expect(scripted.last.attentions).toHaveLength(2), { timeout: 15_000 });
        mended.add(younger);
        await answer(younger);
        await vi.waitFor(() => expect(scripted.log).toContain(`< ${younger}`), { timeout: 15_000 });
        await vi.waitFor(() => expect(scripted.last.attentions.map(({ key }) => key)).toEqual([older]), {
          timeout: 15_000,
        });
        expect(scripted.last.status).toBe('attention');
        mended.add(older);
        await answer(older);
        await handle.result();
        const resolved = scripted.last.events.filter((e) => e.type === 'resolved').map((e) => e.details?.key);
        expect(resolved).toEqual([younger, older]);
        expect(scripted.last).toMatchObject({ status: 'completed', attentions: [] });
      },
    );
  });

  it('abandon: everything is reverted and brought home, snapshots go last', async () => {
    await withRun(
      (scripted) => scripted.on('power_on/startVirtualMachine/$vm', ...forEver()),
      async ({ scripted, handle }) => {
        const { id } = await waiting(scripted);
        await say(handle, scripted, id, 'abandon');
        expect(await failureOf(handle)).toMatchObject({ type: 'abandoned' });
        const keys = sentKeys(scripted);
        expect(keys.slice(keys.indexOf('stop/stopVirtualMachine/$vm'))).toEqual([
          'stop/stopVirtualMachine/$vm',
          'detach/detachVolume/disk-0',
          'detach/detachVolume/disk-1',
          'revert/revertSnapshot/disk-0',
          'revert/revertSnapshot/disk-1',
          'reattach/attachVolume/disk-0',
          'reattach/attachVolume/disk-1',
          'discard/deleteSnapshot/disk-0',
          'discard/deleteSnapshot/disk-1',
          'destroy_vm/updateVirtualMachine/$vm',
          'destroy_vm/destroyVirtualMachine/$vm',
          'destroy_vm/expungeVirtualMachine/$vm',
          'verify/confirmReturned/$vm',
        ]);
        expect(scripted.last).toMatchObject({
          status: 'failed',
          hold: { failover_state: 'ready', held_by: null },
          resync_required: [],
        });
        expect(scripted.last.volumes.map((v) => v.state)).toEqual(['on_appliance', 'on_appliance']);
      },
    );
  });

  it('a detach refused in an abandon begins with the stop again; a VM found holding something is recovered', async () => {
    await withRun(
      (scripted) => {
        scripted.on('power_on/startVirtualMachine/$vm', ...forEver());
        scripted.on('detach/detachVolume/disk-0', answers('busy', 'the VM is Running again'));
        scripted.on('destroy_vm/expungeVirtualMachine/$vm', answers('refused', 'holds a volume'));
      },
      async ({ scripted, handle }) => {
        const { id } = await waiting(scripted);
        await say(handle, scripted, id, 'abandon');
        await failureOf(handle);
        const keys = sentKeys(scripted).filter((k) => /^(stop|detach|destroy_vm)\//.test(k));
        expect(keys.slice(0, 4)).toEqual([
          'stop/stopVirtualMachine/$vm',
          'detach/detachVolume/disk-0',
          'stop/stopVirtualMachine/$vm#1',
          'detach/detachVolume/disk-0#1',
        ]);
        expect(keys.slice(-5)).toEqual([
          'destroy_vm/destroyVirtualMachine/$vm',
          'destroy_vm/expungeVirtualMachine/$vm',
          'destroy_vm/recoverVirtualMachine/$vm',
          'destroy_vm/destroyVirtualMachine/$vm#1',
          'destroy_vm/expungeVirtualMachine/$vm#1',
        ]);
      },
    );
  });

  it('abandon without snapshots demands a full resync', async () => {
    await withRun(
      (scripted) => scripted.on('power_on/startVirtualMachine/$vm', ...forEver()),
      async ({ scripted, handle }) => {
        const { id, actions } = await waiting(scripted);
        expect(actions.find((a) => a.action === 'abandon')?.loses).toContain('full resync');
        await say(handle, scripted, id, 'abandon');
        await failureOf(handle);
        expect(sentKeys(scripted).some((k) => k.includes('revertSnapshot'))).toBe(false);
        expect(scripted.last).toMatchObject({ status: 'failed', resync_required: ['disk-0', 'disk-1'] });
      },
      { strategy: 'none' },
    );
  });

  it('an answer counts for the question that was asked, not for the next try', async () => {
    const { arrange, release } = startHeldOnRetry();
    await withRun(arrange, async ({ scripted, handle }) => {
      const { id } = await waiting(scripted);
      await say(handle, scripted, id, 'retry');
      await vi.waitFor(() => expect(scripted.log).toContain('> power_on/startVirtualMachine/$vm#1'), {
        timeout: 10_000,
      });
      await expect(say(handle, scripted, id, 'abandon')).rejects.toMatchObject({
        cause: { type: 'NO_SUCH_QUESTION' },
      });
      release();
      await handle.result();
      expect(scripted.last.status).toBe('completed');
    });
  });

  it('a question closes with the pause after it: nobody answers what the next try may settle', async () => {
    const { arrange, release } = startHeldOnRetry();
    await withRun(arrange, async ({ scripted, handle }) => {
      const next = '> power_on/startVirtualMachine/$vm#1';
      await vi.waitFor(() => expect(scripted.log).toContain(next), { timeout: 15_000 });
      const asked = await vi.waitFor(
        () => scripted.last.events.find((e) => e.type === 'attention') ?? expect.fail('nobody was asked'),
        { timeout: 15_000 },
      );
      const answer: unknown = await say(handle, scripted, String(asked.details?.attention_id), 'abandon').catch(
        (error: unknown) => error,
      );
      release();
      await handle.result();
      expect(answer).toMatchObject({ cause: { type: 'NO_SUCH_QUESTION' } });
      expect(scripted.last.status).toBe('completed');
    });
  });

  it('a revert that will never come may be given up: that replica needs a resync and keeps its snapshot', async () => {
    await withRun(
      (scripted) => {
        scripted.on('power_on/startVirtualMachine/$vm', ...forEver());
        scripted.on('revert/revertSnapshot/disk-1', ...forEver());
      },
      async ({ scripted, handle }) => {
        await say(handle, scripted, (await waiting(scripted)).id, 'abandon');
        await vi.waitFor(() => expect(scripted.last.attentions[0]?.key).toBe('revert/revertSnapshot/disk-1'), {
          timeout: 15_000,
        });
        const { id, actions } = await waiting(scripted);
        expect(actions.map((a) => a.action)).toEqual(['retry', 'abandon']);
        await say(handle, scripted, id, 'abandon');
        await failureOf(handle);
        const keys = sentKeys(scripted);
        expect(keys).toContain('reattach/attachVolume/disk-1');
        expect(keys).toContain('discard/deleteSnapshot/disk-0');
        expect(keys).not.toContain('discard/deleteSnapshot/disk-1');
        expect(scripted.last).toMatchObject({ status: 'failed', resync_required: ['disk-1'] });
        expect(scripted.last.outcome?.summary).toContain('not all of them verified');
        expect(scripted.last.outcome?.left_behind).toEqual(['snapshot snapshot-of-disk-1 of volume disk-1']);
      },
    );
  });

  it('skip: only the boot check, and its outcome says so', async () => {
    await withRun(
      (scripted) => scripted.on('boot_check/bootCheck/$vm', answers('refused', 'no answer')),
      async ({ scripted, handle }) => {
        const { id, actions } = await waiting(scripted);
        expect(actions.map((a) => a.action)).toEqual(['retry', 'skip', 'abandon']);
        await say(handle, scripted, id, 'skip');
        expect(await handle.result()).toMatchObject({ boot_check: 'skipped' });
        expect(scripted.last.status).toBe('completed');
      },
      { boot_check: { kind: 'tcp', port: 22, path: '/', timeout_ms: 1_000, required: true } },
    );
  });
});
