import type { z } from 'zod';
import { parseDuration } from '../../domain/duration.js';
import { isOpen } from '../../domain/status.js';
import type { JobRow } from '../../db/index.js';
import type { ApiDeps } from '../deps.js';
import { ApiError } from '../errors.js';
import { done } from '../schemas.js';
import { estimateWayBack } from './estimate.js';
import { gone } from './messages.js';
import type { EndTestResponse, ExtendRequest, ExtendResponse } from './schemas.js';
import { getJob } from './views.js';

/** Ends a test: in hold its clean-up begins, before it is undone. Without effect on one that is over. Raises 404, 409 for other jobs. */
export async function endTest(
  deps: ApiDeps,
  jobId: string,
  requested_by: string,
): Promise<z.input<typeof EndTestResponse>> {
  const row = await getTest(deps, jobId);
  const { status } = row;
  if (!isOpen(status))
    return done(`Test ${jobId} is over`, {
      ...{ job_id: jobId, status, cleanup_status: 'ended' as const, estimated_cleanup_time: null },
    });
  const estimated_cleanup_time = await estimateWayBack(deps.db, row.plan?.itinerary);
  const message = { job_id: jobId, requested_by, reason: 'the test was ended' };
  if ((await deps.messages.cancel(row, message)) === 'gone') throw gone(jobId);
  return done(`Test ${jobId} is asked to end`, {
    ...{ job_id: jobId, status, cleanup_status: 'in_progress' as const, estimated_cleanup_time },
  });
}

/** Moves the deadline of a test in hold. Raises 404, 409 with the run's own words, 422 for a used key, 503 unconfirmed. */
export async function extendTest(
  deps: ApiDeps,
  jobId: string,
  { duration, until }: z.output<typeof ExtendRequest>,
  requested_by: string,
  updateId: string,
): Promise<z.input<typeof ExtendResponse>> {
  const row = await getTest(deps, jobId);
  const refuse = (why: string): ApiError =>
    new ApiError('INVALID_STATE', `Test ${jobId} cannot be extended: ${why}`, {
      required_actions: ['Look at cleanup_at in the status of the job.'],
    });
  const { cleanup_at, status } = row;
  if (!isOpen(status)) throw refuse(`it is ${status}`);
  if (cleanup_at === null) throw refuse('it has no deadline');
  // Whether that has passed is for the run to say, by Temporal's clock: ours may be wrong.
  const answer = await deps.messages.extend(
    row,
    {
      job_id: jobId,
      cleanup_at,
      requested_by,
      ...(duration === undefined ? {} : { by_ms: parseDuration(duration) ?? 0 }),
      ...(until === undefined ? {} : { until }),
    },
    updateId,
  );
  if (answer === 'gone') throw gone(jobId);
  if (answer === 'other')
    throw new ApiError('IDEMPOTENCY_KEY_REUSED', 'This Idempotency-Key was used for another extension');
  if ('refused' in answer) throw refuse(answer.refused);
  const remaining = Math.max(0, Date.parse(answer.cleanup_at) - deps.now().getTime()) * 1_000_000;
  return done(`Test ${jobId} stays up until ${answer.cleanup_at}`, {
    job_id: jobId,
    cleanup_at: answer.cleanup_at,
    remaining,
  });
}

async function getTest(deps: ApiDeps, jobId: string): Promise<JobRow> {
  const row = await deps.db.uow.read((repos) => getJob(repos, jobId));
  if (row.job_type !== 'test')
    throw new ApiError('INVALID_STATE', `Job ${jobId} is no test but a ${row.job_type} failover`);
  return row;
}
