import type { Response } from 'express';
import type { z } from 'zod';
import type { EventProjection } from '../../domain/job.js';
import type { Role } from '../caller.js';
import type { ApiDeps } from '../deps.js';
import { ApiError } from '../errors.js';
import { getJob, jobSummary, statusView, stepsView } from '../failover/views.js';
import { streamRoute, type Route } from '../route.js';
import { jobParams } from '../schemas.js';
import { Cursor } from './cursor.js';
import {
  AnyEventMessage,
  JobEventMessage,
  resumeHeaders,
  resumeQuery,
  type FailoverEvent,
  type RunState as RunStateMessage,
} from './schemas.js';
import { EventStream, StreamClosed } from './stream.js';
import { MOST_EVENTS, readEvents, type Batch } from './tail.js';

const common = { tag: 'events', role: 'viewer' as Role, headers: resumeHeaders, query: resumeQuery };
const goesOn =
  'Goes on after Last-Event-ID without a gap and without a repeat, also across a restart. A stream ends after five minutes or when its reader is too slow; come back then.';

interface Resumed {
  headers: { 'last-event-id'?: string | undefined };
  query: { last_event_id?: string | undefined };
}

function placeOf({ headers, query }: Resumed): string | undefined {
  return headers['last-event-id'] ?? query.last_event_id;
}

export function eventRoutes(deps: ApiDeps): Route[] {
  const stateOf = runStates(deps);
  const ofJob = streamRoute({
    ...common,
    path: '/failover/{job_id}/events',
    operationId: 'streamJobEvents',
    summary: 'What happens to one job, as Server-Sent Events',
    description: `Begins with the job's first event; ids are their numbers. ${goesOn}`,
    params: jobParams,
    response: JobEventMessage,
    errors: ['JOB_NOT_FOUND'],
    async handler(parts) {
      const { job_id } = parts.params;
      const after = Number(placeOf(parts) ?? '0');
      if (!Number.isSafeInteger(after) || after < 0) throw badPlace();
      const { vm_id } = await deps.db.uow.read((repos) => getJob(repos, job_id));
      return (res) => streamJob(deps, res, { jobId: job_id, vmId: vm_id, after, stateOf });
    },
  });

  const ofAll = streamRoute({
    ...common,
    path: '/events',
    operationId: 'streamEvents',
    summary: 'What happens to all jobs, as Server-Sent Events',
    description: `Begins with what happens from now on. ${goesOn}`,
    response: AnyEventMessage,
    handler(parts) {
      const place = placeOf(parts);
      const cursor = place === undefined ? new Cursor() : Cursor.parse(place);
      if (cursor === null) throw badPlace();
      return Promise.resolve((res: Response) => streamAll(deps, res, cursor, place !== undefined));
    },
  });

  return [ofJob, ofAll];
}

function badPlace(): ApiError {
  return new ApiError('VALIDATION_FAILED', 'Last-Event-ID is none that this stream has given');
}

/** Passes batches on one after the other; whatever goes wrong ends the stream, and its reader comes back for the rest. */
function follow(
  deps: ApiDeps,
  res: Response,
  begin: (stream: EventStream) => Promise<(batch: Batch) => Promise<void>>,
): void {
  let handle: (batch: Batch) => Promise<void> = () => Promise.resolve();
  const waiting = { batches: 0 };
  let work = Promise.resolve();
  const then = (act: () => Promise<void>): void => {
    work = work.then(act).catch((error: unknown) => {
      if (!(error instanceof StreamClosed)) deps.logger.warn({ reason: String(error) }, 'an event stream is cut off');
      stream.cut();
    });
  };
  const stop = deps.tail.listen({
    batch(batch) {
      // The memory that a reader may hold is bounded, whatever it waits for.
      if (++waiting.batches > MOST_BATCHES) return stream.cut();
      then(async () => {
        await handle(batch);
        waiting.batches -= 1;
      });
    },
    beat: () => then(() => Promise.resolve(stream.beat())),
    end: () => stream.end(),
  });
  const stream = new EventStream(res);
  stream.onClose(stop);
  then(async () => {
    handle = await begin(stream);
  });
}

const MOST_BATCHES = 200;

type RunState = z.input<typeof RunStateMessage>;

/** The job as it is now; read once for a batch, however many look at it. */
function runStates(deps: ApiDeps): (jobId: string, batch?: Batch) => Promise<RunState> {
  const known = new WeakMap<Batch, Map<string, Promise<RunState>>>();
  const read = async (jobId: string): Promise<RunState> => {
    const [status, steps] = await Promise.all([statusView(deps, jobId), stepsView(deps, jobId)]);
    return { status, steps };
  };
  return (jobId, batch) => {
    if (batch === undefined) return read(jobId);
    const ofBatch = known.get(batch) ?? new Map<string, Promise<RunState>>();
    known.set(batch, ofBatch);
    const state = ofBatch.get(jobId) ?? read(jobId);
    ofBatch.set(jobId, state);
    return state;
  };
}

interface Watched {
  jobId: string;
  vmId: string;
  after: number;
  stateOf: ReturnType<typeof runStates>;
}

function streamJob(deps: ApiDeps, res: Response, { jobId, vmId, after, stateOf }: Watched): void {
  let last = after;
  const stored = (): Promise<EventProjection[]> => deps.db.uow.read((repos) => repos.jobs.events(jobId, last));
  const send = async (stream: EventStream, events: EventProjection[], batch?: Batch): Promise<void> => {
    for (const { seq, time, type, message, details } of events) {
      const data: FailoverEvent = { job_id: jobId, vm_id: vmId, seq, time, type, message, ...(details && { details }) };
      stream.send({ id: String(seq), data });
      last = seq;
    }
    stream.send({ event: 'state', data: await stateOf(jobId, batch) });
  };
  follow(deps, res, async (stream) => {
    await send(stream, await stored());
    return async (batch) => {
      if (!batch.jobs.some(({ job_id }) => job_id === jobId)) return;
      const fresh = batch.events.filter((event) => event.job_id === jobId && event.seq > last);
      // What a clock has put out of the tail's sight is in the table.
      const gapless = fresh.every(({ seq }, i) => seq === last + 1 + i);
      await send(stream, gapless ? fresh : await stored(), batch);
    };
  });
}

function streamAll(deps: ApiDeps, res: Response, cursor: Cursor, resumed: boolean): void {
  follow(deps, res, async (stream) => {
    const send = ({ events, jobs }: Batch): void => {
      for (const event of events) {
        // One by one: the id is the place after this very event.
        if (!cursor.take(event)) continue;
        const { recorded_at: _, ...data } = event;
        stream.send({ id: String(cursor), data: data satisfies FailoverEvent });
      }
      for (const job of jobs) stream.send({ event: 'job', data: jobSummary(job, deps.now()) });
    };
    if (resumed) {
      // A look that takes them, so that each message has the id of its own place.
      const missed = await readEvents(deps.db, Cursor.parse(String(cursor)) ?? new Cursor());
      const jobs = await deps.db.uow.read((repos) => repos.views.jobs([...new Set(missed.map((e) => e.job_id))]));
      send({ events: missed, jobs });
      if (missed.length >= MOST_EVENTS) stream.end();
    }
    return (batch) => Promise.resolve(send(batch));
  });
}
