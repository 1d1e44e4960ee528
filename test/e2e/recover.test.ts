import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { broken, estateBroken } from '../matrix/checker.js';
import { Driver, type SimulatedState, type StatusBody } from '../support/driver.js';
import { testEstate, type TestEstate, type TestVm } from '../support/estate.js';
import { startTestStack, type TestStack } from '../support/stack.js';

interface Plan {
  way: 'leave' | 'return';
  why: string;
  calls: { step: string; activity: string; object: string }[];
  resync_required: string[];
  becomes: { job_id: string; status: string }[];
}

/** A run that is held at one of its calls: at CloudStack's door, with the answer on its way, or with the job under way. */
interface Held {
  at: string;
  vm: TestVm;
  jobId: string;
}

const ASYNC = ['hold-request', 'hold-reply', 'hold-job'] as const;
const SYNC = ['hold-request', 'hold-reply'] as const;

/** Each change of a live failover, about the replica or about the destination. */
const CALLS: { command: string; about: 'replica' | 'vm'; kinds: readonly string[] }[] = [
  { command: 'detachVolume', about: 'replica', kinds: ASYNC },
  { command: 'createSnapshot', about: 'replica', kinds: ASYNC },
  { command: 'deployVirtualMachine', about: 'vm', kinds: ASYNC },
  { command: 'detachVolume', about: 'vm', kinds: ASYNC },
  { command: 'deleteVolume', about: 'vm', kinds: SYNC },
  { command: 'updateVirtualMachine', about: 'vm', kinds: SYNC },
  { command: 'attachVolume', about: 'replica', kinds: ASYNC },
  { command: 'startVirtualMachine', about: 'vm', kinds: ASYNC },
];
const CELLS = CALLS.flatMap(({ kinds, ...call }) => kinds.map((kind) => ({ ...call, kind })));

let stack: TestStack;
let driver: Driver;
let estate: TestEstate;

async function prepare(vms: number): Promise<void> {
  stack = await startTestStack();
  driver = new Driver(stack);
  estate = testEstate(
    Array.from({ length: vms }, () => 'one-disk' as const),
    {},
    { disksPerAppliance: 1 },
  );
  await driver.load(estate);
}

/** Starts a run in each of these cells and hands each over when it is held; resolves when all were. */
async function hold(cells: typeof CELLS, reached: (held: Held) => Promise<void>): Promise<Held[]> {
  const held: Held[] = [];
  const awaited = new Map<string, Held>();
  for (const { command, about, kind } of cells) {
    const vm = estate.vms.shift();
    if (vm === undefined) throw new Error('the estate is used up');
    const which = about === 'vm' ? { vm: vm.name } : { volume: vm.disks[0]?.volume_id ?? '' };
    const { id } = await driver.fault({ command, kind, ...which });
    const run = { at: `${command} of the ${about}, ${kind}`, vm, jobId: await driver.startLive(vm) };
    held.push(run);
    awaited.set(id, run);
  }
  const allReached = async (): Promise<boolean> => {
    for (const id of await driver.hits()) {
      const run = awaited.get(id);
      awaited.delete(id);
      if (run !== undefined) await reached(run);
    }
    return awaited.size === 0;
  };
  await vi.waitUntil(allReached, { timeout: 90_000, interval: 20 }).catch((cause: unknown) => {
    throw new Error(`never held: ${[...awaited.values()].map(({ at }) => at).join('; ')}`, { cause });
  });
  return held;
}

async function letGo(): Promise<void> {
  await driver.control('DELETE', '/faults');
  await vi.waitUntil(async () => (await driver.state()).jobs.every(({ completed }) => completed !== null), {
    timeout: 30_000,
    interval: 50,
  });
}

