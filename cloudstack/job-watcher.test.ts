import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { clientOptions } from '../test/fixtures/cloudstack/options.js';
import {
  refusal,
  stubServer,
  unknownId,
  type Answer,
  type StubServer,
} from '../test/fixtures/cloudstack/stub-server.js';
import { createCloudStackClient } from './client.js';
import { JobWatcher, type Jobs } from './job-watcher.js';
import type { Request, Transport } from './transport.js';

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** Jobs by id with their jobstatus; absent means unknown to CloudStack. `override` answers instead when it returns something. */
async function watching(
  status: Map<string, number>,
  override: (command: string, jobid: string | undefined) => Answer = () => undefined,
  patienceMs = 30_000,
): Promise<[Jobs, StubServer]> {
  const server = await stubServer(({ command, params }) => {
    const jobid = params['jobid'];
    const instead = override(command, jobid);
    if (instead) return instead;
    if (command === 'listAsyncJobs') {
      const asyncjobs = [...status].filter(([, state]) => state === 0).map(([id]) => ({ jobid: id, jobstatus: 0 }));
      return { json: { listasyncjobsresponse: asyncjobs.length > 0 ? { count: asyncjobs.length, asyncjobs } : {} } };
    }
    const jobstatus = status.get(jobid ?? '');
    if (jobstatus === undefined) return unknownId(command);
    return { json: { queryasyncjobresultresponse: { jobid, jobstatus, jobresultcode: 0 } } };
  });
  cleanups.push(() => server.close());
  const options = clientOptions(server.url);
  const client = createCloudStackClient({
    ...options,
    windows: { ...options.windows, watcherPatienceMs: patienceMs },
  });
  cleanups.push(() => client.close());
  return [client.jobs, server];
}

describe('query', () => {
  it('knows pending, final and unknown jobs', async () => {
    const [jobs] = await watching(
      new Map([
        ['a', 0],
        ['b', 2],
      ]),
    );
    expect(await jobs.query('a')).toMatchObject({ jobid: 'a', jobstatus: 0 });
    expect(await jobs.query('b')).toMatchObject({ jobstatus: 2 });
    expect(await jobs.query('c')).toBeUndefined();
  });

  it('does not read any other refusal as "no such job"', async () => {
    const [jobs] = await watching(new Map(), (command) => refusal(command, 431, 'something else', 4350));
    await expect(jobs.query('a')).rejects.toMatchObject({ errorClass: 'refused' });
  });
});

