import { freePort } from '../../scripts/ports.js';
import { Driver } from '../support/driver.js';
import { testEstate, type Shape } from '../support/estate.js';
import { startMariadb } from '../support/mariadb.js';
import { startTestStack, type TestStack } from '../support/stack.js';
import { crewOf, type Member } from './crew.js';
import type { Dice } from './dice.js';
import { judged, type Verdict } from './judge.js';
import { Operator, type Run, type Shift } from './operators.js';
import { makeTrouble, type Count } from './troubles.js';

/** VMs in the estate, and how many of them are worked on at once. */
const VMS = 40;
const AT_ONCE = 10;
const SHAPES: Shape[] = ['one-disk', 'two-disks', 'one-disk', 'four-disks', 'uefi-custom'];
const WINDOWS = {
  FENCE_SECONDS: '6',
  // A busy machine must not look like a dead worker.
  HEARTBEAT_SECONDS: '6',
  STEP_BUDGET_SECONDS: '60',
  ATTENTION_AFTER_SECONDS: '15',
};

export interface Report {
  count: Count;
  runs: Run[];
  verdict: Verdict;
  /** From the end of all trouble to the end of the last run, in milliseconds. */
  recoveryMs: number;
}

/** A mixed load on a whole stack of real processes while everything in it dies, freezes and fails; then everybody is let finish. */
export async function chaos(minutes: number, dice: Dice): Promise<Report> {
  const mariadb = await startMariadb();
  try {
    const env = { ...WINDOWS, DATABASE_URL: await mariadb.createDatabase() };
    const stack = await startTestStack({ env });
    try {
      const api = `127.0.0.1:${await freePort()}`;
      const crew = await crewOf(stack, mariadb, api);
      const drivers = [new Driver(stack), new Driver({ ...stack, urls: { ...stack.urls, api: `http://${api}` } })];
      return await underTrouble(stack, drivers, crew, minutes, dice);
    } finally {
      await stack.stop();
    }
  } finally {
    await mariadb.remove();
  }
}

async function underTrouble(
  stack: TestStack,
  drivers: readonly Driver[],
  crew: readonly Member[],
  minutes: number,
  dice: Dice,
): Promise<Report> {
  const [driver] = drivers;
  if (driver === undefined) throw new Error('nobody asks');
  const estate = testEstate(Array.from({ length: VMS }, (_, i) => SHAPES[i % SHAPES.length] ?? 'one-disk'));
  await driver.load(estate);
  const before = await driver.state();
  const end = Date.now() + minutes * 60_000;
  const shift: Shift = { drivers, over: () => Date.now() > end, calmSince: undefined, open: new Set() };
  const operators = estate.vms.map((vm) => new Operator(vm, shift, dice.of(vm.vm_id)));
  const waiting = [...operators];
  const load = Promise.all(Array.from({ length: AT_ONCE }, () => takeTurns(waiting, shift)));
  const count = await makeTrouble(driver, crew, dice.of('trouble'), () => shift.open.size > 0, shift.over);
  const calm = Date.now();
  shift.calmSince = calm;
  await load;
  const recoveryMs = Date.now() - calm;
  const verdict = await judged({ driver, stack, operators, before });
  return { count, runs: operators.flatMap(({ runs }) => runs), verdict, recoveryMs };
}

/** Whoever is free takes the next VM; one that was committed has no next turn. */
async function takeTurns(waiting: Operator[], shift: Shift): Promise<void> {
  while (!shift.over()) {
    const operator = waiting.shift();
    if (operator === undefined) return;
    await operator.work();
    if (operator.stands === 'home') waiting.push(operator);
  }
}
