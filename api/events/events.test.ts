import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import request from 'supertest';
import { afterEach, describe, expect, it } from 'vitest';
import { TestApi } from '../../test/support/api/api.js';
import { EventReader } from '../../test/support/sse.js';
import type { Database, JobRow } from '../../db/index.js';
import { buildApp } from '../app.js';
import type { ApiDeps } from '../deps.js';
import { EventTail } from './tail.js';

let api: TestApi;
let server: Server;
const readers: EventReader[] = [];
afterEach(async () => {
  await Promise.all(readers.splice(0).map((reader) => reader.close()));
  await api.deps.tail.close();
  server.close();
  await api.close();
});

async function serve(deps: ApiDeps = api.deps): Promise<Server> {
  const listening = createServer(buildApp(deps, { checkResponses: true }));
  await new Promise<void>((resolve) => void listening.listen(0, '127.0.0.1', resolve));
  return listening;
}

async function read(path: string, place?: string, from = server): Promise<EventReader> {
  const { port } = from.address() as AddressInfo;
  const reader = await EventReader.open(`http://127.0.0.1:${port}/api/v1${path}`, {
    authorization: `Bearer ${api.tokens.viewer}`,
    ...(place === undefined ? {} : { 'last-event-id': place }),
  });
  readers.push(reader);
  return reader;
}

async function started(): Promise<string> {
  api = await TestApi.ready();
  server = await serve();
  return ((await api.start().expect(202)).body as { job_id: string }).job_id;
}

/** What the job's workflow says next, with one event each time. */
async function advance(jobId: string, change: Partial<JobRow> = {}, count = 1): Promise<void> {
  const none = { planned: null, steps: [], volumes: [], resync_required: [], closes: [], hold: null };
  for (let n = 0; n < count; n += 1)
    await api.db.uow.run(async ({ jobs }) => {
      const head = await jobs.get(jobId);
      if (head === null) throw new Error(`there is no job ${jobId}`);
      const seq = head.seq + 1;
      const event = { seq, time: new Date().toISOString(), type: 'warning', message: `event ${seq}` };
      await jobs.apply({ ...head, head, ...none, ...change, seq, events: [event] });
    });
}

const seqs = (...from: EventReader[]): unknown[] => from.flatMap((r) => r.events()).map(({ data }) => data['seq']);
const count = (n: number) => (reader: EventReader) => reader.events().length >= n;

