import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Driver, type SimulatedState, type StatusBody } from '../support/driver.js';
import { configOf, testEstate, type Shape, type TestVm } from '../support/estate.js';
import { effectsTwice, replicaChanges } from '../support/outcome.js';
import { startTestStack, type TestStack } from '../support/stack.js';

type Version = '4.18' | '4.20' | '4.21' | '4.22';
type Strategy = 'vm-snapshot' | 'volume-snapshot' | 'clone';

let stack: TestStack;
let driver: Driver;

beforeAll(async () => {
  stack = await startTestStack();
  driver = new Driver(stack);
});
afterAll(() => stack.stop());

let loads = 0;

/**
 * A fresh estate of this version; its VMs in order, and how it stood before anything. Under new names of its
 * configurations, because what is known of an estate is kept for a while.
 */
async function load(version: Version, shapes: Shape[]): Promise<{ vms: TestVm[]; before: SimulatedState }> {
  const { vms, configs, ...rest } = testEstate(shapes, { version });
  loads += 1;
  for (const config of configs) config.name = `${config.name}-${loads}`;
  for (const vm of vms) vm.config = `${vm.config}-${loads}`;
  await driver.load({ ...rest, vms, configs });
  return { vms, before: await driver.state() };
}

async function one(version: Version = '4.22'): Promise<{ vm: TestVm; before: SimulatedState }> {
  const { vms, before } = await load(version, ['four-disks']);
  return { vm: vms[0] as TestVm, before };
}

function by(protection: Strategy, change: Record<string, unknown> = {}): Record<string, unknown> {
  return { custom_config: { protection }, auto_cleanup: false, ...change };
}

const inHold = ({ status }: StatusBody): boolean => status === 'test_running';
const asks =
  (words: string) =>
  ({ attention }: StatusBody): boolean =>
    attention?.reason.includes(words) === true;

/** The disks that the test VM has, replicas or clones. */
async function disksOf(status: StatusBody): Promise<string[]> {
  const { volumes } = await driver.state();
  return volumes.filter((v) => v.virtualmachineid === status.job_details.destination_vm_id).map((v) => v.id);
}

/** Resolves once the guest has written to every one of these disks again. */
async function writtenTo(disks: string[]): Promise<void> {
  const before = await Promise.all(disks.map((id) => driver.writes(id)));
  await expect
    .poll(async () => (await Promise.all(disks.map((id) => driver.writes(id)))).every((n, i) => n > (before[i] ?? 0)), {
      timeout: 20_000,
    })
    .toBe(true);
}

/** What is in CloudStack and was not there before the test, and what happened that must not. */
async function remains(before: SimulatedState): Promise<string[]> {
  const after = await driver.state();
  const kinds = ['vms', 'volumes', 'snapshots', 'vm_snapshots'] as const;
  const added = kinds.flatMap((kind) =>
    after[kind].filter(({ id }) => !before[kind].some((o) => o.id === id)).map(({ id }) => `${kind} ${id}`),
  );
  return [...added, ...after.violations.map((v) => JSON.stringify(v)), ...effectsTwice(await driver.effects())];
}

/** Outcome 2 of the contract. */
async function givenBack(vm: TestVm, before: SimulatedState): Promise<void> {
  expect(replicaChanges(before, await driver.state(), vm)).toEqual([]);
  expect(await remains(before)).toEqual([]);
  expect((await driver.api('GET', `/vms/${vm.vm_id}`)).body).toMatchObject({
    vm: { failover_state: 'ready', replication_allowed: true, held_by: null },
  });
}

/** Answers whatever the job asks; a question that was asked anew meanwhile is answered as it is now. */
async function resolve(jobId: string, action: 'retry' | 'abandon'): Promise<void> {
  await expect
    .poll(
      async () => {
        const { attention } = await driver.status(jobId);
        const answer = { attention_id: attention?.id ?? '', action, reason: 'mended', confirm_data_loss: true };
        return (await driver.api('POST', `/failover/${jobId}/resolve`, answer)).status;
      },
      { timeout: 20_000 },
    )
    .toBe(200);
}

/** Somebody destroys the test VM, protected or not. */
async function destroyed({ job_details }: StatusBody): Promise<void> {
  const id = job_details.destination_vm_id ?? '';
  await driver.cloudstack('updateVirtualMachine', { id, deleteprotection: false });
  await driver.cloudstack('destroyVirtualMachine', { id });
}

