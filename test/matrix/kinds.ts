import { Client, Connection } from '@temporalio/client';
import type { Driver, StatusBody } from '../support/driver.js';
import type { TestVm } from '../support/estate.js';
import type { TestStack } from '../support/stack.js';
import type { Stand } from './checker.js';

/** What the runs of a field are. */
export interface JobKind {
  title: string;
  /** What a VM has gone through before its run; resolves with the job that the run is about. */
  ground?: (field: { stack: TestStack; driver: Driver }, vm: TestVm) => Promise<string>;
  /** Route and body of the start; `of`: the job of `ground`. */
  start: (vm: TestVm, of: string) => { path: string; body: Record<string, unknown> };
  /** Where a completed run leaves its replicas; any other leaves them at home. */
  stands: Stand;
  /** What becomes of the job that a completed run is about. */
  becomes?: string;
  /** Of a test: how it is protected. */
  strategy?: 'vm-snapshot' | 'volume-snapshot' | 'clone';
  /** A person's word, by which it goes back or lets its snapshots go without having been told no. */
  asked?: 'rollback' | 'commit' | 'recover';
}

export const LIVE: JobKind = {
  title: 'Live failover',
  start: ({ vm_id }) => ({ path: '/failover/live', body: { vm_id } }),
  stands: 'destination',
};

/** A test that its deadline ends as soon as its guest has had the time to write. */
export function testBy(strategy: NonNullable<JobKind['strategy']>): JobKind {
  return {
    title: `Test, ${strategy}`,
    start: ({ vm_id }) => ({
      path: '/failover/test',
      body: { vm_id, test_duration: '1s', custom_config: { protection: strategy } },
    }),
    stands: 'home',
    strategy,
  };
}

export const ROLLBACK: JobKind = {
  title: 'Rollback',
  ground: failedOver,
  start: (_, of) => ({
    path: `/failover/${of}/rollback`,
    body: { confirm_data_loss: true, reason: 'the application does not work there' },
  }),
  stands: 'home',
  becomes: 'rolled_back',
  asked: 'rollback',
};

export const COMMIT: JobKind = {
  title: 'Commit',
  ground: failedOver,
  start: (_, of) => ({ path: `/failover/${of}/commit`, body: {} }),
  stands: 'committed',
  becomes: 'completed',
  asked: 'commit',
};

/** Of a test whose workflow is terminated while its guest writes. */
export function recoveryOf(strategy: NonNullable<JobKind['strategy']>): JobKind {
  return {
    title: `Recovery of a test, ${strategy}`,
    ground: async ({ stack, driver }, vm) => {
      const body = { custom_config: { protection: strategy }, auto_cleanup: false };
      const jobId = await driver.startTest(vm, body);
      await driver.until(jobId, ({ status }) => status === 'test_running');
      return terminated(stack, vm, jobId);
    },
    start: recover,
    stands: 'home',
    becomes: 'failed',
    strategy,
    asked: 'recover',
  };
}

/** Of a live failover whose workflow is terminated when all is done but the start, which is denied. */
export const RECOVERY_OF_LIVE: JobKind = {
  title: 'Recovery of a live failover',
  ground: async ({ stack, driver }, vm) => {
    await driver.fault({ command: 'startVirtualMachine', vm: vm.name, kind: 'denied', times: 1_000 });
    const jobId = await driver.startLive(vm);
    await driver.until(jobId, ({ attention }) => attention !== null);
    return terminated(stack, vm, jobId);
  },
  start: recover,
  stands: 'home',
  becomes: 'failed',
  asked: 'recover',
};

function recover(_: TestVm, of: string): ReturnType<JobKind['start']> {
  return { path: `/failover/${of}/recover`, body: { reason: 'its workflow is gone' } };
}

async function failedOver({ driver }: { driver: Driver }, vm: TestVm): Promise<string> {
  const jobId = await driver.startLive(vm);
  completed(await driver.until(jobId));
  return jobId;
}

async function terminated({ urls }: TestStack, { vm_id }: TestVm, jobId: string): Promise<string> {
  const connection = await Connection.connect({ address: urls.temporal });
  await new Client({ connection }).workflow.getHandle(`failover/${vm_id}`).terminate('by the test');
  await connection.close();
  return jobId;
}

function completed(status: StatusBody): void {
  if (status.status !== 'completed') throw new Error(`not completed: ${JSON.stringify(status)}`);
}
