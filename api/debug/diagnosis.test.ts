import { ServiceError } from '@temporalio/client';
import { afterEach, describe, expect, it } from 'vitest';
import { DatabaseUnavailableError, SchemaError } from '../../db/index.js';
import { CONFIG, TestApi } from '../../test/support/api/api.js';
import { workerIdentity } from '../../domain/version.js';
import type { Finding } from './schemas.js';

let api: TestApi;
afterEach(() => api.close());

async function findings(): Promise<Finding[]> {
  return ((await api.post('/debug/diagnosis', {}, 'operator').expect(200)).body as { findings: Finding[] }).findings;
}
const wrong = async (): Promise<Finding[]> => (await findings()).filter(({ status }) => status !== 'pass');

it('finds nothing wrong where nothing is, and names what it has looked at', async () => {
  api = await TestApi.ready();
  const all = await findings();
  expect(all.filter(({ status }) => status !== 'pass')).toEqual([]);
  expect(all.map(({ name }) => name)).toEqual([
    ...['Database', 'Temporal', 'Search attributes', 'Workers', 'Configuration'],
    ...['Clock', 'CloudStack', 'Permissions', 'Target'],
  ]);
});

/** As gRPC raises it. */
const grpc = (code: number, details: string): Error =>
  Object.assign(new Error(details), { code, details, metadata: {} });

const BROKEN: [string, string, string, RegExp, (broken: TestApi) => unknown][] = [
  [
    'Temporal is away',
    'Temporal',
    'fail',
    /does not answer: connection refused/,
    ({ temporal }) => (temporal.fault = 'away'),
  ],
  [
    'the namespace is missing',
    'Temporal',
    'fail',
    /no such namespace/,
    ({ temporal }) => Object.assign(temporal, { fault: 'away', cause: grpc(5, 'Namespace dr is not found.') }),
  ],
  [
    'Temporal refuses the key',
    'Temporal',
    'fail',
    /lets us not in: bad key/,
    ({ temporal }) =>
      Object.assign(temporal, { fault: 'away', cause: new ServiceError('x', { cause: grpc(16, 'bad key') }) }),
  ],
  [
    'a search attribute is missing',
    'Search attributes',
    'fail',
    /FailoverStatus/,
    ({ temporal }) => (temporal.missing_search_attributes = ['FailoverStatus']),
  ],
  [
    'the server does not show its search attributes',
    'Search attributes',
    'unknown',
    /shows nobody/,
    ({ temporal }) => (temporal.missing_search_attributes = null),
  ],
  ['no worker polls', 'Workers', 'fail', /task queue failover/, ({ temporal }) => (temporal.identities = [])],
  [
    'a worker is of another build',
    'Workers',
    'warning',
    /2@host 0\.0\.9/,
    ({ temporal }) => (temporal.identities = [workerIdentity('1@host'), '2@host 0.0.9']),
  ],
  [
    'CloudStack is away',
    'CloudStack',
    'fail',
    /does not answer/,
    ({ cloudstack }) => (cloudstack.trouble = 'unavailable'),
  ],
  ['the key is refused', 'CloudStack key', 'fail', /refuses it/, ({ cloudstack }) => (cloudstack.trouble = 'denied')],
  [
    'the key may not do everything',
    'Permissions',
    'fail',
    /may not call .*detachVolume/,
    ({ cloudstack }) => (cloudstack.apis = cloudstack.apis.filter((name) => name !== 'detachVolume')),
  ],
  [
    'the key may not do what a failover can do without',
    'Permissions',
    'warning',
    /may not call expungeVirtualMachine: a VM that a run removes stays Destroyed; createVMSnapshot: no test/,
    ({ cloudstack }) =>
      (cloudstack.apis = cloudstack.apis.filter((name) => !/^(expungeVirtualMachine|createVMSnapshot)$/.test(name))),
  ],
  [
    'the clocks differ',
    'Clock',
    'fail',
    /at least 8000 ms behind/,
    ({ cloudstack }) => (cloudstack.clock = { low: -8_100, high: -8_000 }),
  ],
  [
    'the clocks begin to differ',
    'Clock',
    'warning',
    /at least 3000 ms ahead/,
    ({ cloudstack }) => (cloudstack.clock = { low: 3_000, high: 3_100 }),
  ],
];

describe('names what is wrong, with a cure', () => {
  it.each(BROKEN)('%s', async (_, name, status, message, breakIt) => {
    api = await TestApi.ready();
    await breakIt(api);
    const found = await wrong();
    expect(found).toEqual([{ name, status, message: expect.stringMatching(message) as string, cure: found[0]?.cure }]);
    if (status !== 'unknown') expect(found[0]?.cure).toMatch(/\.$/);
  });

  it('an object of the configuration that is not there', async () => {
    api = await TestApi.ready();
    await api.put('/ossea-configs/primary-ossea', { ...CONFIG, zone: 'nowhere' }).expect(200);
    expect(await wrong()).toMatchObject([{ name: 'Target', message: 'The key sees no zone nowhere' }]);
  });

  it('no configuration at all', async () => {
    api = await TestApi.open();
    expect(await wrong()).toMatchObject([{ name: 'Configuration', status: 'fail' }]);
  });

  it.each([
    [new SchemaError('the schema is older', 'run `npm run migrate`'), 'Schema', 'the schema is older'],
    [new DatabaseUnavailableError('connect ECONNREFUSED'), 'Database', 'does not answer: connect ECONNREFUSED'],
  ])('a database that raises %s', async (error, name, message) => {
    api = await TestApi.ready();
    api.db.checkSchema = () => Promise.reject(error);
    expect(await wrong()).toMatchObject([{ name, status: 'fail', message }]);
  });
});
