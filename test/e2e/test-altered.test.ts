import { afterAll, beforeAll, expect, it } from 'vitest';
import { inHold, type Driver } from '../support/driver.js';
import type { TestVm } from '../support/estate.js';
import { asks, by, Rehearsals } from '../support/rehearsals.js';
import { replicaChanges } from '../support/outcome.js';
import { startTestStack, type TestStack } from '../support/stack.js';

let stack: TestStack;
let driver: Driver;
let tests: Rehearsals;

beforeAll(async () => {
  stack = await startTestStack();
  tests = new Rehearsals(stack);
  ({ driver } = tests);
});
afterAll(() => stack.stop());

it.each(['fail-job', 'restart-before-effect'])(
  'the deletion of its VM snapshot may break off in its midst (%s): it is asked for again',
  async (kind) => {
    const { vm, before } = await tests.one();
    const jobId = await driver.startTest(vm, by('vm-snapshot'));
    await driver.until(jobId, inHold);
    await driver.fault({ command: 'deleteVMSnapshot', kind });
    await driver.ok('DELETE', `/failover/test/${jobId}`);
    expect(await driver.until(jobId)).toMatchObject({ status: 'completed' });
    await tests.givenBack(vm, before);
  },
);

it('its VM started and stopped after its revert has altered the replicas: they need a full sync', async () => {
  const { vms } = await tests.load('4.21', ['one-disk', 'one-disk']);
  const vm = vms[1] as TestVm;
  const jobId = await driver.startTest(vm, by('vm-snapshot'));
  const id = (await driver.until(jobId, inHold)).job_details.destination_vm_id ?? '';
  const [disk] = vm.disks.map(({ volume_id }) => volume_id);
  const { id: fault } = await driver.fault({ command: 'detachVolume', kind: 'hold-request', volume: disk ?? '' });
  await driver.ok('DELETE', `/failover/test/${jobId}`);
  await expect.poll(() => driver.hits(), { timeout: 20_000 }).toContain(fault);
  // CloudStack tells to the second when a VM was stopped.
  const held = Date.now();
  await expect.poll(() => Math.floor(Date.now() / 1000)).toBeGreaterThan(Math.floor(held / 1000));
  await driver.cloudstack('startVirtualMachine', { id });
  await driver.cloudstack('stopVirtualMachine', { id });
  await driver.control('DELETE', '/faults');
  expect(await driver.until(jobId)).toMatchObject({ status: 'failed', outcome: { resync_required: [disk] } });
  const { volumes } = await driver.state();
  expect(volumes.find((v) => v.id === disk)?.virtualmachineid).toBe(vm.appliance_vm_id);
});

it('its VM expunged from outside takes the root replica along: the others come home once a person gives it up', async () => {
  const { vms, before } = await tests.load('4.18', ['one-disk', 'one-disk', 'one-disk', 'four-disks']);
  const vm = vms[3] as TestVm;
  const jobId = await driver.startTest(vm, by('volume-snapshot'));
  await tests.destroyed(await driver.until(jobId, inHold), { expunge: true });
  await driver.ok('DELETE', `/failover/test/${jobId}`);
  const [root, ...others] = vm.disks.map(({ volume_id }) => volume_id);
  await driver.until(jobId, asks(`CloudStack has no volume ${root ?? ''}`));
  await driver.answer(jobId, 'abandon', 20_000);
  const { status, outcome } = await driver.until(jobId);
  expect({ status, outcome }).toMatchObject({ status: 'failed', outcome: { resync_required: [root] } });
  expect(outcome?.summary).toContain(`but ${root ?? ''}, which CloudStack does not have any more`);
  expect(outcome?.left_behind).toEqual(expect.arrayContaining([expect.stringContaining(`of volume ${root ?? ''}`)]));
  expect(replicaChanges(before, await driver.state(), { ...vm, disks: vm.disks.slice(1) })).toEqual([]);
  expect(others).toHaveLength(3);
});

it('its VM expunged from outside takes VM snapshot and root replica along: a person gives up both, and the others need a full sync', async () => {
  const { vms } = await tests.load('4.22', ['one-disk', 'one-disk', 'one-disk', 'one-disk', 'four-disks']);
  const vm = vms[4] as TestVm;
  const jobId = await driver.startTest(vm, by('vm-snapshot'));
  await tests.destroyed(await driver.until(jobId, inHold), { expunge: true });
  await driver.ok('DELETE', `/failover/test/${jobId}`);
  await driver.until(jobId, asks('CloudStack has no VM of this job'));
  await driver.answer(jobId, 'abandon', 20_000);
  const [root, ...others] = vm.disks.map(({ volume_id }) => volume_id);
  await driver.until(jobId, asks(`CloudStack has no volume ${root ?? ''}`));
  await driver.answer(jobId, 'abandon', 20_000);
  const { status, outcome } = await driver.until(jobId);
  expect({ status, outcome }).toMatchObject({ status: 'failed', outcome: { resync_required: [root, ...others] } });
  const { volumes } = await driver.state();
  expect(others.map((id) => volumes.find((v) => v.id === id)?.virtualmachineid)).toEqual(
    others.map(() => vm.appliance_vm_id),
  );
});

it('its VM expunged from outside takes its own clone of the root along, and no replica', async () => {
  const { vm, before } = await tests.one('4.20');
  const jobId = await driver.startTest(vm, by('clone'));
  await tests.destroyed(await driver.until(jobId, inHold), { expunge: true });
  await driver.ok('DELETE', `/failover/test/${jobId}`);
  expect(await driver.until(jobId)).toMatchObject({ status: 'completed' });
  await tests.givenBack(vm, before);
});

it('a replica of it that is resized comes home, given up by a person, and needs a full sync', async () => {
  const { vms } = await tests.load('4.22', ['one-disk', 'one-disk', 'one-disk']);
  const vm = vms[2] as TestVm;
  const jobId = await driver.startTest(vm, by('volume-snapshot'));
  await driver.until(jobId, inHold);
  const disk = vm.disks[0]?.volume_id ?? '';
  await driver.cloudstack('resizeVolume', { id: disk, size: '900' });
  await driver.ok('DELETE', `/failover/test/${jobId}`);
  await driver.until(jobId, asks('bytes instead of'));
  await driver.answer(jobId, 'abandon', 20_000);
  expect(await driver.until(jobId)).toMatchObject({ status: 'failed', outcome: { resync_required: [disk] } });
  const { volumes } = await driver.state();
  expect(volumes.find((v) => v.id === disk)?.virtualmachineid).toBe(vm.appliance_vm_id);
});