describe('GET /failover/{job_id}/events', () => {
  it('tells the events so far, the state, and then each change', async () => {
    const job = await started();
    await advance(job, { status: 'validating' });
    const reader = await read(`/failover/${job}/events`);
    await reader.until(({ told }) => told.some(({ event }) => event === 'state'));
    expect(reader.told.slice(0, 2)).toMatchObject([
      { id: '1', event: 'message', data: { job_id: job, seq: 1, message: 'event 1' } },
      { event: 'state', data: { status: { status: 'validating' }, steps: { steps: [] } } },
    ]);
    await advance(job, { progress: 40 });
    await reader.until(({ told }) =>
      told.some(({ data }) => (data['status'] as { progress: number } | undefined)?.progress === 40),
    );
    expect(seqs(reader)).toEqual([1, 2]);
  });

  it('goes on after Last-Event-ID, in another process too, without a gap or a repeat', async () => {
    const job = await started();
    await advance(job, {}, 3);
    const first = await read(`/failover/${job}/events`);
    await first.until(count(3));
    await api.deps.tail.close();
    await first.ended;
    await advance(job, {}, 4);
    const next = await serve({ ...api.deps, tail: new EventTail(api.deps, { pollMs: 5 }) });
    const second = await read(`/failover/${job}/events`, first.events().at(-1)?.id, next);
    await second.until(count(4));
    await advance(job, {}, 2);
    await second.until(count(6));
    expect(seqs(first, second)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    await second.close();
    next.close();
  });

  it('refuses an unknown job and a place of another stream, and takes the place as a parameter', async () => {
    const job = await started();
    await api.get('/failover/nothing/events').expect(404);
    await api.get(`/failover/${job}/events?last_event_id=x`).expect(400);
    await advance(job, {}, 2);
    const reader = await read(`/failover/${job}/events?last_event_id=1`);
    await reader.until(count(1));
    expect(seqs(reader)).toEqual([2]);
  });
});

describe('GET /events', () => {
  it('tells what happens from now on, and the jobs as they are then', async () => {
    const job = await started();
    await advance(job);
    const reader = await read('/events');
    await reader.until(({ told }) => told.some(({ event }) => event === 'beat'));
    await advance(job, { status: 'attention', progress: 12 });
    await reader.until(({ told }) => told.some(({ event }) => event === 'job'));
    expect(seqs(reader)).toEqual([2]);
    expect(reader.told.find(({ event }) => event === 'job')?.data).toMatchObject({ job_id: job, status: 'attention' });
  });

  it('goes on where it was', async () => {
    const job = await started();
    const first = await read('/events');
    await first.until(({ told }) => told.length > 0);
    await advance(job, {}, 3);
    await first.until(count(3));
    await first.close();
    await advance(job, {}, 2);
    const second = await read('/events', first.events()[1]?.id);
    await second.until(count(3));
    await advance(job);
    await second.until(count(4));
    expect(seqs(second)).toEqual([3, 4, 5, 6]);
    await api.get('/events?last_event_id=nonsense!').expect(400);
    await request(api.app).get('/api/v1/events').expect(401);
    await request(api.app).get('/api/v1/events').set('Authorization', 'Bearer nonsense').expect(401);
  });
});

describe('the tail', () => {
  /** The database with a count of its reads. */
  function counting(): { db: Pick<Database, 'uow'>; reads: () => number } {
    let reads = 0;
    const uow: Database['uow'] = Object.create(api.db.uow, {
      read: { value: (work: never) => ((reads += 1), api.db.uow.read(work)) },
    }) as Database['uow'];
    return { db: { uow }, reads: () => reads };
  }

  it('reads once however many listen, and not at all for nobody', async () => {
    api = await TestApi.open();
    server = await serve();
    const { db, reads } = counting();
    const tail = new EventTail({ db, logger: api.deps.logger }, { pollMs: 5, beatMs: 0 });
    let beats = 0;
    const stops = Array.from({ length: 100 }, () =>
      tail.listen({ batch: () => undefined, beat: () => (beats += 1), end: () => undefined }),
    );
    await expect.poll(() => beats).toBeGreaterThan(1_000);
    // To begin: where the events end, the ones of the window, the open jobs. Then two a look.
    expect(reads()).toBeLessThanOrEqual(3 + 2 * (beats / 100 + 1));
    for (const stop of stops) stop();
    await tail.close();
    const before = reads();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(reads()).toBe(before);
  });

  it('has no more listeners than its limit, and none once it is closed', async () => {
    api = await TestApi.open();
    server = await serve();
    const tail = new EventTail(api.deps, { maxListeners: 1 });
    const listener = { batch: () => undefined, beat: () => undefined, end: () => undefined };
    tail.listen(listener);
    expect(() => tail.listen({ ...listener })).toThrow('Too many event streams');
    await tail.close();
    expect(() => tail.listen({ ...listener })).toThrow('stopping');
  });

  it('keeps its beats back while the database does not answer, and misses nothing of that time', async () => {
    const job = await started();
    const failing = { now: false };
    const uow = Object.create(api.db.uow, {
      read: { value: (work: never) => (failing.now ? Promise.reject(new Error('away')) : api.db.uow.read(work)) },
    }) as Database['uow'];
    const tail = new EventTail({ db: { uow }, logger: api.deps.logger }, { pollMs: 5, beatMs: 0 });
    const seen: number[] = [];
    let beats = 0;
    tail.listen({
      batch: ({ events }) => void seen.push(...events.map(({ seq }) => seq)),
      beat: () => (beats += 1),
      end: () => undefined,
    });
    await expect.poll(() => beats).toBeGreaterThan(0);
    failing.now = true;
    await advance(job, {}, 3);
    const before = beats;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(beats - before).toBeLessThanOrEqual(1);
    failing.now = false;
    await expect.poll(() => seen).toEqual([1, 2, 3]);
    await tail.close();
  });
});
