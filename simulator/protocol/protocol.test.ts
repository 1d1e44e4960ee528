import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { signedQuery, TestClient } from '../testing/client.js';
import { admin, ids, testEstate, user } from '../testing/estate.js';

const REFUSED = 'unable to verify user credentials and/or request signature';
let client: TestClient;

beforeEach(async () => {
  client = await TestClient.start();
});
afterEach(() => client.simulator.close());

const get = (query: string): Promise<Response> => fetch(`${client.simulator.url}?${query}`);

async function refusal(response: Response): Promise<[number, string, unknown]> {
  const [[envelope, body] = ['', {}]] = Object.entries((await response.json()) as Record<string, object>);
  return [response.status, envelope, (body as { errortext?: string }).errortext];
}

describe('credentials (facts §12 rules 1 to 3)', () => {
  test.each([
    ['wrong signature', () => signedQuery('listZones', {}).replace(/signature=.*/, 'signature=AAAA')],
    ['no signature', () => signedQuery('listZones', {}).replace(/&signature=.*/, '')],
    ['wrong key', () => signedQuery('listZones', {}, { ...admin, api_key: 'other' })],
    ['wrong secret', () => signedQuery('listZones', {}, { ...admin, secret_key: 'other' })],
    ['~ signed unescaped', () => signedQuery('listZones', { keyword: 'a' }).replace('keyword=a', 'keyword=a~')],
  ])('%s', async (_, query) => {
    expect(await refusal(await get(query()))).toEqual([401, 'listzonesresponse', REFUSED]);
  });

  test('an unknown command looks like a bad key', async () => {
    expect(await refusal(await get(signedQuery('listZonez', {})))).toEqual([401, 'errorresponse', REFUSED]);
  });

  test('+ for a space is read, but must be signed as %20', async () => {
    const query = signedQuery('listZones', { keyword: 'a b' }).replace('a%20b', 'a+b');
    expect((await get(query)).status).toBe(200);
  });

  test('signature version 3 obeys expires, by the shifted clock', async () => {
    const at = (ms: number) => ({ signatureVersion: 3, expires: new Date(Date.now() + ms).toISOString() });
    expect((await client.call('listZones', at(60_000))).status).toBe(200);
    expect((await client.call('listZones', at(-2_000))).status).toBe(401);
    expect((await client.call('listZones', { signatureVersion: 3 })).status).toBe(401);
    await client.control('POST', '/clock', { offset_ms: 120_000 });
    expect((await client.call('listZones', at(60_000))).status).toBe(401);
    expect((await client.call('listZones', at(180_000))).status).toBe(200);
  });

  test('strict mode caps expires and wants POST for changes', async () => {
    await client.control('PATCH', '/settings', {
      configurations: { 'enforce.post.requests.and.timestamps': 'true' },
    });
    const at = (ms: number) => ({ signatureVersion: 3, expires: new Date(Date.now() + ms).toISOString() });
    expect((await client.call('listZones', {})).status).toBe(401);
    expect((await client.call('listZones', at(16 * 60_000))).status).toBe(401);
    const response = await get(signedQuery('startVirtualMachine', { id: ids.appliance, ...at(60_000) }));
    expect(await refusal(response)).toEqual([
      400,
      'startvirtualmachineresponse',
      'State changing command startVirtualMachine needs to be sent using POST request',
    ]);
  });
});

