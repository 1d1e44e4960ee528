import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { setCurrentDetails, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import type { StepName } from '../../domain/itinerary.js';
import type {
  CallProjection,
  CallStatus,
  JobOutcome,
  JobProjection,
  StepProjection,
  VolumeState,
} from '../../domain/job.js';
import type { RunPlan } from '../../domain/plan.js';
import { progressOf, statusOf } from '../../domain/progress.js';
import { mayFollow, type FailoverStatus } from '../../domain/status.js';
import type { FailoverInput } from '../messages.js';
import { currentDetails } from './details.js';
import { Projector } from './projector.js';

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
  /** Status that `attention` interrupted, and the calls that wait for a person. */
  private interrupted: FailoverStatus | undefined;
  private readonly waiting = new Set<string>();

  constructor(private readonly input: FailoverInput) {
    const { head, request } = input;
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
      machine: null,
      itinerary: null,
      network_mappings: [],
      outcome: null,
      started_at: now(),
      completed_at: null,
      cleanup_at: null,
      steps: [],
      volumes: [],
      events: [],
      hold: { failover_state: 'failing_over', held_by: head.job_id },
    };
    this.projector = new Projector(() => structuredCopy(this.projection));
  }

  /** Adopts the frozen plan. */
  planned(plan: RunPlan): void {
    const p = this.projection;
    p.itinerary = plan.itinerary;
    p.machine = plan.machine;
    p.strategy = plan.itinerary.strategy;
    p.network_mappings = plan.machine.nics.map((nic) => ({
      source_network_name: nic.source_network_name,
      destination_network_id: nic.network_id,
      destination_network_name: nic.network_name,
    }));
    p.steps = plan.itinerary.steps.map((step, position) => ({
      name: step.name,
      position,
      status: 'pending',
      calls: step.calls.map((call) => ({
        key: call.key,
        activity: call.activity,
        object: call.object,
        status: 'pending',
        try: 0,
      })),
    }));
    p.volumes = plan.disks.map((disk) => ({
      volume_id: disk.volume_id,
      disk_id: disk.disk_id,
      boot: disk.boot,
      original_device_id: disk.appliance_device_id,
      change_id: disk.change_id,
      state: 'on_appliance',
    }));
    for (const warning of plan.warnings) this.event('warning', warning);
    this.stepDone('validate');
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
    else Object.assign(known, change);
    if (change.status === 'completed') this.doneCalls.add(key);
    this.forward();
  }

  /** Records the names a call has answered with; the ids go into the projection at once (trap 23). */
  learn(refs: Record<string, string>): void {
    Object.assign(this.refs, refs);
    this.projection.destination_vm_id = this.refs.$vm ?? null;
    for (const volume of this.projection.volumes) {
      const snapshot = this.refs[`$snapshot.${volume.volume_id}`];
      if (snapshot !== undefined) volume.snapshot_id = snapshot;
    }
    this.projection.ossea_snapshot_id = this.projection.volumes.find((v) => v.boot)?.snapshot_id ?? null;
  }

  volume(volumeId: string, state: VolumeState): void {
    const volume = this.projection.volumes.find((v) => v.volume_id === volumeId);
    if (volume !== undefined) volume.state = state;
  }

  event(type: string, message: string, details?: Record<string, unknown>): void {
    const { events } = this.projection;
    events.push({ seq: events.length + 1, time: now(), type, message, ...(details === undefined ? {} : { details }) });
  }

  /** Shows that a person is needed for `key`; the run goes on trying. */
  attention(key: string, reason: string): void {
    this.interrupted ??= this.projection.status;
    if (!this.waiting.has(key)) this.event('attention', reason);
    this.waiting.add(key);
    this.status('attention');
  }

  /** `key` needs nobody any more; the last one to go leaves `attention` to the status it interrupted. */
  calm(key: string): void {
    if (!this.waiting.delete(key) || this.waiting.size > 0 || this.interrupted === undefined) return;
    const back = this.interrupted;
    this.interrupted = undefined;
    this.event('attention.over', `continuing in ${back}`);
    this.status(back);
  }

  status(status: FailoverStatus): void {
    const from = this.projection.status;
    if (!mayFollow(from, status)) throw new RangeError(`a run may not go from ${from} to ${status}`);
    this.projection.status = status;
    if (from !== status) {
      this.event('status', status);
      if (this.input.search_attributes) upsertSearchAttributes([{ key: FAILOVER_STATUS, value: status }]);
    }
    this.publish();
  }

  /** The last word: status, outcome and where the VM stands. Resolves when it is on record. */
  async close(status: FailoverStatus, outcome: JobOutcome, hold: JobProjection['hold'], error?: string): Promise<void> {
    const p = this.projection;
    p.outcome = outcome;
    p.hold = hold;
    p.completed_at = now();
    p.current_step = null;
    if (status === 'completed') p.progress = 100;
    if (error !== undefined) p.error_message = error;
    this.interrupted = undefined;
    this.status(status);
    await this.projector.drained();
  }

  private forward(): void {
    const { itinerary, status } = this.projection;
    if (itinerary === null) return this.publish();
    this.projection.progress = Math.max(
      this.projection.progress,
      Math.min(99.9, progressOf(itinerary, this.doneCalls, this.doneSteps)),
    );
    const next = statusOf(itinerary, this.doneSteps);
    // `reverting` and `attention` are not steps of the itinerary; the last word is `close`.
    if (status === 'reverting' || this.interrupted !== undefined || next === 'completed' || !mayFollow(status, next))
      return this.publish();
    this.status(next);
  }

  private publish(): void {
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

/** What is handed to an activity must not change under it while it waits to be sent. */
function structuredCopy(projection: JobProjection): JobProjection {
  return JSON.parse(JSON.stringify(projection)) as JobProjection;
}
