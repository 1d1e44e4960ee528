import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { broken, estateBroken } from '../matrix/checker.js';
import { Driver } from '../support/driver.js';
import { testEstate, type TestEstate } from '../support/estate.js';
import {
  heldAll,
  HOLDS,
  HOLDS_WITHOUT_JOB,
  letGo,
  loseTemporalData,
  recovers,
  withTerminate,
  type LostRun,
} from '../support/lost-runs.js';
import { startTestStack, type TestStack } from '../support/stack.js';

/** Each change of a live failover, about the replica or about the destination. */
const CALLS: { command: string; about: 'replica' | 'vm'; kinds: readonly string[] }[] = [
  { command: 'detachVolume', about: 'replica', kinds: HOLDS },
  { command: 'createSnapshot', about: 'replica', kinds: HOLDS },
  { command: 'deployVirtualMachine', about: 'vm', kinds: HOLDS },
  { command: 'detachVolume', about: 'vm', kinds: HOLDS },
  { command: 'deleteVolume', about: 'vm', kinds: HOLDS_WITHOUT_JOB },
  { command: 'updateVirtualMachine', about: 'vm', kinds: HOLDS_WITHOUT_JOB },
  { command: 'attachVolume', about: 'replica', kinds: HOLDS },
  { command: 'startVirtualMachine', about: 'vm', kinds: HOLDS },
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
function hold(cells: typeof CELLS, reached?: (held: LostRun) => Promise<void>): Promise<LostRun[]> {
  const runs = cells.map(({ command, about, kind }) => {
    const vm = estate.vms.shift();
    if (vm === undefined) throw new Error('the estate is used up');
    const which = about === 'vm' ? { vm: vm.name } : { volume: vm.disks[0]?.volume_id ?? '' };
    const go = async (): Promise<LostRun> => {
      const jobId = await driver.startLive(vm);
      return { at: `${command} of the ${about}, ${kind}`, vm, jobId, type: 'live', of: jobId };
    };
    return { order: { command, kind, ...which }, go };
  });
  return heldAll(driver, runs, reached);
}

describe('the workflow of a live failover is terminated', () => {
  beforeAll(() => prepare(CELLS.length + 2));
  afterAll(() => stack.stop());

  it('at every call: a recovery brings the replica home as it was, or leaves the destination that runs', async () => {
    const before = await driver.state();
    const held = await withTerminate(stack, (terminate) =>
      hold(CELLS, async (run) => {
        expect(await driver.api('POST', `/failover/${run.jobId}/recover`, { dry_run: true })).toMatchObject({
          status: 409,
          body: { error_code: 'INVALID_STATE' },
        });
        // In the midst of the call: its reply times out soon, and then the run would settle it and go on.
        await terminate(run);
      }),
    );
    await letGo(driver);
    const ways = await recovers(driver, held, before);
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
    const held = await hold(cells);
    await loseTemporalData(stack);
    await letGo(driver);
    const ways = await recovers(driver, held, before);
    expect([...ways.values()].sort()).toEqual(['leave', 'return', 'return', 'return']);
  });
});
