import { afterAll, beforeAll, expect, it } from 'vitest';
import { estateBroken } from '../matrix/checker.js';
import { Driver, inHold, type FaultOrder, type SimulatedState, type StatusBody } from '../support/driver.js';
import { testEstate, type TestVm } from '../support/estate.js';
import {
  heldAll,
  letGo,
  loseTemporalData,
  recovers,
  withTerminate,
  type Hold,
  type LostRun,
} from '../support/lost-runs.js';
import { startTestStack, type TestStack } from '../support/stack.js';

const STRATEGIES = ['vm-snapshot', 'volume-snapshot', 'clone'] as const;
type Strategy = (typeof STRATEGIES)[number];

/** A change, and what of the run tells whose it is. */
type Change = readonly [command: string, about: 'replica' | 'vm'];

const FORTH: Record<Strategy, readonly Change[]> = {
  'vm-snapshot': [['createVMSnapshot', 'vm']],
  'volume-snapshot': [['createSnapshot', 'replica']],
  clone: [
    ['createSnapshot', 'replica'],
    ['attachVolume', 'replica'],
    ['createVolume', 'replica'],
  ],
};
const FORTH_ALWAYS: readonly Change[] = [
  ['detachVolume', 'replica'],
  ['deployVirtualMachine', 'vm'],
  ['detachVolume', 'vm'],
  ['deleteVolume', 'vm'],
  ['updateVirtualMachine', 'vm'],
  ['attachVolume', 'vm'],
  ['startVirtualMachine', 'vm'],
];
const BACK: Record<Strategy, readonly Change[]> = {
  'vm-snapshot': [
    ['revertToVMSnapshot', 'vm'],
    ['deleteVMSnapshot', 'vm'],
    ['attachVolume', 'replica'],
  ],
  'volume-snapshot': [
    ['revertSnapshot', 'replica'],
    ['attachVolume', 'replica'],
    ['deleteSnapshot', 'replica'],
  ],
  clone: [
    ['deleteVolume', 'replica'],
    ['deleteSnapshot', 'replica'],
  ],
};
const BACK_ALWAYS: readonly Change[] = [
  ['stopVirtualMachine', 'vm'],
  ['detachVolume', 'vm'],
  ['updateVirtualMachine', 'vm'],
  ['destroyVirtualMachine', 'vm'],
  ['expungeVirtualMachine', 'vm'],
];
const COMMIT: readonly Change[] = [
  ['deleteSnapshot', 'replica'],
  ['updateVirtualMachine', 'vm'],
];
/** On a machine that many share. */
const TIMEOUT_MS = 600_000;
const ROLLBACK = { confirm_data_loss: true, reason: 'a test says so' };
const WITHOUT_JOB = ['deleteVolume', 'updateVirtualMachine'];

/** Where a run is lost: on its way to its destination, at rest there, or on the way that its end, or a person, has begun. */
interface Cell {
  way: Strategy | 'rollback' | 'abandon' | 'commit';
  phase: 'forth' | 'hold' | 'back';
  change?: Change;
  kind?: Hold;
}

let stack: TestStack;
let driver: Driver;
let vms: TestVm[];

const isTest = (way: Cell['way']): way is Strategy => (STRATEGIES as readonly string[]).includes(way);

const nameOf = ({ way, phase, change, kind }: Cell): string =>
  [way, phase, ...(change ?? []), kind].filter((word) => word !== undefined).join(' ');

/** Each is carried out though nobody hears of it; those of `way` alone also never arrive. */
function lostAt(way: Cell['way'], phase: Cell['phase'], always: readonly Change[], own: readonly Change[]): Cell[] {
  const carriedOut = (change: Change): Cell => {
    return { way, phase, change, kind: WITHOUT_JOB.includes(change[0]) ? 'hold-reply' : 'hold-job' };
  };
  return [
    ...[...always, ...own].map(carriedOut),
    ...own.map((change): Cell => ({ way, phase, change, kind: 'hold-request' })),
  ];
}

function start({ way }: Cell, vm: TestVm): Promise<string> {
  if (isTest(way)) return driver.startTest(vm, { custom_config: { protection: way }, auto_cleanup: false });
  const boot_check = { kind: 'tcp', port: 1, timeout: '1s', required: true };
  return driver.startLive(vm, way === 'abandon' ? { custom_config: { boot_check } } : {});
}

/** The destination runs with everything that is needed, and the run waits for somebody's word. */
const arrived: Record<'test' | 'live' | 'abandon', (status: StatusBody) => boolean> = {
  test: inHold,
  live: ({ status }) => status === 'completed',
  abandon: ({ attention }) => attention?.actions.some(({ action }) => action === 'abandon') === true,
};

function lostTest(cell: Cell, vm: TestVm, jobId: string): LostRun {
  return { at: nameOf(cell), vm, jobId, type: 'test', of: null };
}

/** Begins the way back, or the commit; the run that is then under way. */
async function turn(cell: Cell, vm: TestVm, jobId: string): Promise<LostRun> {
  const at = nameOf(cell);
  switch (cell.way) {
    case 'rollback':
    case 'commit': {
      const body = cell.way === 'rollback' ? ROLLBACK : {};
      const { job_id } = await driver.ok<{ job_id: string }>('POST', `/failover/${jobId}/${cell.way}`, body);
      return { at, vm, jobId: job_id, type: cell.way, of: jobId };
    }
    case 'abandon':
      await driver.answer(jobId, 'abandon');
      return { at, vm, jobId, type: 'live', of: jobId };
    default:
      await driver.ok('DELETE', `/failover/test/${jobId}`);
      return lostTest(cell, vm, jobId);
  }
}

