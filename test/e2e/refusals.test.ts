import { Client, Connection, WorkflowNotFoundError } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../scripts/ports.js';
import { sql } from '../support/database.js';
import { Driver, type Answer } from '../support/driver.js';
import { configOf, inventoryOf, KEYS, testEstate, type TestEstate, type TestVm } from '../support/estate.js';
import { brokenFacts } from '../support/outcome.js';
import { startTestStack, type TestStack } from '../support/stack.js';

/** A start waits for each neighbour a bounded time; the longest are Temporal's 5 s, twice. */
const ANSWERED_WITHIN_MS = 15_000;
const MIB = 1024 ** 2;

let stack: TestStack;
let driver: Driver;
let estate: TestEstate;
let temporal: Connection;

interface Row {
  what: string;
  status: number;
  code: string;
  /** What makes the start of this VM refused; done before the look that the answer is measured against. */
  prepare?: (vm: TestVm) => Promise<unknown>;
  /** By default a plain start with an Idempotency-Key. */
  ask?: (vm: TestVm) => Promise<Answer>;
  /** What is out of order during the request alone. */
  away?: { begin: () => Promise<unknown>; end: () => Promise<unknown> };
}

const start =
  (change: object = {}, headers: Record<string, string> = {}) =>
  (vm: TestVm): Promise<Answer> =>
    driver.api(
      'POST',
      '/failover/live',
      { vm_id: vm.vm_id, ...change },
      { 'idempotency-key': `refused-${vm.vm_id}`, ...headers },
    );
const inventory =
  (change: (body: ReturnType<typeof inventoryOf>) => object) =>
  (vm: TestVm): Promise<Answer> =>
    driver.api('PUT', `/vms/${vm.vm_id}`, { ...inventoryOf(vm), ...change(inventoryOf(vm)) });
const disksOf = (body: { disks?: unknown }): object[] => body.disks as object[];
/** Moves the VM to a configuration of its own. */
const configured = (name: string, change: () => Promise<object>) => async (vm: TestVm) => {
  await driver.ok('PUT', `/ossea-configs/${name}`, {
    ...configOf(vm.appliance_vm_id, stack.urls.simulator),
    ...(await change()),
  });
  await driver.ok('PUT', `/vms/${vm.vm_id}`, { ...inventoryOf(vm), ossea_config: name });
};
const withoutToken = async (): Promise<Answer> => {
  const answer = await fetch(`${stack.urls.api}/api/v1/failover/live`, { method: 'POST', body: '{}' });
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, unknown> };
};

const ROWS: Row[] = [
  { what: 'an unknown VM', status: 404, code: 'VM_NOT_FOUND', ask: start({ vm_id: 'nobody' }) },
  { what: 'a wrong type', status: 400, code: 'VALIDATION_FAILED', ask: start({ skip_validation: 'yes' }) },
  { what: 'an unknown field', status: 400, code: 'VALIDATION_FAILED', ask: start({ force: true }) },
  { what: 'an unknown option', status: 400, code: 'VALIDATION_FAILED', ask: start({ custom_config: { force: true } }) },
  { what: 'another name', status: 400, code: 'VALIDATION_FAILED', ask: start({ vm_name: 'somebody-else' }) },
  { what: 'a body of 2 MiB', status: 413, code: 'PAYLOAD_TOO_LARGE', ask: start({ reason: 'x'.repeat(2 * MIB) }) },
  {
    what: 'bad JSON',
    status: 400,
    code: 'VALIDATION_FAILED',
    ask: (vm) => driver.api('POST', '/failover/live', `{"vm_id":"${vm.vm_id}"`),
  },
  {
    what: 'a body that is not JSON by its own words',
    status: 415,
    code: 'UNSUPPORTED_MEDIA_TYPE',
    ask: start({}, { 'content-type': 'text/plain' }),
  },
  { what: 'no token', status: 401, code: 'UNAUTHORIZED', ask: withoutToken },
  { what: 'a wrong token', status: 401, code: 'UNAUTHORIZED', ask: start({}, { authorization: 'Bearer wrong' }) },
  {
    what: 'an unknown network',
    status: 422,
    code: 'NETWORK_MAPPING_MISSING',
    ask: start({ network_mappings: { 'Source 1': 'nowhere' } }),
  },
  {
    what: 'an unmapped network',
    status: 422,
    code: 'NETWORK_MAPPING_MISSING',
    prepare: (vm) => driver.ok('DELETE', `/network-mappings/${vm.vm_id}`),
  },
  { what: 'a VM without disks', status: 422, code: 'NOT_READY', prepare: inventory(() => ({ disks: [] })) },
  {
    what: 'a disk without volume',
    status: 422,
    code: 'NOT_READY',
    prepare: inventory((body) => ({ disks: disksOf(body).map((disk) => ({ ...disk, volume_id: null })) })),
  },
  {
    what: 'an inventory with two boot disks',
    status: 400,
    code: 'VALIDATION_FAILED',
    ask: inventory((body) => ({
      name: 'never-written',
      disks: disksOf(body).flatMap((disk) => [disk, { ...disk, disk_id: 'second', volume_id: null, unit_number: 1 }]),
    })),
  },
  {
    what: 'a powered-on source',
    status: 422,
    code: 'CONFIRMATION_REQUIRED',
    prepare: inventory(() => ({ power_state: 'poweredOn' })),
  },
  {
    what: 'CloudStack refusing connections',
    status: 502,
    code: 'OSSEA_API_ERROR',
    prepare: configured('nobody-listens', async () => ({
      api_url: `http://127.0.0.1:${await freePort()}/client/api`,
    })),
  },
  {
    what: 'CloudStack saying nothing',
    status: 502,
    code: 'OSSEA_API_ERROR',
    away: { begin: () => stack.kill('simulator', 'SIGSTOP'), end: () => stack.kill('simulator', 'SIGCONT') },
  },
  {
    what: 'CloudStack killed',
    status: 502,
    code: 'OSSEA_API_ERROR',
    away: { begin: () => stack.kill('simulator'), end: () => stack.restart('simulator') },
  },
  {
    what: 'a wrong CloudStack key',
    status: 502,
    code: 'OSSEA_API_ERROR',
    prepare: configured('wrong-key', async () => ({ ...KEYS, secret_key: 'not-the-secret-key' })),
  },
  {
    what: 'Temporal saying nothing',
    status: 503,
    code: 'UNAVAILABLE',
    away: { begin: () => stack.kill('temporal', 'SIGSTOP'), end: () => stack.kill('temporal', 'SIGCONT') },
  },
  {
    what: 'Temporal killed',
    status: 503,
    code: 'UNAVAILABLE',
    away: { begin: () => stack.kill('temporal'), end: () => stack.restart('temporal') },
  },
];

