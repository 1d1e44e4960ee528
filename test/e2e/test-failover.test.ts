import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inHold, type Driver } from '../support/driver.js';
import { configOf, type TestVm, type Version } from '../support/estate.js';
import { asks, by, Rehearsals, type Strategy } from '../support/rehearsals.js';
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

const POSSIBLE: [Version, Strategy[]][] = [
  ['4.18', ['volume-snapshot', 'clone']],
  ['4.20', ['volume-snapshot', 'clone']],
  ['4.21', ['vm-snapshot', 'volume-snapshot', 'clone']],
  ['4.22', ['vm-snapshot', 'volume-snapshot', 'clone']],
];

describe.each(POSSIBLE)('on CloudStack %s', (version, strategies) => {
  it('every replica is as before, whatever the guest wrote until the stop had really ended', async () => {
    const { vms, before } = await tests.load(version, ['four-disks', 'uefi-custom', 'four-disks']);
    const tested = strategies.map((strategy, i) => ({ strategy, vm: vms[i] as TestVm }));
    // The first one is left to the product to choose.
    const jobs = await Promise.all(
      tested.map(({ vm, strategy }, i) =>
        driver.startTest(vm, { auto_cleanup: false, ...(i === 0 ? {} : { custom_config: { protection: strategy } }) }),
      ),
    );
    await driver.fault({ command: 'stopVirtualMachine', kind: 'hold-job', times: jobs.length });
    for (const [i, job] of jobs.entries()) {
      const status = await driver.until(job, inHold);
      expect(status).toMatchObject({ strategy: strategies[i], cleanup_at: null, remaining: null });
      await driver.ok('DELETE', `/failover/test/${job}`);
      await driver.until(job, ({ current_step }) => current_step === 'stop');
      await tests.writtenTo(await tests.disksOf(status));
    }
    await driver.control('DELETE', '/faults');
    for (const job of jobs) expect(await driver.until(job)).toMatchObject({ status: 'completed', progress: 100 });
    for (const { strategy, vm } of tested) {
      await tests.givenBack(vm, before);
      const written = await Promise.all(vm.disks.map(({ volume_id }) => driver.writes(volume_id)));
      if (strategy === 'clone') expect(written).toEqual(vm.disks.map(() => 0));
      else expect(Math.min(...written)).toBeGreaterThan(0);
    }
  });
});

describe('a test ends', () => {
  it('by its deadline, which an extension has moved', async () => {
    const { vm, before } = await tests.one();
    const jobId = await driver.startTest(vm, { test_duration: '30s' });
    const held = await driver.until(jobId, inHold);
    expect(held.remaining).toBeGreaterThan(0);
    const first = Date.parse(held.cleanup_at ?? '');
    const extend = `/failover/test/${jobId}/extend`;
    const longer = await driver.ok<{ cleanup_at: string }>('POST', extend, { duration: '1h' });
    expect(Date.parse(longer.cleanup_at)).toBe(first + 3_600_000);
    await driver.until(jobId, ({ cleanup_at }) => cleanup_at === longer.cleanup_at);
    const until = new Date(Date.now() + 2_000).toISOString();
    expect(await driver.ok('POST', extend, { until })).toMatchObject({ cleanup_at: until });
    const status = await driver.until(jobId);
    expect(status).toMatchObject({ status: 'completed', outcome: { ended_by: 'its deadline' } });
    expect((await driver.api('POST', extend, { duration: '1h' })).status).toBe(409);
    await tests.givenBack(vm, before);
  });

  it('by DELETE, which may be repeated', async () => {
    const { vm, before } = await tests.one();
    const jobId = await driver.startTest(vm, { test_duration: '30m' });
    await driver.until(jobId, inHold);
    const ends = (): Promise<{ status: number; body: object }> => driver.api('DELETE', `/failover/test/${jobId}`);
    expect(await ends()).toMatchObject({ status: 202, body: { cleanup_status: 'in_progress' } });
    expect((await ends()).status).toBe(202);
    const status = await driver.until(jobId);
    expect(status.outcome?.ended_by).toContain('the test was ended');
    expect(await ends()).toMatchObject({ status: 202, body: { cleanup_status: 'ended' } });
    await tests.givenBack(vm, before);
  });

  it.each(['vm-snapshot', 'volume-snapshot', 'clone'] as const)(
    'with %s undone when it fails before its start',
    async (protection) => {
      const { vm, before } = await tests.one();
      await driver.fault({ command: 'attachVolume', kind: 'refuse', match: { deviceid: '2' } });
      const jobId = await driver.startTest(vm, by(protection));
      expect((await driver.until(jobId)).status).toBe('failed');
      await tests.givenBack(vm, before);
    },
  );

  it('undone when its VM snapshot ends in Error, which blocks detach', async () => {
    const { vm, before } = await tests.one();
    await driver.fault({ command: 'createVMSnapshot', kind: 'fail-job' });
    const jobId = await driver.startTest(vm, by('vm-snapshot'));
    expect((await driver.until(jobId)).status).toBe('failed');
    await tests.givenBack(vm, before);
  });
});