/** The fault that holds the cell's change; a volume's snapshots and clones count as itself. */
function orderOf({ way, change, kind }: Cell, vm: TestVm): FaultOrder {
  const [command = '', about] = change ?? [];
  const which =
    about === 'replica'
      ? { volume: vm.disks[0]?.volume_id ?? '' }
      : { vm: isTest(way) ? `${vm.name}-test-*` : vm.name };
  return { command, kind: kind ?? '', ...which };
}

/** Brings a run of every cell to where it is to be lost. */
async function runAll(cells: readonly Cell[], reached?: (run: LostRun) => Promise<void>): Promise<LostRun[]> {
  const placed = cells.map((cell) => {
    const vm = vms.shift();
    if (vm === undefined) throw new Error('the estate is used up');
    return { cell, vm };
  });
  const lost = await heldAll(
    driver,
    placed
      .filter(({ cell: { phase } }) => phase === 'forth')
      .map(({ cell, vm }) => ({
        order: orderOf(cell, vm),
        go: async (): Promise<LostRun> => lostTest(cell, vm, await start(cell, vm)),
      })),
    reached,
  );
  const waiting: { cell: Cell; vm: TestVm; jobId: string }[] = [];
  for (const { cell, vm } of placed.filter(({ cell: { phase } }) => phase !== 'forth'))
    waiting.push({ cell, vm, jobId: await start(cell, vm) });
  for (const { cell, jobId } of waiting)
    await driver.until(
      jobId,
      arrived[isTest(cell.way) ? 'test' : cell.way === 'abandon' ? 'abandon' : 'live'],
      120_000,
    );
  for (const { cell, vm, jobId } of waiting.filter(({ cell: { phase } }) => phase === 'hold')) {
    const run = lostTest(cell, vm, jobId);
    await reached?.(run);
    lost.push(run);
  }
  const back = waiting.filter(({ cell: { phase } }) => phase === 'back');
  lost.push(
    ...(await heldAll(
      driver,
      back.map(({ cell, vm, jobId }) => ({ order: orderOf(cell, vm), go: () => turn(cell, vm, jobId) })),
      reached,
    )),
  );
  return lost;
}

const WAVES: Record<string, Cell[]> = {
  ...Object.fromEntries(
    STRATEGIES.map((way) => [
      `a test by ${way}`,
      [
        ...lostAt(way, 'forth', FORTH_ALWAYS, FORTH[way]),
        { way, phase: 'hold' } as const,
        ...lostAt(way, 'back', BACK_ALWAYS, BACK[way]),
      ],
    ]),
  ),
  'a rollback, an abandoned live failover, or a commit': [
    ...lostAt('rollback', 'back', BACK_ALWAYS, BACK['volume-snapshot']),
    ...lostAt('abandon', 'back', BACK_ALWAYS, BACK['volume-snapshot']),
    ...lostAt('commit', 'back', [], COMMIT),
  ],
};
const CELLS = Object.values(WAVES).flat();
const WITHOUT_TEMPORAL = CELLS.filter(
  ({ phase, change: [command] = [''], kind }) =>
    phase === 'hold' ||
    (kind === 'hold-job' &&
      (['createVMSnapshot', 'createVolume', 'revertToVMSnapshot', 'revertSnapshot'].includes(command) ||
        (phase === 'back' && command === 'deleteSnapshot'))),
);

beforeAll(async () => {
  stack = await startTestStack();
  driver = new Driver(stack);
  const shapes = [...CELLS, ...WITHOUT_TEMPORAL].map(() => 'one-disk' as const);
  // Guests that write so often as in other tests would keep the simulator busy.
  const estate = testEstate(shapes, { guest_write_ms: 300 }, { disksPerAppliance: 1 });
  await driver.load(estate);
  ({ vms } = estate);
});
afterAll(() => stack.stop());

/** A failover whose commit was lost stands; it is committed again, and then there is no way back. */
async function commitAgain(of: string | null): Promise<void> {
  const { job_id } = await driver.ok<{ job_id: string }>('POST', `/failover/${of ?? ''}/commit`, {});
  expect((await driver.until(job_id)).status).toBe('completed');
  expect(await driver.api('POST', `/failover/${of ?? ''}/rollback`, ROLLBACK)).toMatchObject({
    status: 409,
    body: { message: expect.stringContaining(`committed by ${job_id}`) as string },
  });
}

/** Recoveries of all: each leaves everything as before, or the failover in force as it was. */
async function comeBack(lost: LostRun[], before: SimulatedState): Promise<void> {
  const ways = await recovers(driver, lost, before);
  const standing = lost.filter(({ at, type }) => type === 'commit' || (type !== 'test' && ways.get(at) === 'leave'));
  const after = await driver.state();
  expect(
    estateBroken(
      standing.map(({ vm }) => vm.name),
      before,
      after,
    ),
  ).toEqual([]);
  // What was never asked to stop runs on; everything else comes home.
  expect(standing.filter(({ at, type }) => type !== 'commit' && !at.includes('stopVirtualMachine'))).toEqual([]);
  for (const { of } of lost.filter(({ type }) => type === 'commit')) await commitAgain(of);
}

it.each(Object.entries(WAVES))(
  'the workflow is terminated at every call of %s',
  async (_what, cells) => {
    const before = await driver.state();
    const lost = await withTerminate(stack, (terminate) => runAll(cells, terminate));
    await letGo(driver);
    await comeBack(lost, before);
  },
  TIMEOUT_MS,
);

it(
  'Temporal has lost the data of tests, rollbacks, abandons and commits',
  async () => {
    const before = await driver.state();
    const lost = await runAll(WITHOUT_TEMPORAL);
    await loseTemporalData(stack);
    await letGo(driver);
    await comeBack(lost, before);
  },
  TIMEOUT_MS,
);
