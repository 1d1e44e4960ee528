import { Client, Connection, WorkflowNotFoundError } from '@temporalio/client';
import Libsql from 'libsql';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Driver, type Answer } from '../support/driver.js';
import { testEstate, type TestEstate, type TestVm } from '../support/estate.js';
import { brokenFacts, effectsTwice } from '../support/outcome.js';
import { startTestStack, type TestStack } from '../support/stack.js';

let stack: TestStack;
let driver: Driver;
let estate: TestEstate;
let temporal: Connection;
let database: Libsql.Database;

/** No worker at first: what the API promises does not need one. */
beforeAll(async () => {
  stack = await startTestStack({ start: ['temporal', 'simulator', 'api'] });
  driver = new Driver(stack);
  estate = testEstate(Array.from({ length: 20 }, () => 'one-disk'));
  await driver.load(estate);
  temporal = await Connection.connect({ address: stack.urls.temporal });
  database = new Libsql((stack.env.DATABASE_URL ?? '').slice('sqlite:'.length), { timeout: 5_000 });
});
afterEach(() => stack.kill('worker'));
afterAll(async () => {
  database.close();
  await temporal.close();
  await stack.stop();
});

/** A VM that no test has used. */
function fresh(): TestVm {
  const vm = estate.vms.shift();
  if (vm === undefined) throw new Error('the estate is used up');
  return vm;
}

function start(vm: TestVm, key?: string, change: object = {}): Promise<Answer> {
  const headers = key === undefined ? undefined : { 'idempotency-key': key };
  return driver.api('POST', '/failover/live', { vm_id: vm.vm_id, reason: 'fire', ...change }, headers);
}

const COUNT_ROWS = 'SELECT job_id FROM failover_jobs WHERE vm_id = ?';
const rowsOf = ({ vm_id }: TestVm): string[] =>
  (database.prepare(COUNT_ROWS).all([vm_id]) as { job_id: string }[]).map(({ job_id }) => job_id);

/** Job id of the VM's run in Temporal, or undefined where there is none. */
async function runOf({ vm_id }: TestVm): Promise<unknown> {
  const handle = new Client({ connection: temporal }).workflow.getHandle(`failover/${vm_id}`);
  return handle.describe().then(
    ({ memo }) => memo?.['job_id'],
    (error: unknown) => {
      if (error instanceof WorkflowNotFoundError) return undefined;
      throw error;
    },
  );
}

/** All runs the VM ever had. The list lags behind, so it is asked until it has caught up with what `describe` tells. */
async function runsOf({ vm_id }: TestVm): Promise<unknown[]> {
  const query = `WorkflowId = 'failover/${vm_id}'`;
  const list = async (): Promise<unknown[]> => {
    const runs = [];
    for await (const { memo } of new Client({ connection: temporal }).workflow.list({ query }))
      runs.push(memo?.['job_id']);
    return runs;
  };
  return vi.waitUntil(async () => ((await list()).length > 0 ? list() : false), { timeout: 20_000, interval: 50 });
}

/** The run ends as promised and nothing of it happened twice. */
async function completes(vm: TestVm, jobId: string): Promise<void> {
  const { job_details } = await driver.until(jobId, (job) => job.status === 'completed');
  expect(await brokenFacts(stack.urls.control, vm, job_details.destination_vm_id ?? '')).toEqual([]);
  expect(effectsTwice(await driver.effects())).toEqual([]);
  expect(rowsOf(vm)).toEqual([jobId]);
  expect(await runsOf(vm)).toEqual([jobId]);
}

describe('a second start of the same VM', () => {
  it('is 409 with the open job’s id: before any worker, in mid-run, and afterwards because it is failed over', async () => {
    const vm = fresh();
    const first = await start(vm);
    expect(first.status).toBe(202);
    const { job_id } = first.body;
    const refused = { error_code: 'ACTIVE_JOBS', details: { job_id } };
    expect(await start(vm)).toMatchObject({ status: 409, body: refused });
    expect(await start(vm, 'a-key')).toMatchObject({ status: 409, body: refused });

    await driver.fault({ command: 'startVirtualMachine', kind: 'hang' });
    await stack.restart('worker');
    await driver.until(String(job_id), ({ status }) => status === 'powering_on');
    expect(await start(vm)).toMatchObject({ status: 409, body: refused });
    expect(await start(vm, 'a-key')).toMatchObject({ status: 409, body: refused });

    await completes(vm, String(job_id));
    expect(await start(vm)).toMatchObject({ status: 409, body: { error_code: 'INVALID_STATE' } });
    expect(await runsOf(vm)).toEqual([job_id]);
  });
});