/** Dry run, recovery, and what came of it; raises where that is not one of the outcomes that must hold. */
async function recovers(held: readonly Held[], before: SimulatedState): Promise<Map<string, Plan['way']>> {
  const effects = (await driver.effects()).length;
  const plans = new Map<string, Plan>();
  for (const { jobId } of held)
    plans.set(
      jobId,
      await driver.ok<Plan & Record<string, unknown>>('POST', `/failover/${jobId}/recover`, { dry_run: true }),
    );
  expect((await driver.effects()).length).toBe(effects);
  const recoveries = new Map<string, string>();
  for (const { jobId } of held) {
    const { job_id } = await driver.ok<{ job_id: string }>('POST', `/failover/${jobId}/recover`, { reason: 'lost' });
    recoveries.set(jobId, job_id);
  }
  const wrong: string[] = [];
  for (const { at, vm, jobId } of held) {
    const plan = plans.get(jobId);
    const ended: StatusBody = await driver.until(recoveries.get(jobId) ?? '', undefined, 120_000);
    const left = plan?.way === 'leave' && plan.becomes.some(({ status }) => status === 'completed');
    const [after, all] = [await driver.state(), await driver.effects()];
    const found = [
      ...(ended.status === 'completed' ? [] : [`recovery ${ended.status}: ${ended.job_details.error_message ?? ''}`]),
      ...broken({ vm, stands: left ? 'destination' : 'home' }, before, after, all),
      ...((await driver.status(jobId)).status === (left ? 'completed' : 'failed')
        ? []
        : ['wrong status of the lost job']),
    ];
    const { vm: standing } = (await driver.api<{ vm: object }>('GET', `/vms/${vm.vm_id}`)).body;
    expect(standing).toMatchObject(
      left
        ? { failover_state: 'failed_over', held_by: jobId }
        : { failover_state: 'ready', held_by: null, disks: [{ resync_required: false }] },
    );
    wrong.push(...found.map((what) => `${at}: ${what} (${plan?.why ?? ''})`));
  }
  expect(wrong).toEqual([]);
  return new Map(held.map(({ at, jobId }) => [at, plans.get(jobId)?.way ?? 'leave']));
}

describe('the workflow of a live failover is terminated', () => {
  beforeAll(() => prepare(CELLS.length + 2));
  afterAll(() => stack.stop());

  it('at every call: a recovery brings the replica home as it was, or leaves the destination that runs', async () => {
    const before = await driver.state();
    const connection = await Connection.connect({ address: stack.urls.temporal });
    const { workflow } = new Client({ connection });
    const held = await hold(CELLS, async ({ vm, jobId }) => {
      expect(await driver.api('POST', `/failover/${jobId}/recover`, { dry_run: true })).toMatchObject({
        status: 409,
        body: { error_code: 'INVALID_STATE' },
      });
      // In the midst of the call: its reply times out soon, and then the run would settle it and go on.
      await workflow.getHandle(`failover/${vm.vm_id}`).terminate('by the test');
    });
    await connection.close();
    await letGo();
    const ways = await recovers(held, before);
    expect(ways.get('startVirtualMachine of the vm, hold-job')).toBe('leave');
    expect([...ways.values()].filter((way) => way === 'return').length).toBeGreaterThanOrEqual(CELLS.length - 3);
    const running = held.filter(({ at }) => ways.get(at) === 'leave');
    expect(
      estateBroken(
        running.map(({ vm }) => vm.name),
        before,
        await driver.state(),
      ),
    ).toEqual([]);
    expect(await driver.api('POST', `/failover/${held[0]?.jobId ?? ''}/recover`, {})).toMatchObject({ status: 409 });
    for (const { vm, jobId } of running) {
      const rollback = { confirm_data_loss: true, reason: 'home again' };
      const { job_id } = await driver.ok<{ job_id: string }>('POST', `/failover/${jobId}/rollback`, rollback);
      expect((await driver.until(job_id)).status).toBe('completed');
      expect(broken({ vm, stands: 'home' }, before, await driver.state(), await driver.effects())).toEqual([]);
    }
  });
});

describe('Temporal has lost its data', () => {
  beforeAll(() => prepare(4));
  afterAll(() => stack.stop());

  it('every run that was under way can be recovered', async () => {
    const before = await driver.state();
    const cells = CELLS.filter(
      ({ command, kind }) =>
        ['createSnapshot', 'deployVirtualMachine', 'attachVolume', 'startVirtualMachine'].includes(command) &&
        kind === 'hold-job',
    );
    const held = await hold(cells, () => Promise.resolve());
    await stack.kill('temporal');
    for (const end of ['', '-wal', '-shm']) rmSync(join(stack.folder, `temporal.db${end}`), { force: true });
    await stack.restart('temporal');
    await stack.restart('worker');
    await letGo();
    const ways = await recovers(held, before);
    expect([...ways.values()].sort()).toEqual(['leave', 'return', 'return', 'return']);
  });
});
