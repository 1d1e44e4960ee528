import type { Caller } from '../caller.js';
import { API_PREFIX } from '../openapi.js';
import type { RequestContext } from '../route.js';
import type { Key } from './idempotency.js';
import type { Asker } from './job-record.js';
import { StartResponse } from './schemas.js';

/** What every route that starts a job answers. */
export const starting = {
  status: 202,
  response: StartResponse,
  responseHeaders: { Location: 'where the status of the job is' },
} as const;

/** Raises where a route forgot its role. */
export function asking({ caller }: { caller: Caller | null }): Caller {
  if (caller === null) throw new Error('the role of this route lets nobody through without a token');
  return caller;
}

/** Starts by `start` for this caller and key, and tells where the status is. */
export async function started(
  headers: { 'idempotency-key'?: string | undefined },
  context: RequestContext,
  start: (asker: Asker, key: Key | null) => Promise<StartResponse>,
): Promise<StartResponse> {
  const { name } = asking(context);
  const key = headers['idempotency-key'];
  // By name: the bootstrap token has a new row after each restart of the API.
  const owned = key === undefined ? null : { key, caller: name };
  const answer = await start({ requested_by: name, request_id: context.request_id }, owned);
  context.setHeader('Location', `${API_PREFIX}/failover/${answer.job_id}/status`);
  return answer;
}
