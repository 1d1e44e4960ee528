import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { lazyConnection } from '../../../api/temporal/connection.js';
import { createStarter } from '../../../api/temporal/starter.js';
import { SEARCH_ATTRIBUTES } from '../../../domain/search-attributes.js';
import { freePort } from '../../../scripts/ports.js';
import { temporalBinary } from '../../../scripts/temporal-binary.js';
import { registerSearchAttributes } from '../../../telemetry/search-attributes.js';
import { TestApi, VM_ID } from '../../support/api/api.js';

/** A real Temporal server and no worker: what the API promises does not need one. */

const logger = pino({ level: 'silent' });
const TIMEOUT_MS = 2_000;

let env: TestWorkflowEnvironment;
let taskQueues = 0;
let api: TestApi | undefined;

beforeAll(async () => {
  const path = await temporalBinary();
  env = await TestWorkflowEnvironment.createLocal({ server: { executable: { type: 'existing-path', path } } });
});
afterAll(() => env.teardown());
afterEach(() => api?.close());

function starterAt(address: string): ReturnType<typeof createStarter> {
  const connection = lazyConnection({ address });
  taskQueues += 1;
  return createStarter({
    connection,
    namespace: 'default',
    taskQueue: `api-${taskQueues}`,
    timeoutMs: TIMEOUT_MS,
    logger,
    registerSearchAttributes: () => registerSearchAttributes(connection, 'default', logger),
  });
}

async function readyApi(address: string): Promise<TestApi> {
  await env.client.workflow
    .getHandle(`failover/${VM_ID}`)
    .terminate('the next test begins')
    .catch(() => undefined); // there may be none
  api = await TestApi.ready({ failovers: starterAt(address) });
  return api;
}

interface Answer {
  job_id: string;
  error_code: string;
  details: { job_id?: string };
}
const body = (response: { body: unknown }): Answer => response.body as Answer;

describe('a start while no worker runs', () => {
  it('is accepted and pending, and the run can be found by search attributes and memo', async () => {
    const ready = await readyApi(env.address);
    const { job_id } = body(await ready.start({ reason: 'drill' }).expect(202));
    expect((await ready.get(`/failover/${job_id}/status`).expect(200)).body).toMatchObject({ status: 'pending' });

    const run = await env.client.workflow.getHandle(`failover/${VM_ID}`).describe();
    expect(run).toMatchObject({ type: 'liveFailover', status: { name: 'RUNNING' }, memo: { job_id } });
    expect(await run.staticSummary()).toBe('Live failover of PGWINTESTBIOS');
    const attributes = Object.fromEntries(
      run.typedSearchAttributes.getAll().map(({ key, value }) => [key.name, value]),
    );
    expect(Object.keys(attributes)).toEqual(expect.arrayContaining([...SEARCH_ATTRIBUTES]));
    expect(attributes).toMatchObject({ FailoverJobId: job_id, FailoverStatus: 'pending', FailoverVmId: VM_ID });
  });

  it('holds the VM against a second start, which learns the job from the memo', async () => {
    const ready = await readyApi(env.address);
    const { job_id } = body(await ready.start().expect(202));
    await ready.closeJob(job_id, { failover_state: 'ready', held_by: null });
    expect(body(await ready.start().expect(409))).toMatchObject({ error_code: 'ACTIVE_JOBS', details: { job_id } });
  });

  it('gives the same answer to the same key, and one run to duplicates in flight', async () => {
    const ready = await readyApi(env.address);
    const answers = await Promise.all(Array.from({ length: 5 }, () => ready.start({}, 'key')));
    const again = await ready.start({}, 'key');
    expect([...answers, again].map((answer) => answer.status)).toEqual(Array.from({ length: 6 }, () => 202));
    expect(new Set([...answers, again].map((answer) => body(answer).job_id)).size).toBe(1);
  });

  it('gives the VM to one of two APIs that know nothing of each other', async () => {
    const first = await readyApi(env.address);
    const second = await TestApi.ready({ failovers: starterAt(env.address) });
    const answers = await Promise.all([first.start(), second.start()]);
    const won = answers.find((answer) => answer.status === 202);
    const lost = answers.find((answer) => answer.status === 409);
    expect(body(lost ?? { body: {} }).details.job_id).toBe(body(won ?? { body: {} }).job_id);
    await second.close();
  });

  it('counts no worker', async () => {
    const ready = await readyApi(env.address);
    expect((await ready.get('/debug/health')).body).toMatchObject({
      components: { temporal: 'up', failover_engines: 'no_worker' },
      metrics: { workers: 0 },
    });
  });
});

describe('a start while Temporal is away', () => {
  let deaf: Server;
  beforeAll(async () => {
    deaf = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(deaf, 'listening');
  });
  afterAll(() => deaf.close());

  const addresses: [string, () => Promise<string>][] = [
    ['refuses connections', async () => `127.0.0.1:${await freePort()}`],
    ['accepts them and says nothing', async () => `127.0.0.1:${(deaf.address() as AddressInfo).port}`],
  ];
  it.each(addresses)('is answered 503 in bounded time by one that %s', async (_what, address) => {
    const ready = await readyApi(await address());
    const began = performance.now();
    expect(body(await ready.start({}, 'key').expect(503)).error_code).toBe('UNAVAILABLE');
    expect(performance.now() - began).toBeLessThan(5 * TIMEOUT_MS);
    expect((await ready.get('/failover/jobs')).body).toMatchObject({ total_jobs: 0 });
    expect((await ready.get('/debug/health')).body).toMatchObject({ components: { temporal: 'down' } });
  });

  it('is accepted soon after Temporal has come back', async () => {
    const port = await freePort();
    const ready = await readyApi(`127.0.0.1:${port}`);
    for (let i = 0; i < 3; i += 1) await ready.start({}, 'key').expect(503);
    const path = await temporalBinary();
    const back = await TestWorkflowEnvironment.createLocal({
      server: { ip: '127.0.0.1', port, executable: { type: 'existing-path', path } },
    });
    try {
      await vi.waitFor(() => ready.start({}, 'key').expect(202), { timeout: 10_000, interval: 100 });
    } finally {
      await back.teardown();
    }
  });
});
