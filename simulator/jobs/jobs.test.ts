import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TestClient } from '../testing/client.js';
import { ids, testEstate, user } from '../testing/estate.js';

let client: TestClient;
beforeEach(async () => {
  client = await TestClient.start();
});
afterEach(() => client.simulator.close());

interface State {
  vms: { id: string; state: string; domain: { running: boolean; disks: { volumeid: string }[] } }[];
  volumes: { id: string; state: string; virtualmachineid: string | null; deviceid: number | null; held_by: string[] }[];
  violations: { kind: string; volume_id: string; vm_ids: string[] }[];
}
const state = async (): Promise<State> => (await client.control('GET', '/state')) as State;
const slow = (command: string, ms: number) =>
  client.control('PATCH', '/settings', { durations_ms: { [command]: [ms, ms] } });

/** A stopped VM whose root is the spare disk. */
async function vmOnSpare(): Promise<string> {
  const vm = await deploy('dst');
  const [root] = await client.list('listVolumes', { virtualmachineid: vm });
  await client.done('detachVolume', { id: root?.['id'] as string });
  await client.done('attachVolume', { id: ids.spare, virtualmachineid: vm, deviceid: 0 });
  return vm;
}

async function deploy(name: string, extra: Record<string, string> = {}): Promise<string> {
  const { body } = await client.call('deployVirtualMachine', deployment(name, extra));
  await client.final(body['jobid'] as string);
  return body['id'] as string;
}

const deployment = (name: string, extra: Record<string, string> = {}) => ({
  zoneid: ids.zone,
  serviceofferingid: ids.fixed,
  templateid: ids.template,
  networkids: ids.network,
  startvm: false,
  name,
  ...extra,
});

describe('the queue of a VM', () => {
  test('its work waits in order, while that of another VM goes on', async () => {
    const vm = await vmOnSpare();
    await slow('detachVolume', 2_000);
    const first = await client.call('detachVolume', { id: ids.replica });
    const second = await client.call('detachVolume', { id: ids.replica2 });
    await client.done('startVirtualMachine', { id: vm });
    const running = await client.list('listAsyncJobs');
    expect(running.map((job) => job['jobid'])).toEqual([first.body['jobid'], second.body['jobid']]);
    const [one, two] = await Promise.all([first, second].map((answer) => client.final(answer.body['jobid'] as string)));
    expect([one?.jobstatus, two?.jobstatus]).toEqual([1, 1]);
    const effects = (await client.control('GET', '/effects')) as { object_id: string }[];
    expect(effects.slice(-2).map((effect) => effect.object_id)).toEqual([ids.replica, ids.replica2]);
    expect(await client.list('listAsyncJobs')).toEqual([]);
  });

  test('two starts at once are one; a start before the stop has ended is refused', async () => {
    const vm = await vmOnSpare();
    await slow('startVirtualMachine', 400);
    const starts = await Promise.all([1, 2].map(() => client.job('startVirtualMachine', { id: vm })));
    expect(starts.map((job) => job.jobstatus)).toEqual([1, 1]);
    expect((await client.control('GET', '/effects')) as unknown[]).toHaveLength(4);
    await slow('stopVirtualMachine', 500);
    const stop = await client.call('stopVirtualMachine', { id: vm });
    const start = await client.job('startVirtualMachine', { id: vm });
    expect(start.jobresult?.errortext).toBe(`The virtual machine ${vm} (dst) is already running`);
    await client.final(stop.body['jobid'] as string);
    expect((await client.job('stopVirtualMachine', { id: vm })).jobstatus).toBe(1);
  });

  test('states are visible midway, and the object shows its job', async () => {
    await slow('attachVolume', 400);
    const { body } = await client.call('attachVolume', { id: ids.spare, virtualmachineid: ids.appliance });
    const pending = await client.call('queryAsyncJobResult', { jobid: body['jobid'] as string });
    expect(pending.body).toMatchObject({ jobstatus: 0, jobinstanceid: ids.spare, jobinstancetype: 'Volume' });
    expect(pending.body).not.toHaveProperty('jobresult');
    await expect
      .poll(async () => (await client.list('listVolumes', { id: ids.spare }))[0])
      .toMatchObject({ state: 'Attaching', jobid: body['jobid'], jobstatus: 0 });
    await client.final(body['jobid'] as string);
  });

  test('waiting work starts on the beat', async () => {
    await client.control('PATCH', '/settings', { work_queue_beat_ms: 200 });
    // The first is still at work when the second comes.
    await slow('detachVolume', 100);
    const submitted = await Promise.all([ids.replica, ids.replica2].map((id) => client.call('detachVolume', { id })));
    for (const { body } of submitted) await client.final(body['jobid'] as string);
    const effects = (await client.control('GET', '/effects')) as { at: string }[];
    const [first, second] = effects.map((effect) => Math.floor(Date.parse(effect.at) / 200));
    expect(second).toBeGreaterThan(first ?? Infinity);
  });
});

