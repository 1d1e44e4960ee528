import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Driver } from '../../support/driver.js';
import { KEYS, testEstate, type TestVm } from '../../support/estate.js';
import { lacks } from '../../support/preflight.js';
import { filesOf, leaks } from '../../support/secrets.js';
import { fuzz, type FuzzOptions } from '../../support/schemathesis.js';
import { startTestStack, type TestStack } from '../../support/stack.js';

/** `npm run fuzz` gives each caller its seconds and another seed each time; `npm test` asks the same few. */
const { FUZZ_SECONDS, FUZZ_SEED = FUZZ_SECONDS === undefined ? 1 : randomInt(2 ** 31) } = process.env;
const seed = Number(FUZZ_SEED);
/** Who may do less gets the same answers, or 401 and 403. */
const CALLERS = [
  ['no token', 'brief'],
  ['viewer', 'brief'],
  ['operator', 'brief'],
  ['admin', 'document'],
] as const;

describe.skipIf(lacks('schemathesis'))('every route, asked at random by its own document', () => {
  let stack: TestStack;
  let driver: Driver;
  let known: FuzzOptions['known'];
  const tokens: Record<string, string> = {};

  beforeAll(async () => {
    console.log(`to repeat it: FUZZ_SEED=${seed}`);
    const unlimited = { API_RATE_PER_SECOND: '10000', API_RATE_BURST: '100000', API_LOCKOUT_AFTER: '100000' };
    stack = await startTestStack({ env: unlimited });
    driver = new Driver(stack);
    const estate = testEstate(['one-disk', 'two-disks', 'four-disks', 'uefi-custom', 'one-disk', 'one-disk']);
    await driver.load(estate);
    for (const role of ['viewer', 'operator', 'admin'])
      tokens[role] = (await driver.ok<{ secret: string }>('POST', '/tokens', { name: role, role })).secret;
    known = {
      connection: { ...KEYS, api_url: `${stack.urls.simulator}/client/api` },
      ids: {
        vm_id: estate.vms.map(({ vm_id }) => vm_id),
        job_id: await jobs(estate.vms),
        name: ['fuzzed'],
        destination_network_id: Object.values(estate.networks),
        source_network_name: ['Source 1'],
      },
    };
  });
  afterAll(() => stack.stop());

  /** A live failover that is over, a test that is over, and one that goes on. */
  async function jobs([live, over, held]: readonly TestVm[]): Promise<string[]> {
    if (live === undefined || over === undefined || held === undefined) throw new Error('three VMs at least');
    const ids = [
      await driver.startLive(live),
      await driver.startTest(over, { test_duration: '1s' }),
      await driver.startTest(held, { auto_cleanup: false }),
    ];
    await Promise.all(ids.map((id, i) => driver.until(id, ({ status }) => status === ENDS[i])));
    return ids;
  }

  it.each(CALLERS)('gives %s documented answers only', async (caller, short) => {
    const extent = FUZZ_SECONDS === undefined ? short : { seconds: Number(FUZZ_SECONDS) };
    const { text, verdict } = await fuzz({ url: stack.urls.api, token: tokens[caller], seed, extent, known });
    expect(verdict, text).toBe('sound');
    // The fuzzer goes on when all it gets is 401: that a token was one, its own rights show.
    const { status } = await driver.api('GET', '/vms', undefined, { authorization: `Bearer ${tokens[caller] ?? ''}` });
    expect(status).toBe(caller === 'no token' ? 401 : 200);
  });

  it('has not been told of a CloudStack that is somewhere else', async () => {
    const { configs } = await driver.ok<{ configs: { api_url: string }[] }>('GET', '/ossea-configs');
    expect(new Set(configs.map(({ api_url }) => api_url))).toEqual(new Set([known.connection.api_url]));
  });

  it('leaves no token in a log or a database', () => {
    expect(leaks(Object.values(tokens), filesOf(stack.folder))).toEqual([]);
  });

  it('and the fuzzer sees answers that are not documented', async () => {
    const server = createServer((_, answer) => answer.writeHead(200, { 'content-type': 'application/json' }).end('{}'));
    const port = await listen(server);
    const url = `http://127.0.0.1:${port}`;
    const { text, verdict } = await fuzz({ url, token: undefined, seed, extent: { seconds: 5 }, known });
    server.close();
    expect(verdict).toBe('finding');
    expect(text).toMatch(/violates schema/);
  });
});

async function listen(server: Server): Promise<number> {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return (server.address() as AddressInfo).port;
}

const ENDS = ['completed', 'completed', 'test_running'];
