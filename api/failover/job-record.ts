import { failoverWorkflowId } from '../../domain/ids.js';
import type { StoredVm } from '../../domain/inventory.js';
import type { JobHead } from '../../domain/job.js';
import type { StartRequest } from '../../domain/plan.js';
import type { ApiDeps } from '../deps.js';
import { ApiError } from '../errors.js';
import { getVm } from '../vms/service.js';
import type { StartResponse } from './schemas.js';

/** Who asks, beside the body. */
export interface Asker {
  /** Name of the token, as jobs show it. */
  requested_by: string;
  request_id: string;
}

/** A start that was or may have been made, but could not be confirmed: its job id must not be given up. Answers 503. */
export class UncertainStart extends ApiError {
  constructor(jobId: string, what: string, options: ErrorOptions) {
    super(
      'UNAVAILABLE',
      `${what}; job ${jobId} may still run. Repeat with the same Idempotency-Key, or ask its status`,
      {
        details: { job_id: jobId },
      },
    );
    this.cause = options.cause;
  }
}

/** What is known of a job before its workflow has said anything. */
export function headOf(
  deps: ApiDeps,
  jobId: string,
  vm: StoredVm,
  request: StartRequest,
  asker: Asker,
): Omit<JobHead, 'run_id'> {
  return {
    job_id: jobId,
    vm_id: vm.vm_id,
    vm_name: vm.name,
    job_type: 'live',
    workflow_id: failoverWorkflowId(vm.vm_id),
    request: { ...request },
    requested_by: asker.requested_by,
    reason: request.reason ?? null,
    replication_job_id: vm.replication?.job_id ?? null,
    parent_job_id: null,
    created_at: deps.now().toISOString(),
  };
}

/** Inserts the job's row, a no-op where the workflow was faster, and with it the hold of the VM. Raises UncertainStart. */
export async function record(deps: ApiDeps, head: JobHead): Promise<void> {
  await deps.db.uow
    .run((repos) => repos.jobs.insertHead(head))
    .catch((cause: unknown) => {
      throw new UncertainStart(head.job_id, 'The workflow was started but its row could not be written', { cause });
    });
}

/** The job of an earlier, unanswered request if it was started after all: by its row, else by the workflow's memo. */
export async function findStarted(
  deps: ApiDeps,
  jobId: string,
  request: StartRequest,
  asker: Asker,
): Promise<{ vm_name: string } | null> {
  const row = await deps.db.uow.read((repos) => repos.jobs.get(jobId));
  if (row !== null) return row;
  const run = await deps.failovers.find(request.vm_id);
  if (run?.memo?.job_id !== jobId) return null;
  const vm = await deps.db.uow.read((repos) => getVm(repos, request.vm_id));
  await record(deps, { ...headOf(deps, jobId, vm, request, asker), run_id: run.run_id });
  return { vm_name: vm.name };
}

/** The mission's Failover Response. */
export function accepted(jobId: string, vmId: string, vmName: string, estimatedDuration: string): StartResponse {
  return {
    success: true,
    message: 'Live failover execution started successfully',
    job_id: jobId,
    estimated_duration: estimatedDuration,
    data: { job_type: 'live', status: 'executing', vm_id: vmId, vm_name: vmName },
  };
}
