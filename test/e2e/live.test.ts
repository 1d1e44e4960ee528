import { Connection, Client } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Driver, type StatusBody } from '../support/driver.js';
import { OWNER, testEstate, type Shape, type TestEstate, type TestVm } from '../support/estate.js';
import { brokenFacts, counts, effectsTwice, FOUR_DISKS, replicaChanges } from '../support/outcome.js';
import { filesOf, historyOf, leaks, secretsIn, secretsOf, type Place } from '../support/secrets.js';
import { startTestStack, type TestStack } from '../support/stack.js';

let stack: TestStack;
let driver: Driver;
let estate: TestEstate;

const SHAPES: Shape[] = [
  'one-disk',
  'four-disks',
  'uefi-custom',
  'one-disk',
  'one-disk',
  'one-disk',
  'four-disks',
  'one-disk',
  'one-disk',
  'four-disks',
  'four-disks',
];

beforeAll(async () => {
  stack = await startTestStack();
  driver = new Driver(stack);
  estate = testEstate(SHAPES);
  await driver.load(estate);
});
afterAll(() => stack.stop());

/** A VM of this shape that no test has used. */
function fresh(shape: Shape): TestVm {
  const index = estate.vms.findIndex((vm) => vm.shape === shape);
  const vm = estate.vms[index];
  if (vm === undefined) throw new Error(`the estate has no further ${shape}`);
  estate.vms.splice(index, 1);
  return vm;
}

async function effectsOf(body: () => Promise<void>): Promise<ReturnType<typeof counts>> {
  const before = (await driver.effects()).length;
  await body();
  const effects = (await driver.effects()).slice(before);
  expect(effectsTwice(effects)).toEqual([]);
  return counts(effects);
}

async function completes(vm: TestVm, jobId: string): Promise<StatusBody> {
  const status = await driver.until(jobId);
  expect(status).toMatchObject({ status: 'completed', progress: 100 });
  expect(await brokenFacts(stack.urls.control, vm, status.job_details.destination_vm_id ?? '')).toEqual([]);
  return status;
}

describe('a live failover through every layer', () => {
  it.each(['one-disk', 'four-disks', 'uefi-custom'] as const)(
    'of shape %s ends as promised, each command once',
    async (shape) => {
      const vm = fresh(shape);
      const disks = vm.disks.length;
      const effects = await effectsOf(async () => {
        await completes(vm, await driver.startLive(vm));
      });
      expect(effects).toMatchObject({
        detachVolume: disks + 1,
        createSnapshot: disks,
        deployVirtualMachine: 1,
        deleteVolume: 1,
        attachVolume: disks,
        startVirtualMachine: 1,
      });
      expect(effects).not.toHaveProperty('destroyVirtualMachine');
      expect(effects).not.toHaveProperty('deleteSnapshot');
    },
  );

  it('shows the run in Temporal with summaries, current details and search attributes', async () => {
    const vm = fresh('one-disk');
    const jobId = await driver.startLive(vm);
    await completes(vm, jobId);
    const connection = await Connection.connect({ address: stack.urls.temporal });
    try {
      const handle = new Client({ connection }).workflow.getHandle(`failover/${vm.vm_id}`);
      const description = await handle.describe();
      expect(description.memo).toMatchObject({ job_id: jobId });
      expect(description.typedSearchAttributes.getAll().map(({ key, value }) => [key.name, value])).toEqual(
        expect.arrayContaining([
          ['FailoverJobId', jobId],
          ['FailoverStatus', 'completed'],
          ['FailoverVmId', vm.vm_id],
        ]),
      );
      expect(await description.staticSummary()).toContain(vm.name);
      const events = (await handle.fetchHistory()).events ?? [];
      const scheduled = events.filter((e) => e.activityTaskScheduledEventAttributes);
      expect(scheduled.length).toBeGreaterThan(10);
      expect(scheduled.filter((e) => !e.userMetadata?.summary)).toEqual([]);
    } finally {
      await connection.close();
    }
  });

  it('a refusal before the point of no return leaves everything as it was', async () => {
    const vm = fresh('one-disk');
    const before = await driver.state();
    await driver.fault({
      command: 'attachVolume',
      kind: 'refuse',
      match: { id: vm.disks[0]?.volume_id ?? '', deviceid: '0' },
    });
    const jobId = await driver.startLive(vm);
    const status = await driver.until(jobId);
    expect(status.status).toBe('failed');
    expect(status.job_details.error_message).toContain('attach/attachVolume');
    const after = await driver.state();
    expect(replicaChanges(before, after, vm)).toEqual([]);
    expect(after.vms.map((v) => v.id).sort()).toEqual(before.vms.map((v) => v.id).sort());
    expect(after.volumes.map((v) => v.id).sort()).toEqual(before.volumes.map((v) => v.id).sort());
    expect(after.snapshots.map((s) => s.id).sort()).toEqual(before.snapshots.map((s) => s.id).sort());
    const { body } = await driver.api('GET', `/vms/${vm.vm_id}`);
    expect(body).toMatchObject({ vm: { failover_state: 'ready', replication_allowed: true, held_by: null } });
    // And the VM may be failed over afterwards.
    await completes(vm, await driver.startLive(vm));
  });

  it('a lost reply to every kind of command is settled, not repeated', async () => {
    const vm = fresh('one-disk');
    for (const command of [
      'detachVolume',
      'createSnapshot',
      'deployVirtualMachine',
      'updateVirtualMachine',
      'deleteVolume',
      'attachVolume',
      'startVirtualMachine',
    ])
      await driver.fault({ command, kind: 'drop-reply' });
    const effects = await effectsOf(async () => {
      await completes(vm, await driver.startLive(vm));
    });
    expect(effects).toMatchObject({
      detachVolume: 2,
      createSnapshot: 1,
      deployVirtualMachine: 1,
      attachVolume: 1,
      startVirtualMachine: 1,
    });
  });
});