const POSSIBLE: [Version, Strategy[]][] = [
  ['4.18', ['volume-snapshot', 'clone']],
  ['4.20', ['volume-snapshot', 'clone']],
  ['4.21', ['vm-snapshot', 'volume-snapshot', 'clone']],
  ['4.22', ['vm-snapshot', 'volume-snapshot', 'clone']],
];

describe.each(POSSIBLE)('on CloudStack %s', (version, strategies) => {
  it('every replica is as before, whatever the guest wrote until the stop had really ended', async () => {
    const { vms, before } = await load(version, ['four-disks', 'uefi-custom', 'four-disks']);
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
      await writtenTo(await disksOf(status));
    }
    await driver.control('DELETE', '/faults');
    for (const job of jobs) expect(await driver.until(job)).toMatchObject({ status: 'completed', progress: 100 });
    for (const { strategy, vm } of tested) {
      await givenBack(vm, before);
      const written = await Promise.all(vm.disks.map(({ volume_id }) => driver.writes(volume_id)));
      if (strategy === 'clone') expect(written).toEqual(vm.disks.map(() => 0));
      else expect(Math.min(...written)).toBeGreaterThan(0);
    }
  });
});

describe('a test ends', () => {
  it('by its deadline, which an extension has moved', async () => {
    const { vm, before } = await one();
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
    await givenBack(vm, before);
  });

  it('by DELETE, which may be repeated', async () => {
    const { vm, before } = await one();
    const jobId = await driver.startTest(vm, { test_duration: '30m' });
    await driver.until(jobId, inHold);
    const ends = (): Promise<{ status: number; body: object }> => driver.api('DELETE', `/failover/test/${jobId}`);
    expect(await ends()).toMatchObject({ status: 202, body: { cleanup_status: 'in_progress' } });
    expect((await ends()).status).toBe(202);
    const status = await driver.until(jobId);
    expect(status.outcome?.ended_by).toContain('the test was ended');
    expect(await ends()).toMatchObject({ status: 202, body: { cleanup_status: 'ended' } });
    await givenBack(vm, before);
  });

  it.each(['vm-snapshot', 'volume-snapshot', 'clone'] as const)(
    'with %s undone when it fails before its start',
    async (protection) => {
      const { vm, before } = await one();
      await driver.fault({ command: 'attachVolume', kind: 'refuse', match: { deviceid: '2' } });
      const jobId = await driver.startTest(vm, by(protection));
      expect((await driver.until(jobId)).status).toBe('failed');
      await givenBack(vm, before);
    },
  );

  it('undone when its VM snapshot ends in Error, which blocks detach', async () => {
    const { vm, before } = await one();
    await driver.fault({ command: 'createVMSnapshot', kind: 'fail-job' });
    const jobId = await driver.startTest(vm, by('vm-snapshot'));
    expect((await driver.until(jobId)).status).toBe('failed');
    await givenBack(vm, before);
  });
});

