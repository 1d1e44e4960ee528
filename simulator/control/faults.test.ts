import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Estate } from '../estate.js';
import { signedQuery, TestClient, type Answer } from '../testing/client.js';
import { ids, testEstate } from '../testing/estate.js';
import { Faults, faultSchema, FAULT_KINDS, type FaultKind } from './faults.js';

let client: TestClient;
beforeEach(async () => {
  client = await TestClient.start(testEstate({ durations_ms: { default: [20, 20] } }));
});
afterEach(() => client.simulator.close());

interface Request {
  command: string;
  http_status: number;
  fault?: string;
  jobid?: string;
}
const effects = async () => (await client.control('GET', '/effects')) as { command: string; jobid?: string }[];
const requests = async () => (await client.control('GET', '/requests')) as Request[];
const order = (fault: Record<string, unknown>) => client.control('POST', '/faults', fault);
const detach = (): Promise<Answer> => client.call('detachVolume', { id: ids.replica });

/** The estate with its appliance under this name. */
function named(name: string): Estate {
  const { vms = [], ...rest } = testEstate();
  return { ...rest, vms: vms.map((vm) => (vm.id === ids.appliance ? { ...vm, name } : vm)) };
}

type PassingKind = Exclude<FaultKind, `hold-${string}`>;
const PASSING = FAULT_KINDS.filter((kind): kind is PassingKind => !kind.startsWith('hold-'));

/** What each kind does to an asynchronous command: how it looks to the client, how the job ends, how often it took effect. */
const expected: Record<
  PassingKind,
  { client: 'answer' | 'error' | 'silence'; status?: number; job?: number; effects: number }
> = {
  refuse: { client: 'answer', status: 431, effects: 0 },
  'fail-job': { client: 'answer', status: 200, job: 2, effects: 0 },
  delay: { client: 'answer', status: 200, job: 1, effects: 1 },
  hang: { client: 'silence', effects: 0 },
  'hang-after-effect': { client: 'silence', job: 1, effects: 1 },
  'drop-before': { client: 'error', effects: 0 },
  'drop-reply': { client: 'error', job: 1, effects: 1 },
  'http-5xx': { client: 'answer', status: 503, effects: 0 },
  throttle: { client: 'answer', status: 429, effects: 0 },
  'restart-before-effect': { client: 'answer', status: 200, job: 2, effects: 0 },
  'restart-after-effect': { client: 'answer', status: 200, job: 2, effects: 1 },
  denied: { client: 'answer', status: 432, effects: 0 },
};

describe.each(PASSING)('%s', (kind) => {
  test('on an asynchronous command', async () => {
    const wanted = expected[kind];
    await order({ command: 'detachVolume', kind, delay_ms: 60 });
    const sent = fetchOnce('detachVolume', { id: ids.replica });
    let answered = false;
    void sent.then(() => (answered = true));
    if (wanted.client === 'silence') {
      await expect.poll(async () => (await requests())[0]?.fault).toBe(kind);
      expect(answered).toBe(false);
    } else expect(await sent).toBe(wanted.client === 'error' ? 'cut' : wanted.status);

    const [request] = await requests();
    expect(request).toMatchObject({ command: 'detachVolume', fault: kind, http_status: wanted.status ?? 0 });
    expect(request?.jobid !== undefined).toBe(wanted.job !== undefined);
    if (request?.jobid) expect((await client.final(request.jobid)).jobstatus).toBe(wanted.job);
    expect((await effects()).map((effect) => effect.command)).toEqual(Array(wanted.effects).fill('detachVolume'));
    const [replica] = await client.list('listVolumes', { id: ids.replica });
    expect('virtualmachineid' in (replica ?? {})).toBe(wanted.effects === 0);
    expect(replica).toMatchObject({ state: 'Ready' });
    expect(await client.control('GET', '/faults')).toMatchObject([{ kind, hits: 1, times: 1 }]);
  });

  test('on a synchronous command', async () => {
    await order({ command: 'deleteVolume', kind, delay_ms: 60 });
    const sent = fetchOnce('deleteVolume', { id: ids.spare });
    const took = ['delay', 'hang-after-effect', 'drop-reply', 'restart-after-effect'].includes(kind);
    if (kind.startsWith('hang')) await expect.poll(async () => (await requests())[0]?.fault).toBe(kind);
    else if (kind.startsWith('restart') || kind.startsWith('drop')) expect(await sent).toBe('cut');
    else expect(await sent).toBe(kind === 'fail-job' ? 530 : expected[kind].status);
    expect((await effects()).map((effect) => effect.command)).toEqual(took ? ['deleteVolume'] : []);
    expect(await client.list('listVolumes', { id: ids.spare })).toHaveLength(took ? 0 : 1);
  });
});

