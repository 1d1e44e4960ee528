import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { setCurrentDetails, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import { plannedSteps, type BackStep, type CallSpec, type Step, type StepName } from '../../domain/itinerary.js';
import type {
  Attention,
  AttentionAction,
  CallProjection,
  CallStatus,
  JobOutcome,
  JobProjection,
  StepProjection,
  VolumeState,
} from '../../domain/job.js';
import type { RunPlan } from '../../domain/plan.js';
import { progressOf, statusOf } from '../../domain/progress.js';
import { holdOf, mayFollow, type FailoverStatus } from '../../domain/status.js';
import type { FailoverInput } from '../messages.js';
import { Changes } from './changes.js';
import { currentDetails } from './details.js';
import { Projector } from './projector.js';
import { Questions } from './questions.js';

const FAILOVER_STATUS = defineSearchAttributeKey('FailoverStatus', SearchAttributeType.KEYWORD);

/**
 * What a run knows of itself. Every change is published: to the projection (in order, by `seq`), to the current details
 * of Temporal's UI and, when the status changes, to the search attributes.
 */
export class Run {
  readonly refs: Record<string, string> = {};
  readonly projection: JobProjection;
  readonly projector: Projector;
  private readonly doneCalls = new Set<string>();
  private readonly doneSteps = new Set<string>();
  /** Status reached; `attention` is shown over it while a question is open. */
  private reached: FailoverStatus = 'pending';
  private readonly questions;
  private readonly left = new Map<string, readonly string[]>();
  private undoing = false;

  constructor(private readonly input: FailoverInput) {
    const { head, request } = input;
    this.questions = new Questions(head.job_id);
    this.projection = {
      head: { ...head, run_id: workflowInfo().runId, request: { ...request } },
      seq: 1,
      status: 'pending',
      progress: 0,
      current_step: null,
      strategy: null,
      destination_vm_id: null,
      ossea_snapshot_id: null,
      error_message: null,
      planned: null,
      outcome: null,
      attentions: [],
      started_at: now(),
      completed_at: null,
      cleanup_at: null,
      steps: [],
      volumes: [],
      events: [],
      resync_required: [],
      closes: [],
      hold: holdOf(head),
    };
    if (this.projection.hold !== null)
      this.event('replication.held', `replication of ${head.vm_name} must not write: ${head.job_id} has its replicas`);
    this.projector = new Projector(this.projection, new Changes());
  }

  /** Adopts the frozen plan. */
  planned(plan: RunPlan): void {
    const p = this.projection;
    const { itinerary, machine } = plan;
    const own = plan.job_id === p.head.job_id;
    const network_mappings = machine.nics.map((nic) => ({
      source_network_name: nic.source_network_name,
      destination_network_id: nic.network_id,
      destination_network_name: nic.network_name,
    }));
    p.planned = { plan, network_mappings };
    p.strategy = itinerary.strategy;
    this.addSteps(plannedSteps(itinerary));
    p.volumes = plan.disks.map((disk) => ({
      volume_id: disk.volume_id,
      disk_id: disk.disk_id,
      boot: disk.boot,
      original_device_id: disk.appliance_device_id,
      change_id: disk.change_id,
      // Where a follow-up of a failover finds them is not known before it has looked (R9).
      state: own ? 'on_appliance' : 'unknown',
    }));
    if (own) for (const warning of plan.warnings) this.event('warning', warning);
    this.stepDone('validate');
  }

  /** Steps that a run takes only when it must, such as the way back of a live failover, are shown from when it does. */
  addSteps(steps: readonly (Step | BackStep)[]): void {
    const { steps: shown } = this.projection;
    for (const { name, calls } of steps)
      if (!shown.some((s) => s.name === name))
        shown.push({
          name,
          position: shown.length,
          status: 'pending',
          calls: calls.map(({ key, activity, object }) => ({ key, activity, object, status: 'pending', try: 0 })),
        });
  }

  stepStarted(name: StepName): void {
    this.step(name, { status: 'running', started_at: now() });
    this.projection.current_step = this.firstOpenStep();
    this.publish();
  }

  stepDone(name: StepName): void {
    this.doneSteps.add(name);
    this.step(name, { status: 'completed', completed_at: now() });
    this.projection.current_step = this.firstOpenStep();
    this.forward();
  }

  stepFailed(name: StepName): void {
    this.step(name, { status: 'failed', completed_at: now() });
    this.publish();
  }

  /** Records how a call stands; calls of an undo are added to the step they undo. */
  call(step: StepName, key: string, change: Partial<CallProjection> & { status: CallStatus }): void {
    const calls = this.projection.steps.find((s) => s.name === step)?.calls ?? [];
    const known = calls.find((c) => c.key === key);
    if (known === undefined) calls.push({ key, activity: '', object: '', try: 0, ...change });
    else {
      // What an earlier time of the same call has found says nothing of this one.
      if (change.status === 'running') delete known.found;
      Object.assign(known, change);
    }
    if (change.status === 'completed') this.doneCalls.add(key);
    this.forward();
  }

  /** Records the names a call has answered with; the ids go into the projection at once, so that no failure hides them. */
  learn(refs: Record<string, string>): void {
    Object.assign(this.refs, refs);
    this.projection.destination_vm_id = this.refs.$vm ?? null;
    for (const volume of this.projection.volumes) {
      const { [`$snapshot.${volume.volume_id}`]: snapshot, [`$clone.${volume.volume_id}`]: clone } = this.refs;
      const path = this.refs[`$path.${volume.volume_id}`];
      if (snapshot !== undefined) volume.snapshot_id = snapshot;
      if (clone !== undefined) volume.clone_id = clone;
      if (path !== undefined) volume.path = path;
    }
    const boot = this.projection.volumes.find((v) => v.boot);
    this.projection.ossea_snapshot_id = this.refs.$vm_snapshot ?? boot?.snapshot_id ?? null;
  }

  volume(volumeId: string, state: VolumeState): void {
    const volume = this.projection.volumes.find((v) => v.volume_id === volumeId);
    if (volume !== undefined) volume.state = state;
  }

  /** Where the VM stands from now on. Whether replication may write to its replicas is also told as an event (R2). */
  holds(hold: JobProjection['hold']): void {
    const p = this.projection;
    if (hold?.held_by === null && !this.replicasAreHome)
      this.event('replication.allowed', `replication of ${p.head.vm_name} may write to its replicas`);
    p.hold = hold;
  }

  /** They are replication's own again. */
  get replicasAreHome(): boolean {
    return this.projection.hold?.held_by === null;
  }

  /** All replicas are home for good although the run goes on. */
  replicasHome(): void {
    const { hold } = this.projection;
    if (hold !== null) this.holds({ ...hold, held_by: null });
    this.publish();
  }

  /** Until when the test stays up; null once nothing ends it by itself. */
  cleanupAt(time: string | null): void {
    this.projection.cleanup_at = time;
    this.publish();
  }

  /** After a boot without verified revert these replicas need a full sync (R7). */
  resyncRequired(volumeIds: string[]): void {
    this.projection.resync_required = volumeIds;
    this.event('resync_required', `not verified to be as before: ${volumeIds.join(', ')}`, { volumes: volumeIds });
  }

  /** What a removal leaves in CloudStack: of several of the same thing, in the run and in its undo, the last one tells. */
  leaves({ activity, object, args }: CallSpec, what: readonly string[] = []): void {
    this.left.set(`${activity}/${typeof args.volumeid === 'string' ? args.volumeid : object}`, what);
  }

  get leftBehind(): string[] {
    return [...this.left.values()].flat();
  }

  event(type: string, message: string, details?: Record<string, unknown>): void {
    const { events } = this.projection;
    events.push({ seq: events.length + 1, time: now(), type, message, ...(details === undefined ? {} : { details }) });
  }

  /** Shows that a person is needed for `key`, and what may be answered; the run goes on trying. */
  attention(key: string, reason: string, actions: Attention['actions']): void {
    const question = this.questions.ask(key, reason, actions, now());
    if (question === undefined) return;
    this.event('attention', reason, { attention_id: question.id, actions: actions.map((a) => a.action) });
    this.show();
  }

  /** `key` needs nobody any more; with the last question `attention` gives way to the status it interrupted. */
  calm(key: string): void {
    if (!this.questions.end(key)) return;
    this.event('attention.over', key);
    this.show();
  }

  /** The open question of this id, if it is still open and admits this action. */
  question(attentionId: string, action: AttentionAction): Attention | undefined {
    return this.questions.find(attentionId, action);
  }

  /** Answers a question; whoever waits for it takes the answer. */
  answer(attentionId: string, action: AttentionAction, by: string, reason: string): void {
    const { key } = this.questions.answer(attentionId, action);
    this.event('resolved', `${action} by ${by}: ${reason}`, { attention_id: attentionId, key });
    this.publish();
  }

  answerTo(key: string): AttentionAction | undefined {
    return this.questions.answerTo(key);
  }

  /** An answer serves once: the next failure asks anew. */
  takeAnswer(key: string): AttentionAction | undefined {
    const answer = this.answerTo(key);
    if (answer !== undefined) this.calm(key);
    return answer;
  }

  /** From now on the run goes back, and shows that. */
  undo(): void {
    this.undoing = true;
    this.status('reverting');
  }

  status(status: FailoverStatus): void {
    if (!mayFollow(this.reached, status)) throw new RangeError(`a run may not go from ${this.reached} to ${status}`);
    this.reached = status;
    this.show();
  }

  /** What is shown is the status reached, or `attention` over it while a question is open. */
  private show(): void {
    const p = this.projection;
    p.attentions = this.questions.open;
    const shown = p.attentions.length > 0 ? 'attention' : this.reached;
    if (p.status !== shown) {
      p.status = shown;
      this.event('status', shown);
      if (this.input.search_attributes) upsertSearchAttributes([{ key: FAILOVER_STATUS, value: shown }]);
    }
    this.publish();
  }

  /** The last word: status, outcome, where the VM stands and what becomes of other jobs. Resolves when it is on record. */
  async close(
    status: FailoverStatus,
    outcome: JobOutcome,
    hold: JobProjection['hold'],
    { error, closes = [] }: { error?: string; closes?: JobProjection['closes'] } = {},
  ): Promise<void> {
    const p = this.projection;
    p.outcome = outcome;
    this.holds(hold);
    p.closes = closes;
    p.completed_at = now();
    p.current_step = null;
    if (status === 'completed') p.progress = 100;
    if (error !== undefined) p.error_message = error;
    this.questions.endAll();
    this.status(status);
    await this.projector.drained();
  }

  private forward(): void {
    const itinerary = this.projection.planned?.plan.itinerary;
    if (itinerary === undefined) return this.publish();
    this.projection.progress = Math.max(
      this.projection.progress,
      Math.min(99.9, progressOf(itinerary, this.doneCalls, this.doneSteps)),
    );
    const next = statusOf(itinerary, this.doneSteps);
    // A run that undoes itself shows that until its last word, which is `close`.
    if (this.undoing || next === 'completed' || !mayFollow(this.reached, next)) return this.publish();
    this.status(next);
  }

  /** Makes what has changed known. */
  publish(): void {
    this.projection.seq += 1;
    setCurrentDetails(currentDetails(this.projection));
    this.projector.touch();
  }

  private firstOpenStep(): StepName | null {
    return this.projection.steps.find((s) => s.status !== 'completed')?.name ?? null;
  }

  private step(name: StepName, change: Partial<StepProjection>): void {
    const step = this.projection.steps.find((s) => s.name === name);
    if (step !== undefined) Object.assign(step, change);
  }
}

/** ISO 8601; Temporal's deterministic clock. */
export function now(): string {
  return new Date().toISOString();
}
