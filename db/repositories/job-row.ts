import type { JobHead, JobProjection, Planned } from '../../domain/job.js';
import type { RunPlan } from '../../domain/plan.js';
import { isOpen, STATUSES } from '../../domain/status.js';
import type { FailoverJobEntity } from '../entities/failover-job.js';

/** A job as stored: head and projection in one. `workflow_id` and `run_id` are empty for jobs of the original's engine. */
export interface JobRow
  extends
    JobHead,
    Omit<JobProjection, 'head' | 'planned' | 'steps' | 'volumes' | 'events' | 'resync_required' | 'closes' | 'hold'> {
  plan: RunPlan | null;
  network_mappings: Planned['network_mappings'];
  /** ISO 8601 UTC. */
  updated_at: string;
}

/** A job in a list: without the long columns. */
export type JobListRow = Omit<JobRow, 'request' | 'plan' | 'network_mappings' | 'outcome' | 'attentions'>;

export const openStatuses = STATUSES.filter(isOpen);

/** Columns behind a JobListRow. */
export const listColumns = {
  id: true,
  job_id: true,
  vm_id: true,
  source_vm_name: true,
  job_type: true,
  workflow_id: true,
  run_id: true,
  requested_by: true,
  reason: true,
  replication_job_id: true,
  parent_job_id: true,
  seq: true,
  status: true,
  progress: true,
  current_step: true,
  strategy: true,
  destination_vm_id: true,
  ossea_snapshot_id: true,
  error_message: true,
  created_at: true,
  updated_at: true,
  started_at: true,
  completed_at: true,
  cleanup_at: true,
} as const;

export function jobListRow(row: FailoverJobEntity): JobListRow {
  return {
    job_id: row.job_id,
    vm_id: row.vm_id,
    vm_name: row.source_vm_name,
    job_type: row.job_type,
    workflow_id: row.workflow_id ?? '',
    run_id: row.run_id ?? '',
    requested_by: row.requested_by,
    reason: row.reason,
    replication_job_id: row.replication_job_id,
    parent_job_id: row.parent_job_id,
    seq: row.seq,
    status: row.status,
    progress: row.progress,
    current_step: row.current_step,
    strategy: row.strategy,
    destination_vm_id: row.destination_vm_id,
    ossea_snapshot_id: row.ossea_snapshot_id,
    error_message: row.error_message,
    created_at: row.created_at,
    updated_at: row.updated_at,
    started_at: row.started_at,
    completed_at: row.completed_at,
    cleanup_at: row.cleanup_at,
  };
}

export function jobRow(row: FailoverJobEntity): JobRow {
  return {
    ...jobListRow(row),
    request: row.request ?? {},
    plan: row.plan,
    network_mappings: row.network_mappings ?? [],
    outcome: row.outcome,
    attentions: row.attentions ?? [],
  };
}