describe('while a test is held', () => {
  it.each(['vm-snapshot', 'volume-snapshot', 'clone'] as const)(
    'its VM may be stopped from outside: %s',
    async (protection) => {
      const { vm, before } = await tests.one();
      const jobId = await driver.startTest(vm, by(protection));
      const { job_details } = await driver.until(jobId, inHold);
      await driver.control('POST', `/vms/${job_details.destination_vm_id ?? ''}/power`, { state: 'Stopped' });
      await driver.ok('DELETE', `/failover/test/${jobId}`);
      expect(await driver.until(jobId)).toMatchObject({ status: 'completed' });
      await tests.givenBack(vm, before);
    },
  );

  it.each(['volume-snapshot', 'clone'] as const)('its VM may be destroyed from outside: %s', async (protection) => {
    const { vm, before } = await tests.one();
    const jobId = await driver.startTest(vm, by(protection));
    await tests.destroyed(await driver.until(jobId, inHold));
    await driver.ok('DELETE', `/failover/test/${jobId}`);
    expect(await driver.until(jobId)).toMatchObject({ status: 'completed' });
    await tests.givenBack(vm, before);
  });

  it('its VM destroyed from outside takes its VM snapshot along: the replicas come home and need a full sync', async () => {
    // Not the VM of the other tests: it cannot be tested again.
    const { vms, before } = await tests.load('4.22', ['one-disk', 'four-disks']);
    const vm = vms[1] as TestVm;
    const jobId = await driver.startTest(vm, by('vm-snapshot'));
    await tests.destroyed(await driver.until(jobId, inHold));
    await driver.ok('DELETE', `/failover/test/${jobId}`);
    await driver.until(jobId, asks('has no snapshot of this job to revert to'));
    await driver.answer(jobId, 'abandon', 20_000);
    const status = await driver.until(jobId);
    const replicas = vm.disks.map((disk) => disk.volume_id);
    expect(status.outcome?.resync_required).toEqual(replicas);
    expect(status).toMatchObject({ status: 'failed' });
    expect(await tests.remains(before)).toEqual([]);
    const { volumes } = await driver.state();
    expect(volumes.filter((v) => v.virtualmachineid === vm.appliance_vm_id).map((v) => v.id)).toEqual(
      expect.arrayContaining(replicas),
    );
    expect((await driver.api('POST', '/failover/test', { vm_id: vm.vm_id })).body).toMatchObject({
      error_code: 'NOT_READY',
    });
  });

  it('the appliance may be stopped', async () => {
    const { vm, before } = await tests.one();
    const jobId = await driver.startTest(vm, by('vm-snapshot'));
    await driver.until(jobId, inHold);
    await driver.cloudstack('stopVirtualMachine', { id: vm.appliance_vm_id });
    await driver.ok('DELETE', `/failover/test/${jobId}`);
    expect(await driver.until(jobId)).toMatchObject({ status: 'completed' });
    await tests.givenBack(vm, before);
  });

  it('an appliance with VM snapshots takes nothing back: attention tells to delete them', async () => {
    const { vm, before } = await tests.one();
    const jobId = await driver.startTest(vm, by('volume-snapshot'));
    await driver.until(jobId, inHold);
    await driver.cloudstack('createVMSnapshot', { virtualmachineid: vm.appliance_vm_id, name: 'customer' });
    const [snapshot] = (await driver.state()).vm_snapshots;
    await driver.ok('DELETE', `/failover/test/${jobId}`);
    await driver.until(jobId, asks(`delete customer (${snapshot?.id ?? ''}), then answer retry`));
    await driver.cloudstack('deleteVMSnapshot', { vmsnapshotid: snapshot?.id ?? '' });
    await driver.answer(jobId, 'retry', 20_000);
    expect(await driver.until(jobId)).toMatchObject({ status: 'completed' });
    await tests.givenBack(vm, before);
  });

  it('an appliance that was rebuilt: attention asks for its id, and the replicas go there', async () => {
    const { vms, before } = await tests.load('4.22', ['four-disks', 'four-disks', 'four-disks']);
    const [vm, , other] = vms as [TestVm, TestVm, TestVm];
    const rebuilt = other.appliance_vm_id;
    const jobId = await driver.startTest(vm, by('vm-snapshot'));
    await driver.until(jobId, inHold);
    for (const volume of before.volumes.filter((v) => v.virtualmachineid === vm.appliance_vm_id && v.deviceid !== 0))
      if (!vm.disks.some((disk) => disk.volume_id === volume.id))
        await driver.cloudstack('detachVolume', { id: volume.id });
    await driver.cloudstack('destroyVirtualMachine', { id: vm.appliance_vm_id });
    await driver.ok('DELETE', `/failover/test/${jobId}`);
    await driver.until(jobId, asks(`put its VM id into configuration ${vm.config} (oma_vm_id), then answer retry`));
    await driver.ok('PUT', `/ossea-configs/${vm.config}`, configOf(rebuilt, stack.urls.simulator));
    await driver.answer(jobId, 'retry', 20_000);
    expect(await driver.until(jobId)).toMatchObject({ status: 'completed' });
    const { volumes } = await driver.state();
    for (const { volume_id } of vm.disks) {
      const [was, is] = [before, { volumes }].map((state) => state.volumes.find((v) => v.id === volume_id));
      expect(is).toMatchObject({ virtualmachineid: rebuilt, content_sha256: was?.content_sha256 });
    }
    expect(await tests.remains(before)).toEqual([]);
  });
});

it('DELETE of a live failover is 409', async () => {
  const { vm } = await tests.one();
  const jobId = await driver.startLive(vm);
  expect((await driver.api('DELETE', `/failover/test/${jobId}`)).status).toBe(409);
  await driver.until(jobId);
});