beforeAll(async () => {
  stack = await startTestStack();
  driver = new Driver(stack);
  // One VM a row, and one that nothing is wrong with.
  estate = testEstate([...ROWS, 'sound'].map(() => 'one-disk'));
  await driver.load(estate);
  temporal = await Connection.connect({ address: stack.urls.temporal });
});
afterAll(async () => {
  await temporal.close();
  await stack.stop();
});

/** Everything a start may change, but for Temporal: what CloudStack did and has, our rows, the VM as callers see it. */
async function lookAround({ vm_id }: TestVm): Promise<object> {
  const { vms, volumes, snapshots } = await driver.state();
  const rows = ['failover_jobs', 'failover_steps', 'failover_events', 'failover_volumes', 'idempotency_keys'].map(
    (table) => sql(stack.env.DATABASE_URL ?? '', `SELECT * FROM ${table}`),
  );
  return {
    effects: await driver.effects(),
    machines: vms.map(({ id, state, details }) => ({ id, state, details })),
    // A running appliance writes to its own root all the time.
    volumes: volumes.map((v) => ({ ...v, ...(v.type === 'ROOT' ? { content_sha256: null } : {}) })),
    snapshots,
    rows: await Promise.all(rows),
    vm: (await driver.ok<{ vm: object }>('GET', `/vms/${vm_id}`)).vm,
  };
}

async function hasRun({ vm_id }: TestVm): Promise<boolean> {
  const handle = new Client({ connection: temporal }).workflow.getHandle(`failover/${vm_id}`);
  return handle.describe().then(
    () => true,
    (error: unknown) => {
      if (error instanceof WorkflowNotFoundError) return false;
      throw error;
    },
  );
}

describe('a refused request changes nothing', () => {
  it.each(ROWS.map((row, index) => ({ ...row, index })))(
    '$what: $status $code',
    async ({ status, code, prepare, ask = start(), away, index }) => {
      const vm = estate.vms[index];
      if (vm === undefined) throw new Error('one VM a row');
      const prepared = (await prepare?.(vm)) as Partial<Answer> | undefined;
      expect(prepared?.status ?? 200).toBe(200);
      const before = await lookAround(vm);

      await away?.begin();
      const began = Date.now();
      const { body, ...answer } = await ask(vm);
      expect(Date.now() - began).toBeLessThan(ANSWERED_WITHIN_MS);
      await away?.end();

      expect(body).toMatchObject({ success: false, error_code: code, request_id: answer.headers.get('x-request-id') });
      expect(answer.status).toBe(status);
      expect(JSON.stringify(body)).not.toMatch(/127\.0\.0\.1|ECONN|\.[jt]s:\d|node_modules|secret-key/);
      expect(JSON.stringify(body)).not.toContain(stack.folder);
      expect(await hasRun(vm)).toBe(false);
      expect(await lookAround(vm)).toEqual(before);
    },
  );

  it('while the same request about a sound VM is accepted, and what it changes is seen', async () => {
    const vm = estate.vms[ROWS.length];
    if (vm === undefined) throw new Error('one more VM than rows');
    const before = await lookAround(vm);
    const { status, body } = await start()(vm);
    expect(status).toBe(202);
    const { job_details } = await driver.until(String(body.job_id), (job) => job.status === 'completed');
    expect(await brokenFacts(stack.urls.control, vm, job_details.destination_vm_id ?? '')).toEqual([]);
    expect(await hasRun(vm)).toBe(true);
    const after = await lookAround(vm);
    for (const part of Object.keys(before) as (keyof typeof before)[]) expect(after[part]).not.toEqual(before[part]);

    const runs = [];
    for await (const { workflowId } of new Client({ connection: temporal }).workflow.list()) runs.push(workflowId);
    expect(runs).toEqual([`failover/${vm.vm_id}`]);
  });
});
