import { vi } from 'vitest';
import { inHold, type Driver, type StatusBody } from '../support/driver.js';
import { SHAPES, type Shape, type TestVm, type Version } from '../support/estate.js';
import { withTerminate } from '../support/lost-runs.js';
import type { TestStack } from '../support/stack.js';
import type { MatrixCall } from './calls.js';
import type { Stand } from './checker.js';
import { expectedOfFollowUp, expectedOfTest } from './expected-of.js';
import { expected, type Expected, type FaultKind } from './expected.js';

/** What the runs of a field are. */
export interface JobKind {
  title: string;
  /** What a VM has gone through before its run; resolves with the job that the run is about. */
  ground?: (field: { stack: TestStack; driver: Driver }, vm: TestVm) => Promise<string>;
  /** Route and body of the start; `of`: the job of `ground`. */
  start: (vm: TestVm, of: string) => { path: string; body: Record<string, unknown> };
  /** What its destination is called; with `*` at its end where the job completes the name. */
  named?: (vm: string) => string;
  /** Where a completed run leaves its replicas; any other leaves them at home. */
  stands: Stand;
  /** What becomes of the job that a completed run is about. */
  becomes?: string;
  /** What the guest has written to by the time that a completed run gives everything back. */
  guestWrites?: 'replicas' | 'clones';
  /** What may become of one of its runs by a fault on one of its calls. */
  expected: (fault: FaultKind, call: MatrixCall) => Expected;
  /** A person's word, by which it goes back or lets its snapshots go without having been told no. */
  asked?: 'rollback' | 'commit' | 'recover';
}

type TestStrategy = 'vm-snapshot' | 'volume-snapshot' | 'clone';

export const LIVE: JobKind = {
  title: 'Live failover',
  start: ({ vm_id }) => ({ path: '/failover/live', body: { vm_id } }),
  stands: 'destination',
  expected,
};

/** A test that its deadline ends as soon as its guest has had the time to write. */
function testBy(strategy: TestStrategy): JobKind {
  return {
    title: `Test, ${strategy}`,
    named: nameOfTest,
    start: ({ vm_id }) => ({
      path: '/failover/test',
      body: { vm_id, test_duration: '1s', custom_config: { protection: strategy } },
    }),
    stands: 'home',
    guestWrites: writtenTo(strategy),
    expected: expectedOfTest,
  };
}

const ROLLBACK: JobKind = {
  title: 'Rollback',
  ground: failedOver,
  start: (_, of) => ({
    path: `/failover/${of}/rollback`,
    body: { confirm_data_loss: true, reason: 'the application does not work there' },
  }),
  stands: 'home',
  becomes: 'rolled_back',
  guestWrites: 'replicas',
  asked: 'rollback',
  expected: expectedOfFollowUp,
};

const COMMIT: JobKind = {
  title: 'Commit',
  ground: failedOver,
  start: (_, of) => ({ path: `/failover/${of}/commit`, body: {} }),
  stands: 'committed',
  becomes: 'completed',
  asked: 'commit',
  expected: expectedOfFollowUp,
};

/** Of a test whose workflow is terminated while its guest writes. */
function recoveryOf(strategy: TestStrategy): JobKind {
  return {
    title: `Recovery of a test, ${strategy}`,
    named: nameOfTest,
    ground: async ({ stack, driver }, vm) => {
      const body = { custom_config: { protection: strategy }, auto_cleanup: false };
      const jobId = await driver.startTest(vm, body);
      await driver.until(jobId, inHold);
      return terminated(stack, vm, jobId);
    },
    start: recover,
    stands: 'home',
    becomes: 'failed',
    guestWrites: writtenTo(strategy),
    asked: 'recover',
    expected: expectedOfFollowUp,
  };
}

/** Of a live failover whose workflow is terminated when all is done but the start, which is denied. */
const RECOVERY_OF_LIVE: JobKind = {
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
  expected: expectedOfFollowUp,
};

/** Of a rollback whose workflow is terminated when it has stopped the destination. One of a commit changes nothing in CloudStack. */
const RECOVERY_OF_ROLLBACK: JobKind = {
  title: 'Recovery of a rollback',
  ground: async (field, vm) => {
    const { stack, driver } = field;
    const { path, body } = ROLLBACK.start(vm, await failedOver(field, vm));
    const { id } = await driver.fault({ command: 'stopVirtualMachine', vm: vm.name, kind: 'hold-reply' });
    const { job_id } = await driver.ok<{ job_id: string }>('POST', path, body);
    await vi.waitUntil(async () => (await driver.hits()).has(id), { timeout: 60_000, interval: 200 });
    return terminated(stack, vm, job_id);
  },
  start: recover,
  stands: 'home',
  becomes: 'failed',
  guestWrites: 'replicas',
  asked: 'recover',
  expected: expectedOfFollowUp,
};

/** A kind of job with VMs of one shape. */
export interface Variant {
  title: string;
  kind: JobKind;
  version: Version;
  shape: Shape;
}

/** Tests, each on a CloudStack that has its strategy chosen. */
export const TESTS = inShapes([
  { kind: testBy('vm-snapshot'), version: '4.22' },
  { kind: testBy('volume-snapshot'), version: '4.20' },
  { kind: testBy('clone'), version: '4.18' },
]);

/** What ends a failover. */
export const FOLLOW_UPS = inShapes(
  [
    ROLLBACK,
    COMMIT,
    RECOVERY_OF_LIVE,
    RECOVERY_OF_ROLLBACK,
    recoveryOf('vm-snapshot'),
    recoveryOf('volume-snapshot'),
    recoveryOf('clone'),
  ].map((kind) => ({ kind, version: '4.22' })),
);

function inShapes(jobs: readonly Pick<Variant, 'kind' | 'version'>[]): Variant[] {
  return (['one-disk', 'two-disks'] as const).flatMap((shape) =>
    jobs.map((job) => ({ ...job, shape, title: `${job.kind.title}, ${shape}` })),
  );
}

/** What of these calls is tried with VMs of this shape: where there are more disks than one, what is about one or all of them. */
export function triedWith(shape: Shape, calls: readonly MatrixCall[]): MatrixCall[] {
  const ofDisks = ({ replica, command }: MatrixCall): boolean => replica !== undefined || /VMSnapshot$/.test(command);
  return calls.filter((call) => SHAPES[shape].disks === 1 || ofDisks(call));
}

function writtenTo(strategy: TestStrategy): NonNullable<JobKind['guestWrites']> {
  return strategy === 'clone' ? 'clones' : 'replicas';
}

function nameOfTest(vm: string): string {
  return `${vm}-test-*`;
}

function recover(_: TestVm, of: string): ReturnType<JobKind['start']> {
  return { path: `/failover/${of}/recover`, body: { reason: 'its workflow is gone' } };
}

async function failedOver({ driver }: { driver: Driver }, vm: TestVm): Promise<string> {
  const jobId = await driver.startLive(vm);
  completed(await driver.until(jobId));
  return jobId;
}

async function terminated(stack: TestStack, vm: TestVm, jobId: string): Promise<string> {
  await withTerminate(stack, (terminate) => terminate({ vm }));
  return jobId;
}

/** Whether runs of this kind sleep before they look, for twice the HTTP time limit of the worker that has opened them. */
export const sleepsFirst = ({ asked }: JobKind): boolean => asked === 'recover';

function completed(status: StatusBody): void {
  if (status.status !== 'completed') throw new Error(`not completed: ${JSON.stringify(status)}`);
}