test('a stale detach takes the disk from its new VM, whose domain still holds it (rule 20)', async () => {
  const vm = await deploy('other');
  await client.done('startVirtualMachine', { id: vm });
  await slow('detachVolume', 100);
  const [first, second] = await Promise.all([1, 2].map(() => client.call('detachVolume', { id: ids.replica })));
  await slow('detachVolume', 1000);
  await client.final(first?.body['jobid'] as string);
  await client.done('attachVolume', { id: ids.replica, virtualmachineid: vm });
  expect(await client.final(second?.body['jobid'] as string)).toMatchObject({ jobstatus: 1 });
  const { volumes, violations } = await state();
  const replica = volumes.find((volume) => volume.id === ids.replica);
  expect(replica).toMatchObject({ virtualmachineid: null, deviceid: null, held_by: [vm] });
  expect(violations).toMatchObject([{ kind: 'stale-detach', volume_id: ids.replica }]);
});

test('two writers: forced stop of a VM whose agent is away, its disk started elsewhere (rule 60)', async () => {
  const one = await vmOnSpare();
  await client.done('startVirtualMachine', { id: one });
  await client.control('PATCH', `/vms/${one}`, { agent_connected: false });
  expect((await client.job('stopVirtualMachine', { id: one })).jobresult?.errorcode).toBe(530);
  expect((await state()).vms.find((row) => row.id === one)).toMatchObject({ state: 'Running' });
  await client.done('stopVirtualMachine', { id: one, forced: true });
  expect((await state()).vms.find((row) => row.id === one)).toMatchObject({
    state: 'Stopped',
    domain: { running: true },
  });
  await client.done('detachVolume', { id: ids.spare });
  expect((await state()).violations).toEqual([]);
  const two = await deploy('two');
  await client.done('attachVolume', { id: ids.spare, virtualmachineid: two });
  await client.done('startVirtualMachine', { id: two });
  const kinds = (await state()).violations.map((violation) => violation.kind);
  expect(kinds).toContain('two-domains');
  expect(kinds).toContain('two-writers');
});

test('a volume in Snapshotting is left out of a start without a word (rule 58)', async () => {
  const estate = testEstate();
  await client.control('PUT', '/estate', {
    ...estate,
    vms: estate.vms?.map((vm) => ({ ...vm, state: 'Stopped' })),
    volumes: estate.volumes?.map((volume) => ({
      ...volume,
      state: volume.id === ids.replica ? 'Snapshotting' : 'Ready',
    })),
  });
  await client.done('startVirtualMachine', { id: ids.appliance });
  const { domain } = (await state()).vms[0] ?? {};
  expect(domain?.disks.map((disk) => disk.volumeid)).toEqual([ids.applianceRoot, ids.replica2]);
});

describe('customjobid (facts §2.4)', () => {
  test('is the id of the job; again while pending 431, once ended 530', async () => {
    await slow('detachVolume', 400);
    const customjobid = randomUUID();
    const { body } = await client.call('detachVolume', { id: ids.replica, customjobid });
    expect(body['jobid']).toBe(customjobid);
    const again = await client.call('detachVolume', { id: ids.replica, customjobid });
    expect(again).toMatchObject({
      status: 431,
      body: { errortext: `UUID: ${customjobid} already exists so can't create/update with custom id` },
    });
    await client.final(customjobid);
    const later = await client.call('detachVolume', { id: ids.replica, customjobid });
    expect(later).toMatchObject({ status: 530, body: { errortext: 'Entity already exists ' } });
    expect(await client.control('GET', '/effects')).toMatchObject([
      { command: 'detachVolume', jobid: customjobid, customjobid },
    ]);
  });

  test('must be a lower-case UUID', async () => {
    for (const customjobid of ['nope', randomUUID().toUpperCase()])
      expect(await client.call('detachVolume', { id: ids.replica, customjobid })).toMatchObject({
        status: 431,
        body: { errortext: `UUID: ${customjobid} doesn't follow the UUID format` },
      });
  });

  test('repeated on a create command it leaves an orphan', async () => {
    const customjobid = randomUUID();
    const vm = await deploy('first', { customjobid });
    const again = await client.call('deployVirtualMachine', deployment('second', { customjobid }));
    expect(again).toMatchObject({ status: 530, body: { errortext: 'Entity already exists ' } });
    expect(await client.final(customjobid)).toMatchObject({ jobinstanceid: vm, jobinstancetype: 'VirtualMachine' });
    const names = (await client.list('listVirtualMachines')).map((row) => row['name']);
    expect(names).toEqual(['appliance', 'first', 'second']);
    const effects = (await client.control('GET', '/effects')) as { jobid?: string; summary: string }[];
    expect(effects[1]).not.toHaveProperty('jobid');
    expect(effects[1]?.summary).toContain('orphan');
  });
});