describe('the same Idempotency-Key', () => {
  it('gives the first answer, also after the job has ended; another body is 422', async () => {
    const vm = fresh();
    const first = await start(vm, 'weekly');
    expect(first.status).toBe(202);
    const again = async (): Promise<void> => {
      const answer = await start(vm, 'weekly');
      expect(answer).toMatchObject({ status: 202, body: first.body });
      expect(answer.headers.get('location')).toBe(first.headers.get('location'));
    };
    await again();
    await stack.kill('api');
    await stack.restart('api');
    await again();
    await stack.restart('worker');
    await completes(vm, String(first.body.job_id));
    await again();

    const reused = { status: 422, body: { error_code: 'IDEMPOTENCY_KEY_REUSED' } };
    expect(await start(vm, 'weekly', { reason: 'flood' })).toMatchObject(reused);
    const other = fresh();
    expect(await start(other, 'weekly')).toMatchObject(reused);
    expect(await runOf(other)).toBeUndefined();
    expect(rowsOf(other)).toEqual([]);
  });

  it('ten times at once is one workflow and one job', async () => {
    const vm = fresh();
    const answers = await Promise.all(Array.from({ length: 10 }, () => start(vm, 'at-once')));
    const [first] = answers;
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 202));
    expect(new Set(answers.map(({ body }) => body.job_id)).size).toBe(1);
    expect(await runsOf(vm)).toEqual([first?.body.job_id]);
    expect(rowsOf(vm)).toEqual([first?.body.job_id]);
  });
});

it('ten starts at once without a key: one is accepted, the others get its id', async () => {
  const vm = fresh();
  const answers = await Promise.all(Array.from({ length: 10 }, () => start(vm)));
  const accepted = answers.filter(({ status }) => status === 202);
  expect(accepted).toHaveLength(1);
  const jobId = accepted[0]?.body.job_id;
  for (const answer of answers.filter(({ status }) => status !== 202))
    expect(answer).toMatchObject({ status: 409, body: { error_code: 'ACTIVE_JOBS', details: { job_id: jobId } } });
  expect(await runsOf(vm)).toEqual([jobId]);
  expect(rowsOf(vm)).toEqual([jobId]);
});

describe('an API killed between the workflow’s start and the row’s insert', () => {
  const RESERVED = 'SELECT job_id, response FROM idempotency_keys WHERE idempotency_key = ?';
  const TRIES = 5;

  /**
   * Holds the database's write lock from the moment the key is reserved, so that the insert must wait, until the run is
   * in Temporal; then kills the API. The job's id, or undefined where the lock came too late.
   */
  async function killedBetween(vm: TestVm, key: string): Promise<string | undefined> {
    // Gives this process time to take the lock.
    await driver.fault({ command: 'listZones', kind: 'delay', delay_ms: 300 });
    const answer = start(vm, key).catch(() => 'cut off' as const);
    const reserved = await vi.waitUntil(
      () => database.prepare(RESERVED).get([key]) as { job_id: string; response: string | null } | undefined,
      { timeout: 10_000, interval: 1 },
    );
    database.exec('BEGIN IMMEDIATE');
    try {
      if (rowsOf(vm).length > 0) return undefined;
      await vi.waitUntil(() => runOf(vm), { timeout: 10_000, interval: 5 });
      await stack.kill('api');
      expect(rowsOf(vm)).toEqual([]);
    } finally {
      database.exec('ROLLBACK');
    }
    expect(await answer).toBe('cut off');
    expect(rowsOf(vm)).toEqual([]);
    expect(await runOf(vm)).toBe(reserved.job_id);
    return reserved.job_id;
  }

  /** Leaves the API dead. */
  async function killed(): Promise<{ vm: TestVm; key: string; jobId: string }> {
    for (let n = 1; n <= TRIES; n++) {
      const vm = fresh();
      const key = `killed-${vm.vm_id}`;
      const jobId = await killedBetween(vm, key);
      if (jobId !== undefined) return { vm, key, jobId };
    }
    throw new Error(`the window was missed ${TRIES} times`);
  }

  it('the repeat finds the run and writes its row, before any worker has', async () => {
    const { vm, key, jobId } = await killed();
    await stack.restart('api');
    expect(await start(vm, key)).toMatchObject({ status: 202, body: { job_id: jobId } });
    expect(rowsOf(vm)).toEqual([jobId]);
    expect(await start(vm)).toMatchObject({ status: 409, body: { details: { job_id: jobId } } });
    await stack.restart('worker');
    await completes(vm, jobId);
  });

  it('the run writes its row itself, and the repeat after its end still gets its id', async () => {
    const { vm, key, jobId } = await killed();
    await stack.restart('worker');
    const status = 'SELECT status FROM failover_jobs WHERE job_id = ?';
    await vi.waitUntil(
      () => (database.prepare(status).get([jobId]) as { status: string } | undefined)?.status === 'completed',
      { timeout: 60_000, interval: 50 },
    );
    await stack.restart('api');
    expect(await start(vm, key)).toMatchObject({ status: 202, body: { job_id: jobId } });
    await completes(vm, jobId);
  });
});
