import { queryOptions, type QueryClient, type QueryFilters } from '@tanstack/react-query';
import { api, ApiFailure, body, type FailoverEvent, type Job, type RunStatus, type Step } from './api.js';
import { isEnded } from '../../client/words.js';

export interface Run {
  status: RunStatus;
  steps: Step[];
}

const PAGE = 500;
const AGAIN_MS = 3_000;
const PASSING = ['NO_ANSWER', 'UNKNOWN', 'INTERNAL_ERROR', 'UNAVAILABLE', 'OSSEA_API_ERROR', 'RATE_LIMITED'];

/** When to ask again after a failure that may pass by itself, ms; false for others and when there is none. */
export function again({ state: { error } }: { state: { error: Error | null } }): number | false {
  return error instanceof ApiFailure && PASSING.includes(error.code) && AGAIN_MS;
}

export const session = queryOptions({
  queryKey: ['session'],
  queryFn: () => body(api.GET('/session')),
  staleTime: Infinity,
});

/** The whole inventory: it is filtered here, not by asking again. */
export const vms = queryOptions({
  queryKey: ['vms'],
  queryFn: async () => {
    const page = (offset: number) => body(api.GET('/vms', { params: { query: { limit: PAGE, offset } } }));
    const first = await page(0);
    const rest = Array.from({ length: Math.ceil(first.total_vms / PAGE) - 1 }, (_, i) => page((i + 1) * PAGE));
    return [first, ...(await Promise.all(rest))].flatMap((answer) => answer.vms);
  },
});

export const openJobs = queryOptions({
  queryKey: ['jobs', 'open'],
  queryFn: async () => (await body(api.GET('/failover/jobs', { params: { query: { open: true, limit: PAGE } } }))).jobs,
  // For what happened before the stream was open.
  refetchInterval: 20_000,
});

export const run = (job_id: string) =>
  queryOptions({
    queryKey: ['run', job_id],
    queryFn: async (): Promise<Run> => {
      const params = { path: { job_id } };
      const [status, steps] = await Promise.all([
        body(api.GET('/failover/{job_id}/status', { params })),
        body(api.GET('/failover/{job_id}/steps', { params })),
      ]);
      return { status, steps: steps.steps };
    },
    // The stream tells each change; only what no event tells (what a call waits for) is asked for.
    staleTime: 10_000,
    refetchInterval: (query) => {
      const { data } = query.state;
      return data && !isEnded(data.status.status) ? 20_000 : again(query);
    },
  });

export const events = (job_id: string) =>
  queryOptions<FailoverEvent[]>({ queryKey: ['events', job_id], queryFn: () => [], staleTime: Infinity });

/**
 * Something has changed: asks anew for what is shown, or (`none`) when it is shown next. An answer on its way may be of before
 * the change; `invalidateQueries` alone would wait for a first one and take it for current.
 */
export async function refresh(
  client: QueryClient,
  filters: QueryFilters,
  refetchType: 'active' | 'none' = 'active',
): Promise<void> {
  const cancelled = client.getQueryCache().findAll({ ...filters, fetchStatus: 'fetching' });
  await client.cancelQueries(filters);
  await client.invalidateQueries({ ...filters, refetchType });
  // What is still shown would wait for ever.
  if (refetchType === 'none')
    await Promise.allSettled(cancelled.filter((query) => query.isActive()).map((query) => query.fetch()));
}

/** A run as its stream tells it, which is newer than an answer on its way. */
export function runChanged(client: QueryClient, job_id: string, told: Run): void {
  const { queryKey } = run(job_id);
  void client.cancelQueries({ queryKey });
  client.setQueryData(queryKey, told);
}

/** A job as the stream tells it: open ones are kept, whoever shows them; the inventory is stale when one began or ended. */
export async function jobChanged(client: QueryClient, job: Job): Promise<void> {
  const { queryKey } = openJobs;
  // An answer on its way may be older than this, and would replace it.
  await Promise.allSettled([client.getQueryCache().find({ queryKey, fetchStatus: 'fetching' })?.promise]);
  const before = client.getQueryData(queryKey);
  if (before === undefined) return refresh(client, { queryKey });
  const known = before.find(({ job_id }) => job_id === job.job_id);
  const others = before.filter(({ job_id }) => job_id !== job.job_id);
  client.setQueryData(queryKey, isEnded(job.status) ? others : [job, ...others]);
  if (known === undefined || isEnded(job.status)) await refresh(client, { queryKey: ['vms'] });
}