test('code, text, status of a proxy, and the throttle’s time can be chosen', async () => {
  await order({ command: 'detachVolume', kind: 'refuse', error_code: 536, error_text: 'in use' });
  expect(await detach()).toMatchObject({ status: 536, body: { errorcode: 536, errortext: 'in use' } });
  await order({ command: 'detachVolume', kind: 'fail-job', error_code: 533, error_text: 'no host' });
  expect((await client.job('detachVolume', { id: ids.replica })).jobresult).toEqual({
    errorcode: 533,
    errortext: 'no host',
  });
  await order({ command: 'detachVolume', kind: 'http-5xx', error_code: 502 });
  expect(await fetchOnce('detachVolume', { id: ids.replica })).toBe(502);
  await order({ command: 'detachVolume', kind: 'throttle', delay_ms: 1234 });
  expect((await detach()).body['errortext']).toContain('please retry after 1234 ms');
});

test('a delayed request is looked at when it arrives: late ones are refused, and nothing happens', async () => {
  await order({ command: 'detachVolume', kind: 'delay', delay_ms: 300 });
  const expires = new Date(Date.now() + 100).toISOString();
  const { status } = await client.call('detachVolume', { id: ids.replica, signatureVersion: 3, expires });
  expect(status).toBe(401);
  expect(await effects()).toEqual([]);
});

test('a failed attach leaves the volume as it was; a failed start the VM Stopped; a failed deploy a VM in Error', async () => {
  await order({ command: 'attachVolume', kind: 'fail-job' });
  expect((await client.job('attachVolume', { id: ids.spare, virtualmachineid: ids.appliance })).jobstatus).toBe(2);
  expect((await client.list('listVolumes', { id: ids.spare }))[0]).toMatchObject({ state: 'Ready' });
  await client.control('DELETE', '/faults');
  expect(await client.control('GET', '/faults')).toEqual([]);
  await order({ command: 'deployVirtualMachine', kind: 'fail-job' });
  const params = {
    zoneid: ids.zone,
    serviceofferingid: ids.fixed,
    templateid: ids.template,
    networkids: ids.l2,
    name: 'dst',
  };
  const { body } = await client.call('deployVirtualMachine', { ...params, startvm: false });
  await client.final(body['jobid'] as string);
  expect((await client.list('listVirtualMachines', { id: body['id'] as string }))[0]).toMatchObject({ state: 'Error' });
});

test('vm chooses the requests about one VM', () => {
  const faults = new Faults();
  const about = (name: string) => ({ vm: (vm: string) => vm === name, volume: () => false });
  faults.add(faultSchema.parse({ command: '*', kind: 'refuse', vm: 'host-1' }));
  expect(faults.take('startVirtualMachine', { id: 'x' }, about('host-2'))).toBeUndefined();
  expect(faults.take('startVirtualMachine', { id: 'x' }, about('host-1'))).toBeDefined();
});

test.each([
  ['oma', 200],
  ['oma-1', 431],
  ['om*', 431],
  ['host-*', 200],
])('vm %s: a detach from oma-1 is answered by %i', async (vm, status) => {
  await client.control('PUT', '/estate', named('oma-1'));
  await order({ command: 'detachVolume', kind: 'refuse', vm });
  expect((await detach()).status).toBe(status);
});

