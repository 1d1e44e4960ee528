import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { expect, vi } from 'vitest';
import { broken } from '../matrix/checker.js';
import type { Driver, FaultOrder, SimulatedState } from './driver.js';
import type { TestVm } from './estate.js';
import type { TestStack } from './stack.js';

/** Kinds of fault that hold a call: at CloudStack's door, with the answer on its way, or with its job under way. */
export const HOLDS = ['hold-request', 'hold-reply', 'hold-job'] as const;
/** Of commands that have no job. */
export const HOLDS_WITHOUT_JOB = ['hold-request', 'hold-reply'] as const;
export type Hold = (typeof HOLDS)[number];

/** A run whose workflow is lost at one of its calls. */
export interface LostRun {
  at: string;
  vm: TestVm;
  jobId: string;
  /** Of the job that is lost; a rollback's and a commit's is about `of`. */
  type: 'live' | 'test' | 'rollback' | 'commit';
  /** The live failover that the lost job is about, or is itself. */
  of: string | null;
}

export interface RecoverPlan {
  way: 'leave' | 'return';
  why: string;
  calls: { step: string; activity: string; object: string }[];
  resync_required: string[];
  becomes: { job_id: string; status: string }[];
}

/** Orders the fault of each, goes on with it, and hands it over as soon as it is held; resolves when all were. */
export async function heldAll<T extends { at: string }>(
  driver: Driver,
  runs: readonly { order: FaultOrder; go: () => Promise<T> }[],
  reached: (held: T) => Promise<void> = () => Promise.resolve(),
): Promise<T[]> {
  const held: T[] = [];
  const awaited = new Map<string, T>();
  const handOver = async (): Promise<boolean> => {
    for (const id of await driver.hits()) {
      const run = awaited.get(id);
      awaited.delete(id);
      if (run !== undefined) await reached(run);
    }
    return awaited.size === 0;
  };
  for (const { order, go } of runs) {
    const { id } = await driver.fault(order);
    const run = await go();
    held.push(run);
    awaited.set(id, run);
    await handOver();
  }
  await vi.waitUntil(handOver, { timeout: 90_000, interval: 20 }).catch((cause: unknown) => {
    throw new Error(`never held: ${[...awaited.values()].map(({ at }) => at).join('; ')}`, { cause });
  });
  return held;
}

/** Does `work` with a way to end workflows as somebody might in Temporal's UI. */
export async function withTerminate<T>(
  { urls }: TestStack,
  work: (terminate: (run: { vm: TestVm }) => Promise<void>) => Promise<T>,
): Promise<T> {
  const connection = await Connection.connect({ address: urls.temporal });
  const { workflow } = new Client({ connection });
  try {
    return await work(async ({ vm }) => {
      await workflow.getHandle(`failover/${vm.vm_id}`).terminate('by the test');
    });
  } finally {
    await connection.close();
  }
}

/** Temporal comes back without any of its data. */
export async function loseTemporalData(stack: TestStack): Promise<void> {
  await stack.kill('temporal');
  for (const end of ['', '-wal', '-shm']) rmSync(join(stack.folder, `temporal.db${end}`), { force: true });
  await stack.restart('temporal');
  await stack.restart('worker');
}

/** Ends every fault; resolves when nothing is under way at CloudStack. */
export async function letGo(driver: Driver): Promise<void> {
  await driver.control('DELETE', '/faults');
  await vi.waitUntil(async () => (await driver.state()).jobs.every(({ completed }) => completed !== null), {
    timeout: 30_000,
    interval: 50,
  });
}

/** Dry run, recovery, and what came of it; raises where that is not one of the outcomes that must hold. */
export async function recovers(
  driver: Driver,
  lost: readonly LostRun[],
  before: SimulatedState,
): Promise<Map<string, RecoverPlan['way']>> {
  const plans = await dryRuns(driver, lost);
  const recoveries = new Map<string, string>();
  for (const { jobId } of lost) {
    const { job_id } = await driver.ok<{ job_id: string }>('POST', `/failover/${jobId}/recover`, { reason: 'lost' });
    recoveries.set(jobId, job_id);
  }
  const wrong: string[] = [];
  for (const run of lost) {
    const plan = plans.get(run.jobId);
    const ended = await driver.until(recoveries.get(run.jobId) ?? '', undefined, 120_000);
    const found = [
      ...(ended.status === 'completed' ? [] : [`recovery ${ended.status}: ${ended.job_details.error_message ?? ''}`]),
      ...(await unlike(driver, run, plan, before)),
    ];
    wrong.push(...found.map((what) => `${run.at}: ${what} (${plan?.why ?? ''})`));
  }
  expect(wrong).toEqual([]);
  return new Map(lost.map(({ at, jobId }) => [at, plans.get(jobId)?.way ?? 'leave']));
}

/** What a recovery of each would do; raises where asking has changed anything. */
async function dryRuns(driver: Driver, lost: readonly LostRun[]): Promise<Map<string, RecoverPlan>> {
  const effects = (await driver.effects()).length;
  const plans = new Map<string, RecoverPlan>();
  for (const { jobId } of lost)
    plans.set(
      jobId,
      await driver.ok<RecoverPlan & Record<string, unknown>>('POST', `/failover/${jobId}/recover`, { dry_run: true }),
    );
  expect((await driver.effects()).length).toBe(effects);
  return plans;
}

/** What of CloudStack, of the jobs and of the inventory is not as it must be after a recovery. */
async function unlike(
  driver: Driver,
  { at, vm, jobId, type, of }: LostRun,
  plan: RecoverPlan | undefined,
  before: SimulatedState,
): Promise<string[]> {
  const stands = {
    commit: true,
    rollback: plan?.way === 'leave',
    live: plan?.becomes.some((job) => job.job_id === jobId && job.status === 'completed') === true,
    test: false,
  }[type];
  const [after, effects] = [await driver.state(), await driver.effects()];
  const lostStatus = type === 'live' && stands ? 'completed' : 'failed';
  const liveStatus = type === 'live' ? lostStatus : stands ? 'completed' : 'rolled_back';
  const found = broken({ vm, stands: stands ? 'destination' : 'home' }, before, after, effects).filter(
    (what) => type !== 'commit' || what !== 'not one snapshot a replica',
  );
  for (const [id, status] of [[jobId, lostStatus], ...(of === null ? [] : [[of, liveStatus]])] as [string, string][]) {
    const is = (await driver.status(id)).status;
    if (is !== status) found.push(`job ${id} is ${is}, not ${status}`);
  }
  const { vm: standing } = (await driver.api<{ vm: object }>('GET', `/vms/${vm.vm_id}`)).body;
  expect(standing, at).toMatchObject(
    stands
      ? { failover_state: 'failed_over', held_by: of }
      : {
          failover_state: 'ready',
          held_by: null,
          replication_allowed: true,
          disks: vm.disks.map(() => ({ resync_required: false })),
        },
  );
  return found;
}
