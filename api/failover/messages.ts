import type { z } from 'zod';
import type { JobRow } from '../../db/index.js';
import { isOpen } from '../../domain/status.js';
import type { ApiDeps } from '../deps.js';
import { ApiError } from '../errors.js';
import { done } from '../schemas.js';
import type { CancelResponse, ResolveRequest, ResolveResponse } from './schemas.js';
import { mustGoForward } from './on-cancel.js';
import { getJob } from './views.js';

/** Asks the run to cancel. Raises 404, and 409 for a job that is closed or past its point of no return. */
export async function cancelJob(
  deps: ApiDeps,
  jobId: string,
  reason: string,
  requested_by: string,
): Promise<z.input<typeof CancelResponse>> {
  const row = await openJob(deps, jobId);
  if (mustGoForward(row))
    throw new ApiError('INVALID_STATE', `Job ${jobId} has started its destination: it cannot be cancelled any more`, {
      required_actions: ['Wait until it has completed, then roll it back; or answer its attention with abandon.'],
    });
  const answer = await deps.messages.cancel(row, { job_id: jobId, requested_by, reason });
  if (answer === 'gone') throw gone(jobId);
  return done(`Job ${jobId} is asked to undo itself`, { job_id: jobId, status: row.status });
}

/** Answers one of the run's open questions. Raises 404, 409 without that question, 422 for an unconfirmed abandon, 503 unconfirmed. */
export async function resolveJob(
  deps: ApiDeps,
  jobId: string,
  { attention_id, action, reason, confirm_data_loss }: z.output<typeof ResolveRequest>,
  requested_by: string,
  asked: { key: string | undefined; request_id: string },
): Promise<z.input<typeof ResolveResponse>> {
  const row = await openJob(deps, jobId);
  const question = row.attentions.find(({ id }) => id === attention_id);
  const offered = question?.actions.find((a) => a.action === action);
  // With a key it may be a repeat, whose first answer Temporal still knows.
  if (offered === undefined && asked.key === undefined) throw notAsked(jobId);
  if (action === 'abandon' && !confirm_data_loss)
    throw new ApiError('CONFIRMATION_REQUIRED', `abandon loses ${offered?.loses ?? 'data'}`, {
      required_actions: ['Repeat the request with confirm_data_loss: true.'],
    });
  const answer = await deps.messages.resolve(
    row,
    { job_id: jobId, attention_id, action, requested_by, reason },
    asked.key ?? asked.request_id,
  );
  if (answer === 'gone') throw gone(jobId);
  if (answer === 'refused') throw notAsked(jobId);
  if (answer === 'other')
    throw new ApiError('IDEMPOTENCY_KEY_REUSED', 'This Idempotency-Key was used for another answer');
  return done(`Job ${jobId}: ${action}`, { job_id: jobId, attention_id, action });
}

async function openJob(deps: ApiDeps, jobId: string): Promise<JobRow> {
  const row = await deps.db.uow.read((repos) => getJob(repos, jobId));
  if (!isOpen(row.status)) throw new ApiError('INVALID_STATE', `Job ${jobId} is ${row.status}`);
  return row;
}

function notAsked(jobId: string): ApiError {
  return new ApiError('INVALID_STATE', `Job ${jobId} does not wait for this answer`, {
    required_actions: ['Look at attention in the status of the job.'],
  });
}

/** The run that a message was for does not exist any more. */
export function gone(jobId: string): ApiError {
  return new ApiError('INVALID_STATE', `The workflow of job ${jobId} is gone or has just ended`, {
    required_actions: ['Look at the status of the job again.'],
  });
}
