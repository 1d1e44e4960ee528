import type { z } from 'zod';
import type { JobListRow } from '../../db/index.js';
import { isOpen } from '../../domain/status.js';
import type { ApiDeps, InspectedRun } from '../deps.js';
import { TemporalUnavailableError } from '../errors.js';
import { done } from '../schemas.js';
import type { DebugJobsQuery, DebugJobsResponse } from './schemas.js';

type Job = z.input<typeof DebugJobsResponse>['jobs'][number];
type Found = InspectedRun | 'gone' | 'unknown';

/** Joins each job's row with its workflow. What does not fit is said; nothing is mended here. */
export async function debugJobs(
  deps: ApiDeps,
  query: z.output<typeof DebugJobsQuery>,
): Promise<z.input<typeof DebugJobsResponse>> {
  const { rows, total, holders } = await deps.db.uow.read(async (repos) => {
    const found = await repos.jobs.list(query);
    const vms = await Promise.all([...new Set(found.rows.map((row) => row.vm_id))].map((id) => repos.vms.get(id)));
    return { ...found, holders: new Map(vms.flatMap((vm) => (vm === null ? [] : [[vm.vm_id, vm.held_by]]))) };
  });
  const jobs = await Promise.all(
    rows.map(async (row) => joined(deps, row, await find(deps, row), holders.get(row.vm_id) ?? null)),
  );
  return done(`Found ${total} jobs`, {
    total_jobs: total,
    returned_jobs: jobs.length,
    total_disagreements: jobs.reduce((sum, job) => sum + job.disagreements.length, 0),
    jobs,
  });
}

async function find({ inspect }: ApiDeps, row: JobListRow): Promise<Found> {
  try {
    return (await inspect(row)) ?? 'gone';
  } catch (error) {
    if (error instanceof TemporalUnavailableError) return 'unknown';
    throw error;
  }
}

function joined({ temporalUrl }: ApiDeps, row: JobListRow, found: Found, held_by: string | null): Job {
  const { job_id, vm_id, job_type, status, current_step, progress, seq, updated_at, workflow_id, run_id } = row;
  const run = typeof found === 'string' ? null : found;
  return {
    ...{ job_id, vm_id, job_type, status, current_step, progress, seq, updated_at, held_by },
    workflow:
      workflow_id === ''
        ? null
        : {
            ...{ workflow_id, run_id },
            state: run?.state ?? (found as string),
            history_events: run?.history_events ?? null,
            failover_status: run?.failover_status ?? null,
            pending_activities: run?.pending_activities ?? [],
            temporal_url: temporalUrl(workflow_id, run_id),
          },
    disagreements: workflow_id === '' ? [] : disagreements(row, found, held_by),
  };
}

/** Whether the workflow has said this, or nothing else before another job closed this one: by a rollback, or by a recovery after it was ended. */
function isLastWord({ state, failover_status: said }: InspectedRun, status: JobListRow['status']): boolean {
  if (said === status) return true;
  return status === 'rolled_back' ? said === 'completed' : !isOpen(status) && !['running', 'completed'].includes(state);
}

function disagreements(row: JobListRow, found: Found, held_by: string | null): string[] {
  const open = isOpen(row.status);
  const said = [
    // How a job and the hold of its VM fit needs no Temporal.
    open && held_by === null && `the job is ${row.status}, but nobody holds its VM`,
    // After its time a closed run is forgotten; only an open one must be there.
    open && found === 'gone' && `the job is ${row.status}, but its workflow is gone: recover it`,
  ];
  if (typeof found !== 'string')
    said.push(
      open && found.state !== 'running' && `the job is ${row.status}, but its workflow is ${found.state}`,
      !open && found.state === 'running' && `the job is ${row.status}, but its workflow still runs`,
      found.job_id !== null && found.job_id !== row.job_id && `the workflow runs job ${found.job_id}`,
      found.failover_status !== null &&
        !isLastWord(found, row.status) &&
        `the job is ${row.status}, the workflow says ${found.failover_status}`,
    );
  return said.filter((text) => text !== false);
}