describe('workers that come and go', () => {
  it('a start while no worker runs is pending, and completes when one comes', async () => {
    const vm = fresh('one-disk');
    await stack.kill('worker');
    const answer = await driver.api('POST', '/failover/live', { vm_id: vm.vm_id });
    expect(answer.status).toBe(202);
    const jobId = String(answer.body.job_id);
    expect(answer.headers.get('location')).toBe(`/api/v1/failover/${jobId}/status`);
    expect(await driver.status(jobId)).toMatchObject({ status: 'pending', progress: 0 });
    await stack.restart('worker');
    await completes(vm, jobId);
  });

  it('kill -9 in the middle, again and again: it completes, each command once', async () => {
    const vm = fresh('four-disks');
    const effects = await effectsOf(async () => {
      const start = (await driver.effects()).length;
      const jobId = await driver.startLive(vm);
      for (const after of [2, 5, 8, 11]) {
        await untilEffects(start + after);
        await stack.kill('worker');
        await stack.restart('worker');
      }
      await completes(vm, jobId);
    });
    expect(effects).toMatchObject(FOUR_DISKS);
  });

  async function untilEffects(count: number): Promise<void> {
    const deadline = Date.now() + 60_000;
    while ((await driver.effects()).length < count) {
      if (Date.now() > deadline) throw new Error(`effect ${count} never came`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
});

describe('a person intervenes', () => {
  it('cancel before the point of no return gives everything back', async () => {
    const vm = fresh('one-disk');
    const before = await driver.state();
    await driver.fault({ command: 'attachVolume', kind: 'delay', delay_ms: 1_500, match: { deviceid: '0' } });
    const jobId = await driver.startLive(vm);
    await driver.until(jobId, ({ status }) => status === 'switching_volume');
    await driver.ok('POST', `/failover/${jobId}/cancel`, { reason: 'wrong VM' });
    expect(await driver.until(jobId)).toMatchObject({ status: 'cancelled' });
    const after = await driver.state();
    expect(replicaChanges(before, after, vm)).toEqual([]);
    expect(after.vms.map((v) => v.id).sort()).toEqual(before.vms.map((v) => v.id).sort());
    expect(after.snapshots.map((s) => s.id).sort()).toEqual(before.snapshots.map((s) => s.id).sort());
  });

  it('abandon after it reverts every replica, byte for byte, although the guest has written', async () => {
    const vm = fresh('four-disks');
    const before = await driver.state();
    const custom_config = { boot_check: { kind: 'tcp', port: 1, timeout: '1s', required: true } };
    const jobId = await driver.startLive(vm, { custom_config });
    const { attention } = await driver.until(jobId, (s) => (s.attention?.actions.length ?? 0) > 0);
    const written = await driver.state();
    expect(replicaChanges(before, written, vm).some((change) => change.includes('content_sha256'))).toBe(true);
    expect((await driver.api('POST', `/failover/${jobId}/cancel`, { reason: 'too late' })).status).toBe(409);
    const answer = { attention_id: attention?.id, action: 'abandon', reason: 'the guest is broken' };
    expect((await driver.api('POST', `/failover/${jobId}/resolve`, answer)).status).toBe(422);
    await driver.ok('POST', `/failover/${jobId}/resolve`, { ...answer, confirm_data_loss: true });
    expect(await driver.until(jobId)).toMatchObject({ status: 'failed' });
    const after = await driver.state();
    expect(replicaChanges(before, after, vm)).toEqual([]);
    expect(after.vms.map((v) => v.id).sort()).toEqual(before.vms.map((v) => v.id).sort());
    expect(after.snapshots.map((s) => s.id).sort()).toEqual(before.snapshots.map((s) => s.id).sort());
    expect(after.violations).toEqual([]);
    expect((await driver.api('GET', `/failover/${vm.vm_id}/readiness`)).body).toMatchObject({ is_valid: true });
  });

  it('somebody else starts the destination: the undo reverts what it wrote', async () => {
    const vm = fresh('four-disks');
    const before = await driver.state();
    const [boot, second] = vm.disks.map((disk) => disk.volume_id);
    await driver.fault({
      command: 'attachVolume',
      kind: 'delay',
      delay_ms: 4_000,
      match: { id: second ?? '', deviceid: '1' },
    });
    const jobId = await driver.startLive(vm);
    let destination = '';
    await driver.until(jobId, (s) => (destination = s.job_details.destination_vm_id ?? '') !== '');
    await untilAttached(boot ?? '', destination);
    await driver.control('POST', `/vms/${destination}/power`, { state: 'Running' });
    const status = await driver.until(jobId);
    expect(status.status).toBe('failed');
    expect(String(status.outcome?.summary)).toContain('somebody had started the destination, reverted and verified');
    expect(replicaChanges(before, await driver.state(), vm)).toEqual([]);
  });

  async function untilAttached(volumeId: string, vmId: string): Promise<void> {
    const deadline = Date.now() + 30_000;
    while ((await driver.state()).volumes.find((v) => v.id === volumeId)?.virtualmachineid !== vmId)
      if (Date.now() > deadline) throw new Error(`${volumeId} never came to ${vmId}`);
  }
});

describe('what is left of all these runs', () => {
  it('shows no secret: answers, histories, logs, databases', async () => {
    const { jobs } = await driver.ok<{ jobs: { job_id: string }[] }>('GET', '/failover/jobs?limit=500');
    const paths = [
      '/failover/jobs',
      '/vms',
      '/ossea-configs',
      '/debug/health',
      ...jobs.flatMap(({ job_id }) => [`/failover/${job_id}/status`, `/failover/${job_id}/steps`]),
    ];
    const answers = await Promise.all(
      paths.map(async (path) => ({ name: path, text: JSON.stringify(await driver.ok('GET', path)) })),
    );
    const connection = await Connection.connect({ address: stack.urls.temporal });
    try {
      const histories: Place[] = [];
      const { workflow } = new Client({ connection });
      for await (const { workflowId, runId } of workflow.list())
        histories.push(historyOf(workflowId, await workflow.getHandle(workflowId, runId).fetchHistory()));
      expect(histories.length).toBeGreaterThanOrEqual(jobs.length);
      // What a plan holds can be read there, so a key could be, too; also in Temporal's files, by which every stack is
      // searched when it stops.
      expect(leaks([OWNER], histories)).not.toEqual([]);
      const files = filesOf(stack.folder).filter(({ name }) => name.startsWith('temporal.db'));
      expect(leaks([OWNER], files)).not.toEqual([]);
      expect(leaks(secretsOf(stack), [...answers, ...histories])).toEqual([]);
    } finally {
      await connection.close();
    }
    expect(secretsIn(stack)).toEqual([]);
  });
});
