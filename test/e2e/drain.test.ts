import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Driver } from '../support/driver.js';
import { testEstate, type TestVm } from '../support/estate.js';
import { brokenFacts, effectsTwice } from '../support/outcome.js';
import { startTestStack, type TestStack } from '../support/stack.js';

/** What the worker and the API themselves allow from SIGTERM on (worker.ts, api/server.ts). */
const GRACE_MS = 10_000;
/** Not reached by a process that has nothing to wait for, however busy the machine is. */
const SOON_MS = 7_000;

let stack: TestStack;
let driver: Driver;
let vms: TestVm[];
beforeAll(async () => {
  // A call that is held must not look like one that is lost.
  stack = await startTestStack({ env: { HTTP_TIMEOUT_SECONDS: '30', HEARTBEAT_SECONDS: '30' } });
  driver = new Driver(stack);
  const estate = testEstate(['two-disks', 'two-disks', 'two-disks']);
  ({ vms } = estate);
  await driver.load(estate);
});
afterAll(() => stack.stop());

function fresh(): TestVm {
  const vm = vms.shift();
  if (vm === undefined) throw new Error('the estate is used up');
  return vm;
}

/** Begins to drain; what became of the process, and after how long from now, milliseconds. */
function terminate(name: 'worker' | 'api'): () => Promise<{ how: string; ms: number }> {
  const began = Date.now();
  const draining = stack.processes[name];
  if (draining === undefined) throw new Error(`no ${name}`);
  draining.signal('SIGTERM');
  const over = draining.end().then((how) => ({ how, ms: Date.now() - began }));
  return () => over;
}

async function struck(id: string): Promise<void> {
  await vi.waitUntil(async () => (await driver.hits()).has(id), { timeout: 30_000, interval: 20 });
}

/** Resolves when nothing new is listened to. */
async function refusing(url: string): Promise<void> {
  await vi.waitUntil(
    () =>
      fetch(url).then(
        () => false,
        () => true,
      ),
    { timeout: 5_000, interval: 20 },
  );
}

async function completes(vm: TestVm, jobId: string): Promise<void> {
  const { status, job_details } = await driver.until(jobId);
  expect(status).toBe('completed');
  expect(await brokenFacts(stack.urls.control, vm, job_details.destination_vm_id ?? '')).toEqual([]);
  expect(effectsTwice(await driver.effects())).toEqual([]);
  expect((await driver.state()).violations).toEqual([]);
}

describe('SIGTERM', () => {
  it('of the API: a start in flight is answered, streams come to their end, nothing new is taken', async () => {
    const vm = fresh();
    const stream = await fetch(`${stack.urls.api}/api/v1/events`, {
      headers: { authorization: `Bearer ${stack.tokens.admin}` },
    });
    const { id } = await driver.fault({ command: 'listNetworks', kind: 'hold-request' });
    const start = driver.startLive(vm);
    await struck(id);
    const drained = terminate('api');
    // A stream that was cut off would reject.
    expect(await stream.text()).toMatch(/^retry: /);
    await refusing(`${stack.urls.api}/api/v1/debug/health`);
    await driver.control('DELETE', '/faults');
    const jobId = await start;
    const { how, ms } = await drained();
    expect(how).toBe('code 0');
    expect(ms).toBeLessThan(SOON_MS);
    await stack.restart('api');
    await completes(vm, jobId);
  });

  const pending = async () => {
    const { jobs } = await driver.ok<{
      jobs: {
        workflow: { pending_activities: { activity: string; attempt: number; last_failure: string | null }[] };
      }[];
    }>('GET', '/debug/failover-jobs?limit=1');
    return jobs.flatMap(({ workflow }) => workflow.pending_activities);
  };
  /** A run whose first attach has arrived, and is not done. */
  const attaching = async (vm: TestVm): Promise<string> => {
    const { id } = await driver.fault({ command: 'attachVolume', kind: 'hold-job' });
    const jobId = await driver.startLive(vm);
    await struck(id);
    return jobId;
  };

  it('of the worker: a call that ends within its grace is on record, and the process does not wait longer', async () => {
    const vm = fresh();
    const jobId = await attaching(vm);
    const drained = terminate('worker');
    await driver.control('DELETE', '/faults');
    const { how, ms } = await drained();
    expect(how).toBe('code 0');
    expect(ms).toBeLessThan(SOON_MS);
    expect((await pending()).map(({ activity }) => activity)).not.toContain('attachVolume');
    await stack.restart('worker');
    await completes(vm, jobId);
  });

  it('of the worker: a call that takes longer is given back at once, and its successor sends nothing twice', async () => {
    const vm = fresh();
    const jobId = await attaching(vm);
    const { how, ms } = await terminate('worker')();
    expect(how).toBe('code 0');
    expect(ms).toBeGreaterThan(GRACE_MS - 1_000);
    const givenBack = { attempt: 2, last_failure: expect.stringContaining('stops waiting') as string };
    expect((await pending()).find(({ activity }) => activity === 'attachVolume')).toMatchObject(givenBack);
    await stack.restart('worker');
    await driver.control('DELETE', '/faults');
    await completes(vm, jobId);
  });
});
