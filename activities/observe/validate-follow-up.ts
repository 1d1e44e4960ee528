import { ApplicationFailure } from '@temporalio/common';
import type { RecordedJob } from '../../domain/job.js';
import type { FollowUpType } from '../../domain/status.js';
import type { Ask, FollowUp } from '../../readiness/follow-up/job.js';
import { planFollowUp } from '../../readiness/follow-up/plan.js';
import type { ActivityDeps } from '../deps.js';
import type { Attempt } from '../lib/attempt.js';
import { settleLost } from '../lib/settle-lost.js';

export interface FollowUpInput {
  job_id: string;
  job_type: FollowUpType;
  /** The job that is rolled back, committed or recovered. */
  of_job: string;
}

/** A follow-up's own validation, by the same functions as its route. A refusal is final: nothing was touched. */
export async function validateFollowUp(deps: ActivityDeps, input: FollowUpInput, attempt: Attempt): Promise<FollowUp> {
  const recorded = await deps.db.uow.read((r) => r.jobs.recorded(input.of_job));
  if (recorded === null) throw ApplicationFailure.nonRetryable(`there is no job ${input.of_job}`, 'JOB_NOT_FOUND');
  const job = withoutAsker(recorded, input);
  const ask: Ask = async (config) => (await deps.cloudstack(config)).reads;
  const found = await planFollowUp(
    input.job_type,
    input.job_type === 'recover' ? await settleLost(deps, job, attempt) : job,
    ask,
  );
  if ('refused' in found) throw ApplicationFailure.nonRetryable(found.refused.join('; '), found.code);
  return found;
}

/** The job as if the one that asks had not begun: a rollback holds the VM from its acceptance. */
function withoutAsker(job: RecordedJob, { job_id, of_job }: FollowUpInput): RecordedJob {
  return {
    ...job,
    held_by: job.held_by === job_id ? of_job : job.held_by,
    followed_by: job.followed_by.filter((other) => other.job_id !== job_id),
    lost_recoveries: job.lost_recoveries.filter((other) => other.job_id !== job_id),
  };
}
