import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { broken } from '../matrix/checker.js';
import { Driver, type SimulatedState } from '../support/driver.js';
import { testEstate, uuid, type TestEstate, type TestVm } from '../support/estate.js';
import { brokenFacts, effectsTwice, replicaChanges } from '../support/outcome.js';
import { CloudStackUser } from '../support/cloudstack-user.js';
import { startTestStack, type TestStack } from '../support/stack.js';

let stack: TestStack;
let driver: Driver;
let estate: TestEstate;
let customer: CloudStackUser;

beforeAll(async () => {
  stack = await startTestStack();
  driver = new Driver(stack);
  estate = testEstate(Array.from({ length: 10 }, () => 'four-disks' as const));
  await driver.load(estate);
  customer = new CloudStackUser(stack.urls.simulator);
});
afterAll(() => stack.stop());

function fresh(): TestVm {
  const vm = estate.vms.shift();
  if (vm === undefined) throw new Error('the estate is used up');
  return vm;
}

interface FailedOver {
  vm: TestVm;
  jobId: string;
  destination: string;
  before: SimulatedState;
}

async function failedOver(change: Record<string, unknown> = {}): Promise<FailedOver> {
  const vm = fresh();
  const before = await driver.state();
  const jobId = await driver.startLive(vm, change);
  const status = await driver.until(jobId);
  expect(status.status).toBe('completed');
  return { vm, jobId, destination: status.job_details.destination_vm_id ?? '', before };
}

const standing = async (vm: TestVm): Promise<unknown> => (await driver.api('GET', `/vms/${vm.vm_id}`)).body.vm;

const ROLLBACK = { confirm_data_loss: true, reason: 'the application does not work there' };

describe('after a live failover', () => {
  it('the VM is failed over everywhere, and a rollback makes it ordinary again, byte for byte', async () => {
    const { vm, jobId, before } = await failedOver();
    const since = (await driver.effects()).length;
    const failedOverBy = { failover_state: 'failed_over', held_by: jobId, replication_allowed: false };
    expect(await standing(vm)).toMatchObject(failedOverBy);
    expect((await driver.api('GET', `/failover/${vm.vm_id}/readiness`)).body).toMatchObject({ is_valid: false });
    expect(await driver.api('POST', '/failover/live', { vm_id: vm.vm_id })).toMatchObject({
      status: 409,
      body: { error_code: 'INVALID_STATE', details: { job_id: jobId } },
    });
    expect((await driver.api('DELETE', `/vms/${vm.vm_id}`)).status).toBe(409);
    expect(replicaChanges(before, await driver.state(), vm).join()).toContain('content_sha256');

    const unconfirmed = await driver.api('POST', `/failover/${jobId}/rollback`, { reason: 'try' });
    expect(unconfirmed).toMatchObject({ status: 422, body: { error_code: 'CONFIRMATION_REQUIRED' } });
    const key = { 'idempotency-key': `rollback-of-${vm.vm_id}` };
    const answer = await driver.api('POST', `/failover/${jobId}/rollback`, ROLLBACK, key);
    expect(answer).toMatchObject({ status: 202, body: { data: { job_type: 'rollback', vm_id: vm.vm_id } } });
    const rollback = String(answer.body.job_id);
    expect(answer.headers.get('location')).toBe(`/api/v1/failover/${rollback}/status`);
    expect(await standing(vm)).toMatchObject({ failover_state: 'rolling_back', held_by: rollback });
    expect(await driver.api('POST', `/failover/${jobId}/rollback`, ROLLBACK)).toMatchObject({
      status: 409,
      body: { error_code: 'ACTIVE_JOBS', details: { job_id: rollback } },
    });
    const status = await driver.until(rollback);
    expect(status).toMatchObject({ status: 'completed', progress: 100 });
    expect(status.outcome?.summary).toMatch(
      /^rolled back: every replica is on the appliance again, reverted and verif/,
    );
    expect((await driver.api('POST', `/failover/${jobId}/rollback`, ROLLBACK, key)).body).toEqual(answer.body);

    const effects = (await driver.effects()).slice(since);
    expect(effectsTwice(effects)).toEqual([]);
    expect(broken({ vm, stands: 'home' }, before, await driver.state(), effects)).toEqual([]);
    expect((await driver.status(jobId)).status).toBe('rolled_back');
    expect(await standing(vm)).toMatchObject({ failover_state: 'ready', held_by: null, replication_allowed: true });
    expect((await driver.api('GET', `/failover/${vm.vm_id}/readiness`)).body).toMatchObject({ is_valid: true });
    expect(await driver.api('POST', `/failover/${jobId}/rollback`, ROLLBACK)).toMatchObject({
      status: 409,
      body: { error_code: 'INVALID_STATE' },
    });
    const again = await driver.until(await driver.startLive(vm));
    expect(again.status).toBe('completed');
    expect(await brokenFacts(stack.urls.control, vm, again.job_details.destination_vm_id ?? '')).toEqual([]);
  });
});

describe('a rollback that cannot work', () => {
  it('is refused with every reason, and changes nothing', async () => {
    const { vm, jobId, destination } = await failedOver();
    const [, second, third] = vm.disks.map((disk) => disk.volume_id);
    const extra = await customer.does('createVolume', {
      name: 'customer-data',
      zoneid: uuid('zone'),
      diskofferingid: uuid('disk offering'),
      size: 1,
    });
    const { id } = extra.volume as { id: string };
    await customer.does('attachVolume', { id, virtualmachineid: destination });
    const { snapshots } = await driver.state();
    await customer.does('deleteSnapshot', { id: snapshots.find((s) => s.volumeid === third)?.id ?? '' });
    await customer.does('resizeVolume', { id: second ?? '', size: 64 });
    const effects = (await driver.effects()).length;
    const answer = await driver.api<{ details: { refused: string[] } }>(
      'POST',
      `/failover/${jobId}/rollback`,
      ROLLBACK,
    );
    expect(answer).toMatchObject({ status: 422, body: { error_code: 'NOT_READY' } });
    expect(answer.body.details.refused).toEqual([
      `volume customer-data (${id}) was added: detach it first`,
      expect.stringContaining(`volume ${second ?? ''} was resized from`) as string,
      `the snapshot of volume ${third ?? ''} is gone`,
    ]);
    expect((await driver.effects()).length).toBe(effects);
    expect(await standing(vm)).toMatchObject({ failover_state: 'failed_over', held_by: jobId });
  });
});

describe('a commit', () => {
  it('deletes the snapshots, lifts the protection, and leaves no way back', async () => {
    const { vm, jobId, destination } = await failedOver();
    const ours = (state: SimulatedState): number =>
      state.snapshots.filter((s) => vm.disks.some((disk) => disk.volume_id === s.volumeid)).length;
    expect(ours(await driver.state())).toBe(4);
    const { job_id } = await driver.ok<{ job_id: string }>('POST', `/failover/${jobId}/commit`, {});
    expect(await driver.until(job_id)).toMatchObject({ status: 'completed', progress: 100 });
    const state = await driver.state();
    expect(ours(state)).toBe(0);
    expect(state.vms.find((v) => v.id === destination)).toMatchObject({ state: 'Running', deleteprotection: false });
    expect(await standing(vm)).toMatchObject({ failover_state: 'failed_over', held_by: jobId });
    for (const path of ['rollback', 'commit'])
      expect(await driver.api('POST', `/failover/${jobId}/${path}`, path === 'rollback' ? ROLLBACK : {})).toMatchObject(
        {
          status: 409,
          body: { error_code: 'INVALID_STATE', message: expect.stringContaining(`committed by ${job_id}`) as string },
        },
      );
  });
});