test('a name with * at its end is of whatever begins so', () => {
  const faults = new Faults();
  faults.add(faultSchema.parse({ command: '*', kind: 'refuse', match: { name: 'host-1-*' }, times: 9 }));
  const struck = ['host-1-a', 'host-1', 'host-10-a'].map((name) => faults.take('listVolumes', { name }) !== undefined);
  expect(struck).toEqual([true, false, false]);
});

test('skip, times and match choose the requests', () => {
  const faults = new Faults();
  faults.add(faultSchema.parse({ command: 'detachVolume', kind: 'refuse', match: { id: 'x' }, skip: 1, times: 2 }));
  const struck = ['x', 'y', 'x', 'y', 'x', 'x'].map((id) => faults.take('detachVolume', { id })?.kind);
  expect(struck).toEqual([undefined, undefined, 'refuse', undefined, 'refuse', undefined]);
  expect(faults.take('attachVolume', { id: 'x' })).toBeUndefined();
  expect(faults.list()[0]?.hits).toBe(2);
});

describe('held until the faults are deleted', () => {
  const hit = (id: string) =>
    expect
      .poll(async () => (await client.control('GET', '/faults')) as { id: string; hits: number }[])
      .toContainEqual(expect.objectContaining({ id, hits: 1 }));

  test.each([
    ['in time', 0, 200],
    ['late', 120_000, 401],
  ])('a request: nothing happens before, and then only in time: %s', async (_, offset_ms, status) => {
    const { id } = (await order({ command: 'detachVolume', kind: 'hold-request' })) as { id: string };
    const expires = new Date(Date.now() + 60_000).toISOString();
    const sent = client.call('detachVolume', { id: ids.replica, signatureVersion: 3, expires });
    await hit(id);
    expect(await effects()).toEqual([]);
    await client.control('POST', '/clock', { offset_ms });
    await client.control('DELETE', '/faults');
    const answer = await sent;
    expect(answer.status).toBe(status);
    if (status === 200) await client.final(answer.body['jobid'] as string);
    expect(await effects()).toHaveLength(status === 200 ? 1 : 0);
  });

  test('a reply, which tells what was so; a job, whose effect comes afterwards', async () => {
    const { id } = (await order({ command: 'listVolumes', kind: 'hold-reply', volume: ids.replica })) as { id: string };
    const seen = client.list('listVolumes', { id: ids.replica });
    await hit(id);
    await order({ command: 'detachVolume', kind: 'hold-job' });
    const { body } = await detach();
    expect(await effects()).toEqual([]);
    await client.control('DELETE', '/faults');
    expect((await seen)[0]).toHaveProperty('virtualmachineid');
    expect((await client.final(body['jobid'] as string)).jobstatus).toBe(1);
    expect(await effects()).toHaveLength(1);
  });

  test('then: the next fault is ordered by the hit of the first', async () => {
    const then = { command: 'listVolumes', kind: 'refuse' };
    const { id } = (await order({ command: 'detachVolume', kind: 'refuse', then })) as { id: string };
    await client.call('listVolumes', {});
    expect(await client.control('GET', '/faults')).toHaveLength(1);
    await detach();
    expect((await client.call('listVolumes', {})).status).toBe(431);
    await hit(`${id}/then`);
  });
});

test('requests without a valid signature strike no fault', async () => {
  await order({ command: 'detachVolume', kind: 'refuse' });
  await client.call('detachVolume', { id: ids.replica }, { api_key: 'admin-key', secret_key: 'wrong' });
  expect(await client.control('GET', '/faults')).toMatchObject([{ hits: 0 }]);
});

/** HTTP status, or `cut` where the connection ended without an answer. */
async function fetchOnce(command: string, params: Record<string, string>): Promise<number | 'cut'> {
  try {
    const response = await fetch(client.simulator.url, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: signedQuery(command, params),
    });
    await response.text();
    return response.status;
  } catch {
    return 'cut';
  }
}
