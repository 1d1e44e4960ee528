import { formatDuration } from '../../domain/duration.js';
import { failoverWorkflowId } from '../../domain/ids.js';
import type { JobHead } from '../../domain/job.js';
import type { StartRequest } from '../../domain/plan.js';
import type { JobType } from '../../domain/status.js';
import type { ApiDeps } from '../deps.js';
import { ApiError } from '../errors.js';
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

/** What is known of a job before its workflow has said anything, even before Temporal has given it a run id. */
export type NewJob = Omit<JobHead, 'run_id'>;

export function headOf(
  deps: ApiDeps,
  job: Pick<JobHead, 'job_id' | 'job_type' | 'vm_id' | 'vm_name' | 'replication_job_id' | 'parent_job_id'>,
  request: StartRequest,
  asker: Asker,
): NewJob {
  return {
    ...job,
    workflow_id: failoverWorkflowId(job.vm_id),
    request: { ...request },
    requested_by: asker.requested_by,
    reason: request.reason ?? null,
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
  vmId: string,
  job: () => Promise<NewJob>,
): Promise<Pick<JobHead, 'job_id' | 'job_type' | 'vm_id' | 'vm_name'> | null> {
  const row = await deps.db.uow.read((repos) => repos.jobs.get(jobId));
  if (row !== null) return row;
  const run = await deps.failovers.find(vmId);
  if (run?.memo?.job_id !== jobId) return null;
  const head = { ...(await job()), run_id: run.run_id };
  await record(deps, head);
  return head;
}

const WHAT: Record<JobType, string> = {
  live: 'Live failover execution',
  test: 'Test failover execution',
  rollback: 'Rollback',
  commit: 'Commit',
  recover: 'Recovery',
};

/** The mission's Failover Response; `test` as `testOptions` gives it. */
export function accepted(
  { job_id, job_type, vm_id, vm_name }: Pick<JobHead, 'job_id' | 'job_type' | 'vm_id' | 'vm_name'>,
  estimate: string,
  test: TestOptions = {},
): StartResponse {
  const held = test.test_duration === undefined ? '' : ` (test duration: ${test.test_duration})`;
  return {
    success: true,
    message: `${WHAT[job_type]} started successfully`,
    job_id,
    estimated_duration: `${estimate}${held}`,
    data: { job_type, status: 'executing', vm_id, vm_name, ...test },
  };
}

interface TestOptions {
  /** As Go prints it; absent where the test stays up until it is ended. */
  test_duration?: string;
  auto_cleanup?: boolean;
}

/** A test's options as answers show them; none for other jobs. */
export function testOptions({ test_duration_ms: ms }: { test_duration_ms?: number | null | undefined }): TestOptions {
  if (ms === undefined) return {};
  return ms === null ? { auto_cleanup: false } : { test_duration: formatDuration(ms), auto_cleanup: true };
}
