import { z } from 'zod';
import type { EventProjection } from '../../domain/job.js';
import type { Caller } from '../caller.js';
import type { ApiDeps } from '../deps.js';
import { getJob } from '../failover/views.js';
import { done } from '../schemas.js';
import { LOG_LEVELS, type LogsQuery, type LogsResponse } from './schemas.js';

type Line = z.input<typeof LogsResponse>['logs'][number];

/** What pino writes, as far as it is shown: never a stack. */
const Record = z.object({
  time: z.string(),
  level: z.number(),
  msg: z.string().default(''),
  request_id: z.string().optional(),
  reason: z.string().optional(),
  err: z.object({ message: z.string() }).optional(),
  req: z.object({ id: z.string(), method: z.string(), url: z.string() }).optional(),
  res: z.object({ statusCode: z.number() }).optional(),
});

/** The newest lines of this process that match, with a job's events among them. Raises 404 for an unknown job. */
export async function recentLogs(
  { db, recentLogLines }: ApiDeps,
  { job_id, level, limit }: z.output<typeof LogsQuery>,
  caller: Caller | null,
): Promise<z.input<typeof LogsResponse>> {
  const events =
    job_id === undefined
      ? []
      : await db.uow.read(async (repos) => {
          await getJob(repos, job_id);
          return repos.jobs.events(job_id);
        });
  // By its text: an id stands in a field of its own, in a path or in a message.
  const lines = recentLogLines().filter((text) => job_id === undefined || text.includes(job_id));
  const all = [...lines.map((text) => ofApi(text, caller?.role === 'viewer')), ...events.map(ofRun)];
  const logs = all
    .filter((line) => LOG_LEVELS.indexOf(line.level) >= LOG_LEVELS.indexOf(level))
    .sort((a, b) => (a.time < b.time ? -1 : 1))
    .slice(-limit);
  return done(`The last ${logs.length} lines`, { returned_logs: logs.length, logs });
}

function ofApi(text: string, terse: boolean): Line {
  const { time, level, msg, req, res, ...rest } = Record.parse(JSON.parse(text));
  return {
    time,
    // pino's levels are 10 to 60.
    level: LOG_LEVELS[Math.min(5, Math.max(0, Math.floor(level / 10) - 1))] ?? 'info',
    source: 'api',
    message: msg,
    request_id: rest.request_id ?? req?.id ?? null,
    request: req === undefined ? null : `${req.method} ${req.url} ${res?.statusCode ?? ''}`.trim(),
    cause: terse ? null : (rest.reason ?? rest.err?.message ?? null),
  };
}

function ofRun({ time, type, message }: EventProjection): Line {
  const level = type === 'warning' || type === 'attention' ? 'warn' : 'info';
  return { time, level, source: 'run', message: `${type}: ${message}`, request_id: null, request: null, cause: null };
}