describe('a restart of the management server (facts §2.2)', () => {
  const stop = async (): Promise<string> => {
    await slow('stopVirtualMachine', 60_000);
    const { body } = await client.call('stopVirtualMachine', { id: ids.appliance });
    await expect.poll(async () => (await state()).vms[0]?.state).toBe('Stopping');
    return body['jobid'] as string;
  };

  test('ends its jobs without a result; from 4.19 on transitional states are cleaned up', async () => {
    const jobid = await stop();
    await slow('attachVolume', 60_000);
    const vm = await deploy('dst');
    const attach = await client.call('attachVolume', { id: ids.spare, virtualmachineid: vm });
    await expect.poll(async () => (await state()).volumes.find((v) => v.id === ids.spare)?.state).toBe('Attaching');
    await client.control('POST', '/restart', {});
    for (const id of [jobid, attach.body['jobid'] as string]) {
      const job = await client.final(id);
      expect(job).toMatchObject({ jobstatus: 2, jobresultcode: 530 });
      expect(job).not.toHaveProperty('jobresult');
      expect(job).toHaveProperty('managementserverid');
    }
    const { vms, volumes } = await state();
    expect(vms[0]).toMatchObject({ state: 'Running', domain: { running: true } });
    expect(volumes.find((volume) => volume.id === ids.spare)).toMatchObject({ state: 'Ready', virtualmachineid: null });
    await slow('stopVirtualMachine', 1);
    await client.done('stopVirtualMachine', { id: ids.appliance });
  });

  test('before 4.19 the states stay', async () => {
    await client.control('PATCH', '/settings', { version: '4.18' });
    await stop();
    await client.control('POST', '/restart', {});
    expect((await state()).vms[0]?.state).toBe('Stopping');
  });

  test('can take its time, then the same address answers again', async () => {
    await client.control('POST', '/restart', { down_ms: 150 });
    await expect
      .poll(() =>
        client.call('listZones').then(
          () => 'up',
          () => 'down',
        ),
      )
      .toBe('down');
    await expect
      .poll(() =>
        client.call('listZones').then(
          () => 'up',
          () => 'down',
        ),
      )
      .toBe('up');
  });
});

test('jobs expire, and their ids may be used again', async () => {
  const customjobid = randomUUID();
  await client.done('detachVolume', { id: ids.replica, customjobid });
  await client.control('POST', '/clock', { offset_ms: 25 * 3_600_000 });
  await expect.poll(async () => (await client.call('queryAsyncJobResult', { jobid: customjobid })).status).toBe(431);
  expect(
    (await client.call('attachVolume', { id: ids.replica, virtualmachineid: ids.appliance, customjobid })).status,
  ).toBe(200);
});

test('a job that blocks a queue for an hour is cancelled: code 0 and no result (rule 16)', async () => {
  await slow('detachVolume', 60_000);
  const first = await client.call('detachVolume', { id: ids.replica });
  const second = await client.call('detachVolume', { id: ids.replica2 });
  await expect.poll(() => client.list('listAsyncJobs')).toHaveLength(2);
  await slow('detachVolume', 1);
  await client.control('POST', '/clock', { offset_ms: 61 * 60_000 });
  const job = await client.final(first.body['jobid'] as string);
  expect(job).toMatchObject({ jobstatus: 2, jobresultcode: 0 });
  expect(job).not.toHaveProperty('jobresult');
  expect((await client.final(second.body['jobid'] as string)).jobstatus).toBe(1);
});

test('another account’s job is unknown', async () => {
  const { body } = await client.call('detachVolume', { id: ids.replica });
  const jobid = body['jobid'] as string;
  expect((await client.call('queryAsyncJobResult', { jobid }, user)).status).toBe(431);
  await client.final(jobid);
});