describe('while a test is held', () => {
  it.each(['vm-snapshot', 'volume-snapshot', 'clone'] as const)(
    'its VM may be stopped from outside: %s',
    async (protection) => {
      const { vm, before } = await one();
      const jobId = await driver.startTest(vm, by(protection));
      const { job_details } = await driver.until(jobId, inHold);
      await driver.control('POST', `/vms/${job_details.destination_vm_id ?? ''}/power`, { state: 'Stopped' });
      await driver.ok('DELETE', `/failover/test/${jobId}`);
      expect(await driver.until(jobId)).toMatchObject({ status: 'completed' });
      await givenBack(vm, before);
    },
  );

  it.each(['volume-snapshot', 'clone'] as const)('its VM may be destroyed from outside: %s', async (protection) => {
    const { vm, before } = await one();
    const jobId = await driver.startTest(vm, by(protection));
    await destroyed(await driver.until(jobId, inHold));
    await driver.ok('DELETE', `/failover/test/${jobId}`);
    expect(await driver.until(jobId)).toMatchObject({ status: 'completed' });
    await givenBack(vm, before);
  });

  it('its VM destroyed from outside takes its VM snapshot along: the replicas come home and need a full sync', async () => {
    // Not the VM of the other tests: it cannot be tested again.
    const { vms, before } = await load('4.22', ['one-disk', 'four-disks']);
    const vm = vms[1] as TestVm;
    const jobId = await driver.startTest(vm, by('vm-snapshot'));
    await destroyed(await driver.until(jobId, inHold));
    await driver.ok('DELETE', `/failover/test/${jobId}`);
    await driver.until(jobId, asks('has no snapshot of this job to revert to'));
    await resolve(jobId, 'abandon');
    const status = await driver.until(jobId);
    const replicas = vm.disks.map((disk) => disk.volume_id);
    expect(status.outcome?.resync_required).toEqual(replicas);
    expect(status).toMatchObject({ status: 'failed' });
    expect(await remains(before)).toEqual([]);
    const { volumes } = await driver.state();
    expect(volumes.filter((v) => v.virtualmachineid === vm.appliance_vm_id).map((v) => v.id)).toEqual(
      expect.arrayContaining(replicas),
    );
    expect((await driver.api('POST', '/failover/test', { vm_id: vm.vm_id })).body).toMatchObject({
      error_code: 'NOT_READY',
    });
  });

  it.each(['fail-job', 'restart-before-effect'])(
    'the deletion of its VM snapshot may break off in its midst (%s): it is asked for again',
    async (kind) => {
      const { vm, before } = await one();
      const jobId = await driver.startTest(vm, by('vm-snapshot'));
      await driver.until(jobId, inHold);
      await driver.fault({ command: 'deleteVMSnapshot', kind });
      await driver.ok('DELETE', `/failover/test/${jobId}`);
      expect(await driver.until(jobId)).toMatchObject({ status: 'completed' });
      await givenBack(vm, before);
    },
  );

  it('its VM started and stopped after its revert has altered the replicas: they need a full sync', async () => {
    const { vms } = await load('4.21', ['one-disk', 'one-disk']);
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

  it('a replica of it that is resized comes home, given up by a person, and needs a full sync', async () => {
    const { vms } = await load('4.22', ['one-disk', 'one-disk', 'one-disk']);
    const vm = vms[2] as TestVm;
    const jobId = await driver.startTest(vm, by('volume-snapshot'));
    await driver.until(jobId, inHold);
    const disk = vm.disks[0]?.volume_id ?? '';
    await driver.cloudstack('resizeVolume', { id: disk, size: '900' });
    await driver.ok('DELETE', `/failover/test/${jobId}`);
    await driver.until(jobId, asks('bytes instead of'));
    await resolve(jobId, 'abandon');
    expect(await driver.until(jobId)).toMatchObject({ status: 'failed', outcome: { resync_required: [disk] } });
    const { volumes } = await driver.state();
    expect(volumes.find((v) => v.id === disk)?.virtualmachineid).toBe(vm.appliance_vm_id);
  });

  it('the appliance may be stopped', async () => {
    const { vm, before } = await one();
    const jobId = await driver.startTest(vm, by('vm-snapshot'));
    await driver.until(jobId, inHold);
    await driver.cloudstack('stopVirtualMachine', { id: vm.appliance_vm_id });
    await driver.ok('DELETE', `/failover/test/${jobId}`);
    expect(await driver.until(jobId)).toMatchObject({ status: 'completed' });
    await givenBack(vm, before);
  });

  it('an appliance with VM snapshots takes nothing back: attention tells to delete them', async () => {
    const { vm, before } = await one();
    const jobId = await driver.startTest(vm, by('volume-snapshot'));
    await driver.until(jobId, inHold);
    await driver.cloudstack('createVMSnapshot', { virtualmachineid: vm.appliance_vm_id, name: 'customer' });
    const [snapshot] = (await driver.state()).vm_snapshots;
    await driver.ok('DELETE', `/failover/test/${jobId}`);
    await driver.until(jobId, asks(`delete customer (${snapshot?.id ?? ''}), then answer retry`));
    await driver.cloudstack('deleteVMSnapshot', { vmsnapshotid: snapshot?.id ?? '' });
    await resolve(jobId, 'retry');
    expect(await driver.until(jobId)).toMatchObject({ status: 'completed' });
    await givenBack(vm, before);
  });

  it('an appliance that was rebuilt: attention asks for its id, and the replicas go there', async () => {
    const { vms, before } = await load('4.22', ['four-disks', 'four-disks', 'four-disks']);
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
    await resolve(jobId, 'retry');
    expect(await driver.until(jobId)).toMatchObject({ status: 'completed' });
    const { volumes } = await driver.state();
    for (const { volume_id } of vm.disks) {
      const [was, is] = [before, { volumes }].map((state) => state.volumes.find((v) => v.id === volume_id));
      expect(is).toMatchObject({ virtualmachineid: rebuilt, content_sha256: was?.content_sha256 });
    }
    expect(await remains(before)).toEqual([]);
  });
});

it('DELETE of a live failover is 409', async () => {
  const { vm } = await one();
  const jobId = await driver.startLive(vm);
  expect((await driver.api('DELETE', `/failover/test/${jobId}`)).status).toBe(409);
  await driver.until(jobId);
});
