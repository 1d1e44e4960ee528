import { WorkflowFailedError, type WorkflowHandle } from '@temporalio/client';
import type { ApplicationFailure } from '@temporalio/common';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { expect, vi } from 'vitest';
import type { CallInput } from '../../domain/call.js';
import { failoverWorkflowId } from '../../domain/ids.js';
import type { AttentionAction } from '../../domain/job.js';
import { mayFollow, type FailoverStatus } from '../../domain/status.js';
import { cancelSignal, resolveUpdate } from '../../workflows/messages.js';
import { done, answers, type ScriptedActivities } from './scripted-activities.js';
import type { Running } from './workflow-run.js';

export const IN_TIME = { timeout: 15_000 };
export const FOR_EVER = Array.from({ length: 100 }, () => answers('refused', 'no'));

export const sent = ({ log }: ScriptedActivities): string[] =>
  log.filter((l) => l.startsWith('> ')).map((l) => l.slice(2).replace(/#\d+$/, ''));
/** From the first call of the way back on. */
export const wayBackOf = (scripted: ScriptedActivities): string[] => {
  const keys = sent(scripted);
  return keys.slice(keys.indexOf('stop/stopVirtualMachine/$vm'));
};
export const events = ({ last }: ScriptedActivities, type: string): string[] =>
  last.events.filter((e) => e.type === type).map((e) => e.message);

export const CANCEL = { requested_by: 'operator', reason: 'enough' };
export const cancel = ({ handle, jobId }: Running): Promise<void> =>
  handle.signal(cancelSignal, { job_id: jobId, ...CANCEL });

/** The run is cancelled while this call is under way. */
export function cancelDuring({ client }: TestWorkflowEnvironment, scripted: ScriptedActivities, key: string): void {
  scripted.on(key, async (input) => {
    const handle = client.workflow.getHandle(failoverWorkflowId(input.vm_id));
    await handle.signal(cancelSignal, { job_id: input.job_id, ...CANCEL });
    return done(input);
  });
}

/** Whether the destination is asked to have been started is told by `answer`. */
export function neverStarted(scripted: ScriptedActivities, answer: () => boolean): void {
  scripted.on(
    'undo.attach/confirmNeverStarted/$vm',
    ...Array.from({ length: 100 }, () => (input: CallInput) => ({ ...done(input), started: answer() })),
  );
}

/** Answers the question that admits this action. */
export async function say({ scripted, handle, jobId: job_id }: Running, action: AttentionAction): Promise<void> {
  const question = await vi.waitFor(() => {
    const open = scripted.last.attentions.find(({ actions }) => actions.some((a) => a.action === action));
    if (open === undefined) throw new Error(`nobody may answer ${action}`);
    return open;
  }, IN_TIME);
  const by = { requested_by: 'operator', reason: 'because' };
  await handle.executeUpdate(resolveUpdate, { args: [{ job_id, attention_id: question.id, action, ...by }] });
}

export async function failureOf(handle: WorkflowHandle): Promise<ApplicationFailure> {
  const error: unknown = await handle.result().catch((e: unknown) => e);
  expect(error).toBeInstanceOf(WorkflowFailedError);
  return (error as WorkflowFailedError).cause as ApplicationFailure;
}

/** Every status that was shown, in order; `attention` is shown over another one and creating_vm only if it is slow. */
export function statuses(scripted: ScriptedActivities): string[] {
  const shown = ['pending', ...events(scripted, 'status')] as FailoverStatus[];
  const reached = shown.filter((s, i) => s !== 'attention' && s !== shown[i - 1]);
  for (const [i, status] of reached.entries())
    if (i > 0) expect(mayFollow(reached[i - 1]!, status), `${reached[i - 1]!} → ${status}`).toBe(true);
  return reached.filter((s) => s !== 'creating_vm');
}

/** Every replica is home, and replication may write again: since then, and not before (R2). */
export function expectHome({ last, projections }: ScriptedActivities): void {
  for (const { hold, volumes } of projections)
    if (hold?.held_by === null) expect(volumes.filter((v) => v.state !== 'on_appliance')).toEqual([]);
  expect(last.hold).toEqual({ failover_state: 'ready', held_by: null });
  expect(last.volumes.map((v) => v.state)).toEqual(['on_appliance', 'on_appliance']);
  expect(last.events.filter((e) => e.type.startsWith('replication.')).map((e) => e.type)).toEqual([
    'replication.held',
    'replication.allowed',
  ]);
}

/** The steps that were done when replication was first allowed to write again. */
export function doneAtRelease({ projections }: ScriptedActivities): string[] {
  const released = projections.find(({ hold }) => hold?.held_by === null);
  return (released?.steps ?? []).filter(({ status }) => status === 'completed').map(({ name }) => name);
}

export const REMOVAL = ['updateVirtualMachine', 'destroyVirtualMachine', 'expungeVirtualMachine'].map(
  (command) => `destroy_vm/${command}/$vm`,
);
export const UP = ['validating', 'snapshotting', 'switching_volume', 'powering_on', 'test_running'];
