import { z } from 'zod';
import type { JobListRow, JobRow, Repositories } from '../../db/index.js';
import type { WaitingFor } from '../../domain/call.js';
import type { StepProjection } from '../../domain/job.js';
import { isOpen } from '../../domain/status.js';
import type { ApiDeps } from '../deps.js';
import { ApiError, TemporalUnavailableError } from '../errors.js';
import { dataAge } from './data-age.js';
import { estimateDuration } from './estimate.js';
import { onCancel } from './on-cancel.js';
import { testOptions } from './job-record.js';
import { CustomConfig, type JobListResponse, type StatusResponse, type StepsResponse } from './schemas.js';

/** Of a stored request; rows of the original's engine hold other options, which are not shown. */
const Asked = z.object({
  custom_config: CustomConfig.catch({}),
  network_mappings: z.record(z.string(), z.string()).catch({}),
  test_duration_ms: z.number().nullable().optional().catch(undefined),
});

const NS_PER_MS = 1_000_000;

/** Nanoseconds between two instants; to now where the end is not yet there. */
function nanosecondsBetween(from: string, to: string | null, now: Date): number {
  return Math.max(0, (to === null ? now.getTime() : Date.parse(to)) - Date.parse(from)) * NS_PER_MS;
}

/** Raises 404 JOB_NOT_FOUND. */
export async function getJob(repos: Repositories, jobId: string): Promise<JobRow> {
  const row = await repos.jobs.get(jobId);
  if (row === null) throw new ApiError('JOB_NOT_FOUND', `There is no job ${jobId}`);
  return row;
}

function startedOf(row: JobListRow): string {
  return row.started_at ?? row.created_at;
}

/** Destinations as the run resolved them, or as the request asked while it has not. */
function networkMappings(row: JobRow, asked: Record<string, string>): Record<string, string> {
  if (row.network_mappings.length === 0) return asked;
  return Object.fromEntries(row.network_mappings.map((m) => [m.source_network_name, m.destination_network_id]));
}

/** Raises 404 JOB_NOT_FOUND. */
export async function statusView(deps: ApiDeps, jobId: string): Promise<z.input<typeof StatusResponse>> {
  const { now, temporalUrl } = deps;
  const { row, steps, vm } = await deps.db.uow.read(async (repos) => {
    const row = await getJob(repos, jobId);
    return { row, steps: await repos.jobs.steps(jobId), vm: await repos.vms.get(row.vm_id) };
  });
  const asked = Asked.parse(row.request);
  return {
    success: true,
    message: `Retrieved status for ${row.job_type} failover job`,
    job_id: row.job_id,
    status: row.status,
    progress: row.progress,
    current_step: row.current_step,
    strategy: row.strategy,
    strategy_reasons: row.plan?.test?.strategy_reasons ?? [],
    start_time: startedOf(row),
    duration: nanosecondsBetween(startedOf(row), row.completed_at, now()),
    // The original's engine had no workflows.
    temporal_url: row.workflow_id === '' ? null : temporalUrl(row.workflow_id, row.run_id),
    waiting_for: await waitingFor(deps, row),
    attention: row.attentions[0] ?? null,
    attentions: row.attentions,
    on_cancel: onCancel(row, steps),
    cleanup_at: row.cleanup_at,
    remaining: row.cleanup_at === null ? null : nanosecondsBetween(now().toISOString(), row.cleanup_at, now()),
    data_age: row.plan && dataAge(row.plan.disks, vm, Date.parse(row.created_at)),
    estimated_duration: isOpen(row.status) ? await estimateDuration(deps.db, row.plan?.itinerary) : null,
    outcome: row.outcome,
    job_details: {
      job_type: row.job_type,
      vm_id: row.vm_id,
      vm_name: row.vm_name,
      destination_vm_id: row.destination_vm_id,
      snapshot_id: row.ossea_snapshot_id,
      error_message: row.error_message,
      requested_by: row.requested_by,
      reason: row.reason,
      created_at: row.created_at,
      started_at: row.started_at,
      completed_at: row.completed_at,
      custom_config: {
        ...asked.custom_config,
        ...testOptions(asked),
        network_mappings: networkMappings(row, asked.network_mappings),
      },
    },
  };
}

/** A detail for which the status needs Temporal: without it the rest is told all the same. */
async function waitingFor({ failovers }: ApiDeps, row: JobRow): Promise<WaitingFor | null> {
  if (!isOpen(row.status) || row.workflow_id === '') return null;
  try {
    return await failovers.waitingFor(row);
  } catch (error) {
    if (error instanceof TemporalUnavailableError) return null;
    throw error;
  }
}

function stepView(step: StepProjection, now: Date): z.input<typeof StepsResponse>['steps'][number] {
  const { started_at, completed_at, ...rest } = step;
  return {
    ...rest,
    started_at: started_at ?? null,
    completed_at: completed_at ?? null,
    duration: started_at === undefined ? null : nanosecondsBetween(started_at, completed_at ?? null, now),
  };
}

export async function stepsView(deps: ApiDeps, jobId: string): Promise<z.input<typeof StepsResponse>> {
  const { row, steps } = await deps.db.uow.read(async (repos) => ({
    row: await getJob(repos, jobId),
    steps: await repos.jobs.steps(jobId),
  }));
  return {
    success: true,
    message: steps.length === 0 ? 'No step is known yet' : `Retrieved ${steps.length} steps`,
    job_id: jobId,
    status: row.status,
    progress: row.progress,
    total_steps: steps.length,
    steps: steps.map((step) => stepView(step, deps.now())),
  };
}

export function jobSummary(row: JobListRow, now: Date): z.input<typeof JobListResponse>['jobs'][number] {
  return {
    job_id: row.job_id,
    vm_id: row.vm_id,
    vm_name: row.vm_name,
    job_type: row.job_type,
    status: row.status,
    progress: row.progress,
    current_step: row.current_step,
    created_at: row.created_at,
    started_at: row.started_at,
    completed_at: row.completed_at,
    cleanup_at: row.cleanup_at,
    parent_job_id: row.parent_job_id,
    duration: nanosecondsBetween(startedOf(row), row.completed_at, now),
    destination_vm_id: row.destination_vm_id,
    error_message: row.error_message,
  };
}
