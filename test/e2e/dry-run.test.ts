import { afterAll, beforeAll, expect, it } from 'vitest';
import { inHold, type Driver } from '../support/driver.js';
import type { TestVm } from '../support/estate.js';
import { Rehearsals } from '../support/rehearsals.js';
import { startTestStack, type TestStack } from '../support/stack.js';

let stack: TestStack;
let driver: Driver;
let vms: TestVm[];

beforeAll(async () => {
  stack = await startTestStack();
  const tests = new Rehearsals(stack);
  ({ driver } = tests);
  ({ vms } = await tests.load('4.22', ['four-disks', 'four-disks', 'four-disks', 'four-disks', 'four-disks']));
});
afterAll(() => stack.stop());

interface DryCall {
  key: string;
  command: string;
  changes: boolean;
  object: string;
}
interface DryRun {
  plan: { steps: { calls: DryCall[] }[]; way_back: { calls: DryCall[] }[]; returns: boolean; total_changes: number };
}

const RUNS = [
  ['live', {}],
  ['live', { custom_config: { skip_snapshot: true } }],
  ['test', { custom_config: { protection: 'vm-snapshot' } }],
  ['test', { custom_config: { protection: 'volume-snapshot' } }],
  ['test', { custom_config: { protection: 'clone' } }],
] as const;

it.each(RUNS.map(([type, body], index) => ({ type, body, index })))(
  'a dry run of $type with $body changes nothing and lists what the run does',
  async ({ type, body, index }) => {
    const vm = vms[index];
    if (vm === undefined) throw new Error('a VM for each run');
    const before = await driver.effects();
    const { plan } = await driver.ok<DryRun>('POST', '/failover/dry-run', { vm_id: vm.vm_id, type, ...body });
    expect(await driver.effects()).toEqual(before);

    const jobId = await (type === 'live' ? driver.startLive(vm, body) : driver.startTest(vm, body));
    if (type === 'test') {
      await driver.until(jobId, inHold);
      await driver.ok('DELETE', `/failover/test/${jobId}`);
    }
    expect(await driver.until(jobId)).toMatchObject({ status: 'completed' });

    const listed = [...plan.steps, ...(plan.returns ? plan.way_back : [])]
      .flatMap(({ calls }) => calls)
      .filter(({ changes }) => changes);
    expect(listed).toHaveLength(plan.total_changes);
    // What a call found as it should be has no effect (R3), and the job says so.
    const { steps } = await driver.steps(jobId);
    const found = steps.flatMap(({ calls }) => calls.filter((call) => call.found === true).map(({ key }) => key));
    const expected = listed.filter(({ key }) => !found.includes(key));
    expect(listed.length - expected.length).toBeLessThanOrEqual(1);
    const done = (await driver.effects()).slice(before.length);
    expect(done.map(({ command }) => command).sort()).toEqual(expected.map(({ command }) => command).sort());
    expect(
      moves(
        done.map(({ command, object_id: object }) => ({ command, object })),
        vm,
      ),
    ).toEqual(moves(expected, vm));
  },
);

/** Replicas have their names before the run already. */
function moves(calls: { command: string; object: string }[], vm: TestVm): string[] {
  return calls
    .filter(({ command }) => command === 'detachVolume' || command === 'attachVolume')
    .filter(({ object }) => vm.disks.some(({ volume_id }) => volume_id === object))
    .map(({ command, object }) => `${command} ${object}`)
    .sort();
}
