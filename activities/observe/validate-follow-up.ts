import { ApplicationFailure } from '@temporalio/common';
import type { JobType } from '../../domain/status.js';
import { planCommit } from '../../readiness/follow-up/commit.js';
import type { RecordedJob } from '../../domain/job.js';
import type { FollowUp, Refused } from '../../readiness/follow-up/job.js';
import { planRecover } from '../../readiness/follow-up/recover.js';
import { planRollback } from '../../readiness/follow-up/rollback.js';
import type { ActivityDeps } from '../deps.js';

export interface FollowUpInput {
  job_id: string;
  job_type: Extract<JobType, 'rollback' | 'commit' | 'recover'>;
  /** The job that is rolled back, committed or recovered. */
  of_job: string;
}

/** A follow-up's own validation, by the same functions as its route. A refusal is final: nothing was touched. */
export async function validateFollowUp(deps: ActivityDeps, input: FollowUpInput): Promise<FollowUp> {
  const job = await deps.db.uow.read((r) => r.jobs.recorded(input.of_job));
  if (job === null) throw ApplicationFailure.nonRetryable(`there is no job ${input.of_job}`, 'JOB_NOT_FOUND');
  // The job that asks is not one that has followed already.
  const others = { ...job, followed_by: job.followed_by.filter(({ job_id }) => job_id !== input.job_id) };
  const found = await planned(deps, input, {
    ...others,
    held_by: job.held_by === input.job_id ? input.of_job : job.held_by,
  });
  if ('refused' in found) throw ApplicationFailure.nonRetryable(found.refused.join('; '), 'NOT_READY');
  return found;
}

async function planned(deps: ActivityDeps, input: FollowUpInput, job: RecordedJob): Promise<FollowUp | Refused> {
  if (input.job_type === 'commit') return planCommit(job);
  if (job.plan === null) return { plan: null, refs: {}, closes: [{ job_id: job.job_id, status: 'failed' }] };
  const { reads } = await deps.cloudstack(job.plan.config);
  return input.job_type === 'rollback' ? planRollback(job, reads) : planRecover(job, reads);
}
