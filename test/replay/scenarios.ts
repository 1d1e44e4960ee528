import type { Client } from '@temporalio/client';
import { asksSomething, inHold, type Driver, type FaultOrder, type StatusBody } from '../support/driver.js';
import type { TestVm } from '../support/estate.js';

/** Where scenarios are played: a stack with fresh VMs. */
export interface Stage {
  driver: Driver;
  client: Client;
  /** A VM that no scenario has used. */
  fresh: () => TestVm;
}

/** One history to record: `<workflow type>/<how it went>`, and what makes it; answers the id of the job whose it is. */
export interface Scenario {
  name: string;
  play: (stage: Stage) => Promise<string>;
}

const REASON = { reason: 'a history is recorded' };
const STRATEGIES = ['vm-snapshot', 'volume-snapshot', 'clone'] as const;

async function endsAs(driver: Driver, jobId: string, status: string): Promise<string> {
  const ended = await driver.until(jobId, undefined, 120_000);
  if (ended.status !== status) throw new Error(`${jobId} should be ${status}: ${JSON.stringify(ended)}`);
  return jobId;
}

function live(
  how: string,
  status: string,
  change: Record<string, unknown>,
  faults: FaultOrder[],
  meanwhile?: Meanwhile,
) {
  return failover(`liveFailover/${how}`, 'live', status, change, faults, meanwhile);
}

type Meanwhile = (driver: Driver, jobId: string) => Promise<unknown>;

function failover(
  name: string,
  type: 'live' | 'test',
  status: string,
  change: Record<string, unknown>,
  faults: FaultOrder[],
  meanwhile: Meanwhile = () => Promise.resolve(),
): Scenario {
  return {
    name,
    async play({ driver, fresh }) {
      for (const fault of faults) await driver.fault(fault);
      const jobId = await (type === 'live' ? driver.startLive(fresh(), change) : driver.startTest(fresh(), change));
      await meanwhile(driver, jobId);
      return endsAs(driver, jobId, status);
    },
  };
}

const cancel: Meanwhile = async (driver, jobId) => {
  await driver.until(jobId, ({ current_step }) => current_step === 'create_vm');
  await driver.ok('POST', `/failover/${jobId}/cancel`, REASON);
};
const end: Meanwhile = async (driver, jobId) => {
  await driver.until(jobId, inHold);
  await driver.ok('DELETE', `/failover/test/${jobId}`);
};

const LIVE: Scenario[] = [
  live('completed', 'completed', {}, []),
  live('an unknown outcome settled', 'completed', {}, [{ command: 'deployVirtualMachine', kind: 'drop-reply' }]),
  live('undone', 'failed', {}, [{ command: 'attachVolume', kind: 'refuse', match: { deviceid: '1' } }]),
  live('cancelled', 'cancelled', {}, [{ command: 'deployVirtualMachine', kind: 'delay', delay_ms: 2_000 }], cancel),
  live(
    'asked and retried',
    'completed',
    {},
    [{ command: 'startVirtualMachine', kind: 'refuse', times: 8 }],
    async (driver, jobId) => {
      await driver.until(jobId, asksSomething);
      await driver.control('DELETE', '/faults');
      await driver.answer(jobId, 'retry');
    },
  ),
  live(
    'abandoned',
    'failed',
    { custom_config: { boot_check: { kind: 'tcp', port: 1, timeout: '1s', required: true } } },
    [],
    (driver, jobId) => driver.answer(jobId, 'abandon'),
  ),
];

const TESTS: Scenario[] = STRATEGIES.flatMap((protection) => {
  const test = (
    how: string,
    status: string,
    change: Record<string, unknown>,
    faults: FaultOrder[],
    meanwhile?: Meanwhile,
  ) =>
    failover(
      `testFailover/${protection} ${how}`,
      'test',
      status,
      { custom_config: { protection }, ...change },
      faults,
      meanwhile,
    );
  return [
    test('to its extended deadline', 'completed', { test_duration: '30s' }, [], async (driver, jobId) => {
      await driver.until(jobId, inHold);
      const until = new Date(Date.now() + 2_000).toISOString();
      await driver.ok('POST', `/failover/test/${jobId}/extend`, { until });
    }),
    test('ended', 'completed', { auto_cleanup: false }, [], end),
    test('undone', 'failed', {}, [{ command: 'attachVolume', kind: 'refuse', match: { deviceid: '1' } }]),
    test('cancelled', 'cancelled', {}, [{ command: 'deployVirtualMachine', kind: 'delay', delay_ms: 2_000 }], cancel),
  ];
});

const GIVEN_UP: Scenario = failover(
  'testFailover/a revert given up',
  'test',
  'failed',
  { custom_config: { protection: 'volume-snapshot' }, auto_cleanup: false },
  [{ command: 'revertSnapshot', kind: 'refuse', times: 1_000 }],
  async (driver, jobId) => {
    await end(driver, jobId);
    await driver.answer(jobId, 'abandon');
    await driver.control('DELETE', '/faults');
  },
);

async function followUp({ driver }: Stage, jobId: string, what: 'rollback' | 'commit' | 'recover'): Promise<string> {
  const body = what === 'rollback' ? { ...REASON, confirm_data_loss: true } : REASON;
  const { job_id } = await driver.ok<{ job_id: string }>('POST', `/failover/${jobId}/${what}`, body);
  return endsAs(driver, job_id, 'completed');
}

async function failedOver({ driver, fresh }: Stage, change: Record<string, unknown> = {}): Promise<string> {
  return endsAs(driver, await driver.startLive(fresh(), change), 'completed');
}

/** A job whose workflow somebody terminates once `reached` holds. */
async function terminated(
  { driver, client }: Stage,
  vm: TestVm,
  jobId: string,
  reached: (status: StatusBody) => boolean,
): Promise<string> {
  await driver.until(jobId, reached);
  await client.workflow.getHandle(`failover/${vm.vm_id}`).terminate('a history is recorded');
  return jobId;
}

const FOLLOW_UPS: Scenario[] = [
  { name: 'rollback/completed', play: async (stage) => followUp(stage, await failedOver(stage), 'rollback') },
  { name: 'commit/completed', play: async (stage) => followUp(stage, await failedOver(stage), 'commit') },
  {
    name: 'commitAfter/committed',
    play: (stage) => failedOver(stage, { custom_config: { commit_after: '1s' } }),
  },
  {
    name: 'commitAfter/ended by a rollback',
    async play(stage) {
      const jobId = await failedOver(stage, { custom_config: { commit_after: '720h' } });
      await followUp(stage, jobId, 'rollback');
      return jobId;
    },
  },
  {
    name: 'recover/a live failover',
    async play(stage) {
      const vm = stage.fresh();
      await stage.driver.fault({
        command: 'attachVolume',
        kind: 'delay',
        delay_ms: 3_000,
        volume: vm.disks[0]?.volume_id ?? '',
      });
      const jobId = await stage.driver.startLive(vm);
      await terminated(stage, vm, jobId, ({ current_step }) => current_step === 'attach');
      return followUp(stage, jobId, 'recover');
    },
  },
  {
    name: 'recover/a test failover in hold',
    async play(stage) {
      const vm = stage.fresh();
      const jobId = await stage.driver.startTest(vm, { auto_cleanup: false });
      await terminated(stage, vm, jobId, inHold);
      return followUp(stage, jobId, 'recover');
    },
  },
];

/** Every workflow, every way it ends. */
export const SCENARIOS: readonly Scenario[] = [GIVEN_UP, ...FOLLOW_UPS, ...LIVE, ...TESTS];