describe('requests and answers', () => {
  test('GET and POST merge; names of commands are not case-sensitive', async () => {
    const [query = '', body = ''] = signedQuery('LISTZONES', { name: 'zone-1' }).split('&response=');
    const response = await fetch(`${client.simulator.url}?${query}`, {
      method: 'POST',
      body: `response=${body}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(response.status).toBe(200);
  });

  test('a refusal carries its text in a header too, and no answer has a Date', async () => {
    const response = await get(signedQuery('listVirtualMachines', { id: 'nope' }));
    expect(response.headers.get('x-description')).toContain('Invalid parameter id value=nope');
    expect(response.headers.get('date')).toBeNull();
    expect(response.headers.get('content-type')).toBe('application/json;charset=utf-8');
  });

  test('without response=json the answer is XML', async () => {
    const { api_key } = admin;
    const [, unsigned = ''] = /^(.*)&response=json/.exec(signedQuery('listZones', {})) ?? [];
    const { sign } = await import('./signature.js');
    const params = new Map([...new URLSearchParams(unsigned)]);
    expect(params.get('apiKey')).toBe(api_key);
    const response = await get(`${unsigned}&signature=${encodeURIComponent(sign(params, admin.secret_key))}`);
    expect(await response.text()).toMatch(
      /^<\?xml .*<listzonesresponse cloud-stack-version="4.22.0.0"><count>1<\/count>/,
    );
  });

  test('a GET above 8 KiB is a 414 in HTML', async () => {
    const response = await get(signedQuery('listZones', { keyword: 'x'.repeat(9000) }));
    expect([response.status, await response.text()]).toEqual([
      414,
      '<h1>Bad Message 414</h1><pre>reason: URI Too Long</pre>',
    ]);
  });

  test.each([
    ['startVirtualMachine', {}, 431, 'Unable to execute API command startvirtualmachine due to missing parameter id'],
    ['listVirtualMachines', { keyword: 'x'.repeat(300) }, 431, 'Value greater than max allowed length 255'],
    ['listVirtualMachines', { keyword: 'a\u0007' }, 431, 'contains illegal ASCII non-printable characters'],
    ['listVirtualMachines', { 'tags[0].a[1].b': 'x' }, 430, 'Unable to decode parameter'],
    [
      'attachVolume',
      { id: ids.spare, virtualmachineid: ids.appliance, deviceid: 'one' },
      431,
      'due to invalid value one for parameter deviceid',
    ],
  ])('%s %o → %i', async (command, params, status, text) => {
    const answer = await client.call(command, params);
    expect([answer.status, answer.body['errortext']]).toEqual([status, expect.stringContaining(text)]);
  });

  test('unknown parameters are ignored: a misspelt startvm starts the VM', async () => {
    const { virtualmachine } = (await client.done('deployVirtualMachine', {
      zoneid: ids.zone,
      serviceofferingid: ids.fixed,
      templateid: ids.template,
      networkids: ids.network,
      startVm_: false,
    })) as { virtualmachine: { state: string } };
    expect(virtualmachine.state).toBe('Running');
  });

  test('paging: the count is the total; past the end there is no array; nothing found is nothing', async () => {
    const page = async (page: number) => (await client.call('listVolumes', { page, pagesize: 2 })).body;
    expect(await page(1)).toMatchObject({ count: 5, volume: [{}, {}] });
    expect(await page(3)).toMatchObject({ count: 5, volume: [{}] });
    expect(await page(9)).toEqual({ count: 5 });
    expect((await client.call('listVolumes', { name: 'none' })).body).toEqual({});
  });
});

describe('roles', () => {
  test('a root admin sees others’ objects by id or with listall only', async () => {
    expect(await client.list('listVolumes', { name: 'foreign' })).toEqual([]);
    expect(await client.list('listVolumes', { name: 'foreign', listall: true })).toHaveLength(1);
    expect(await client.list('listVolumes', { id: ids.foreign })).toHaveLength(1);
    const [volume] = await client.list('listVolumes', { account: 'tenant', domainid: ids.domain });
    expect(volume).toMatchObject({ id: ids.foreign, storageid: ids.pool, path: ids.foreign });
  });

  test('a user sees neither others’ objects nor where his own lie', async () => {
    const volumes = await client.list('listVolumes', { listall: true }, user);
    expect(volumes.map((volume) => volume['id'])).toEqual([ids.foreign]);
    for (const hidden of ['path', 'storage', 'storageid', 'storagetype', 'hypervisor'])
      expect(volumes[0]).not.toHaveProperty(hidden);
    expect((await client.call('startVirtualMachine', { id: ids.appliance }, user)).status).toBe(531);
  });

  test('commands of root admins are 432 for a user, denied ones for everybody, and listApis leaves them out', async () => {
    expect(await client.call('listStoragePools', {}, user)).toMatchObject({ status: 432, envelope: 'errorresponse' });
    const estate = testEstate();
    await client.control('PUT', '/estate', {
      ...estate,
      accounts: estate.accounts.map((account) => ({ ...account, denied_apis: ['createSnapshot'] })),
    });
    expect(await client.call('createSnapshot', { volumeid: ids.spare })).toMatchObject({ status: 432 });
    const names = (await client.list('listApis')).map((api) => api['name']);
    expect(names).toContain('attachVolume');
    expect(names).not.toContain('createSnapshot');
  });

  test('internal errors are masked for users', async () => {
    const text = async (keys: typeof admin) =>
      (
        await client.call(
          'deployVirtualMachine',
          { zoneid: ids.zone, serviceofferingid: ids.fixed, networkids: ids.otherNetwork },
          keys,
        )
      ).body;
    expect((await text(admin))['errortext']).toContain('only one of');
    expect(await text(user)).toMatchObject({
      errorcode: 530,
      errortext: 'Internal error executing command, please contact your system administrator',
    });
  });
});

test('throttling: 429 with the time to wait', async () => {
  await client.control('PATCH', '/settings', { throttle: { max: 2, interval_ms: 60_000 } });
  const statuses = [];
  for (let i = 0; i < 3; i++) statuses.push(await client.call('listZones', {}, user));
  expect(statuses.map((answer) => answer.status)).toEqual([200, 200, 429]);
  expect(statuses[2]?.body['errortext']).toMatch(
    /^The given user has reached his\/her account api limit, please retry after \d+ ms\.$/,
  );
});

test('the version decides what listCapabilities and listVirtualMachines tell', async () => {
  await client.control('PATCH', '/settings', { version: '4.18', expose_version: false });
  const { body } = await client.call('listCapabilities');
  expect(body['capability']).toMatchObject({ kvmsnapshotenabled: false });
  expect(body['capability']).not.toHaveProperty('cloudstackversion');
  const [vm] = await client.list('listVirtualMachines');
  expect(vm).not.toHaveProperty('deleteprotection');
});