describe('await', () => {
  it('waits for each of several jobs by one list a look, and asks only for those that left it', async () => {
    const status = new Map([
      ['a', 0],
      ['b', 0],
      ['c', 0],
    ]);
    const [jobs, server] = await watching(status);
    const [a, b, c] = ['a', 'b', 'c'].map((id) => jobs.await(id));
    await vi.waitFor(() =>
      expect(server.commands().filter((name) => name === 'listAsyncJobs').length).toBeGreaterThan(3),
    );
    expect(server.commands()).not.toContain('queryAsyncJobResult');
    status.set('a', 1);
    expect(await a).toMatchObject({ jobid: 'a', jobstatus: 1 });
    status.set('b', 2);
    expect(await b).toMatchObject({ jobid: 'b', jobstatus: 2 });
    status.set('c', 1);
    expect(await c).toMatchObject({ jobid: 'c', jobstatus: 1 });
  });

  it('takes the list for a hint: a job that is not in it but pending is waited for', async () => {
    const status = new Map([
      ['a', 0],
      ['b', 0],
    ]);
    const [jobs, server] = await watching(status, (command) =>
      command === 'listAsyncJobs' ? { json: { listasyncjobsresponse: {} } } : undefined,
    );
    const both = Promise.all([jobs.await('a'), jobs.await('b')]);
    await vi.waitFor(() =>
      expect(server.commands().filter((name) => name === 'queryAsyncJobResult').length).toBeGreaterThan(3),
    );
    status.set('a', 1).set('b', 1);
    expect(await both).toMatchObject([{ jobstatus: 1 }, { jobstatus: 1 }]);
  });

  it('is undefined when the job is gone', async () => {
    const [jobs] = await watching(new Map());
    expect(await jobs.await('a')).toBeUndefined();
  });

  it('answers all who wait for the same job', async () => {
    const [jobs] = await watching(new Map([['a', 1]]));
    const answers = await Promise.all([jobs.await('a'), jobs.await('a')]);
    expect(answers).toMatchObject([{ jobid: 'a' }, { jobid: 'a' }]);
  });

  it('looks no more when nothing is awaited', async () => {
    const [jobs, server] = await watching(new Map([['a', 1]]));
    await jobs.await('a');
    const looks = server.calls.length;
    // Far more than a tick, filled with other work rather than slept through.
    for (let i = 0; i < 20; i++) await jobs.query('a');
    expect(server.calls.length).toBe(looks + 20);
  });

  it('ends with the reason of its signal, for that caller alone', async () => {
    const status = new Map([['a', 0]]);
    const [jobs] = await watching(status);
    const controller = new AbortController();
    const mine = jobs.await('a', controller.signal);
    const other = jobs.await('a');
    controller.abort(new Error('worker shutdown'));
    await expect(mine).rejects.toThrow('worker shutdown');
    await expect(jobs.await('a', controller.signal)).rejects.toThrow('worker shutdown');
    status.set('a', 1);
    expect(await other).toMatchObject({ jobstatus: 1 });
  });

  it('survives failing looks', async () => {
    const status = new Map([
      ['a', 0],
      ['b', 0],
    ]);
    let down = true;
    let failed = 0;
    const [jobs] = await watching(status, () => (down && ++failed ? { status: 502, text: 'Bad Gateway' } : undefined));
    const both = Promise.all([jobs.await('a'), jobs.await('b')]);
    await vi.waitFor(() => expect(failed).toBeGreaterThan(3));
    down = false;
    status.set('a', 1).set('b', 1);
    expect(await both).toMatchObject([{ jobstatus: 1 }, { jobstatus: 1 }]);
  });

  it('fails once looks have failed too long, as unavailable', async () => {
    const [jobs] = await watching(new Map([['a', 0]]), () => ({ status: 502, text: 'Bad Gateway' }), 50);
    await expect(jobs.await('a')).rejects.toMatchObject({ errorClass: 'unavailable' });
  });

  it('lets one job that cannot be read fail alone', async () => {
    const status = new Map([
      ['a', 0],
      ['b', 1],
    ]);
    const [jobs] = await watching(
      status,
      (command, jobid) => {
        if (command === 'listAsyncJobs') return { json: { listasyncjobsresponse: {} } };
        return jobid === 'b' ? refusal(command, 531, 'not yours', 4365) : undefined;
      },
      50,
    );
    const a = jobs.await('a');
    await expect(jobs.await('b')).rejects.toMatchObject({ errorClass: 'denied' });
    status.set('a', 1);
    expect(await a).toMatchObject({ jobstatus: 1 });
  });

  it('does without the list where the key may not have it', async () => {
    const status = new Map([
      ['a', 1],
      ['b', 1],
    ]);
    const [jobs] = await watching(status, (command) =>
      command === 'listAsyncJobs' ? refusal(command, 432, 'not available for the account') : undefined,
    );
    expect(await Promise.all([jobs.await('a'), jobs.await('b')])).toHaveLength(2);
  });
});

describe('pace', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  /** A watcher with ticks of 100 ms over a transport that notes when it was asked. */
  function paced(jobstatus: () => number): [JobWatcher, number[]] {
    const looks: number[] = [];
    const start = Date.now();
    const transport = {
      call: ({ params }: Request) => {
        looks.push(Date.now() - start);
        return Promise.resolve({ body: { jobid: params?.['jobid'], jobstatus: jobstatus() } });
      },
    } as unknown as Transport;
    return [new JobWatcher(transport, { tickMs: 100 }), looks];
  }

  const gaps = (looks: number[]) => looks.map((at, i) => at - (looks[i - 1] ?? 0));

  it('slows down to two and a half ticks while only old jobs are awaited, and is quick again for a new one', async () => {
    let status = 0;
    const [watcher, looks] = paced(() => status);
    const old = watcher.await('old');
    await vi.advanceTimersByTimeAsync(5_000);
    expect(gaps(looks).slice(0, 3)).toEqual([100, 125, 156]);
    expect(gaps(looks).slice(-3)).toEqual([250, 250, 250]);
    status = 1;
    const before = Date.now();
    const young = watcher.await('old');
    await vi.advanceTimersByTimeAsync(100);
    await Promise.all([old, young]);
    expect(Date.now() - before).toBe(100);
  });

  it('leaves no timer behind when nothing is awaited any more', async () => {
    const [watcher] = paced(() => 1);
    const done = watcher.await('a');
    await vi.advanceTimersByTimeAsync(100);
    await done;
    await vi.advanceTimersByTimeAsync(0);
    expect(vi.getTimerCount()).toBe(0);

    const controller = new AbortController();
    const aborted = watcher.await('b', controller.signal);
    controller.abort(new Error('shutdown'));
    await expect(aborted).rejects.toThrow('shutdown');
    expect(vi.getTimerCount()).toBe(0);
  });
});
