import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../db/index.js';
import { freePort } from '../../scripts/ports.js';
import { temporalBinary } from '../../scripts/temporal-binary.js';
import { Driver } from '../support/driver.js';
import { configOf, testEstate, type TestEstate } from '../support/estate.js';
import { envOf, failoverctl } from '../support/failoverctl.js';
import { startTestStack, type TestStack } from '../support/stack.js';
import { pino } from 'pino';

/** `failoverctl doctor` on set-ups that are really broken, one after the other, each mended again. */

interface Finding {
  name: string;
  status: string;
  message: string;
  cure: string | null;
}

let stack: TestStack;
let driver: Driver;
let estate: TestEstate;

beforeAll(async () => {
  stack = await startTestStack();
  driver = new Driver(stack);
  estate = testEstate(['one-disk']);
  await driver.load(estate);
});
afterAll(() => stack.stop());

/** What is not as it should be. */
async function wrong(env: Record<string, string> = {}): Promise<Finding[]> {
  const { exit, out, err } = await failoverctl(['doctor', '--json'], { env: { ...envOf(stack), ...env } });
  expect(err).toBe('');
  const findings = (JSON.parse(out) as Finding[]).filter(({ status }) => status !== 'pass');
  expect(exit).toBe(findings.some(({ status }) => status === 'fail') ? 1 : 0);
  return findings;
}

/** Each of these is found, by name and words, each with a cure. */
function expectFound(findings: Finding[], ...expected: [string, RegExp][]): void {
  expect(findings.map(({ name, message }) => [name, message])).toEqual(
    expected.map(([name, message]) => [name, expect.stringMatching(message) as string]),
  );
  for (const { cure } of findings) expect(cure).not.toBeNull();
}

/** One more API with other settings; its findings. */
async function wrongOf(env: Record<string, string>): Promise<Finding[]> {
  const listen = `127.0.0.1:${await freePort()}`;
  const api = await stack.add('api', { API_LISTEN: listen, ...env });
  try {
    return await wrong({ FAILOVER_API_URL: `http://${listen}` });
  } finally {
    await api.stop(3_000);
  }
}

const temporal = async (...args: string[]): Promise<void> => {
  const { status, stderr } = spawnSync(await temporalBinary(), [...args, '--address', stack.urls.temporal], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
};

describe('doctor', () => {
  it('finds nothing wrong with a sound installation', async () => {
    expect(await wrong()).toEqual([]);
  });

  it('names a token that is none, and one that may not look', async () => {
    expectFound(await wrong({ FAILOVER_API_TOKEN: 'x'.repeat(32) }), ['Token', /does not know it/]);
    const { secret } = await driver.ok<{ secret: string }>('POST', '/tokens', { name: 'viewer', role: 'viewer' });
    expectFound(await wrong({ FAILOVER_API_TOKEN: secret }), ['Token', /viewer may not look further/]);
  });

  it('names a search attribute that is missing, and its cure mends it', async () => {
    await temporal('operator', 'search-attribute', 'remove', '--name', 'FailoverVmName', '--yes');
    const found = await wrong();
    expectFound(found, ['Search attributes', /^FailoverVmName missing/]);
    const [, cure = ''] = /^temporal (.*?);/.exec(found[0]?.cure ?? '') ?? [];
    await temporal(...cure.split(' '));
    await expect.poll(() => wrong(), { timeout: 30_000 }).toEqual([]);
  });

  it('names a task queue that no worker serves', async () => {
    expectFound(await wrongOf({ FAILOVER_TASK_QUEUE: 'other' }), ['Workers', /task queue other/]);
  });

  it('names a namespace that is not there', async () => {
    expectFound(await wrongOf({ TEMPORAL_NAMESPACE: 'nowhere' }), ['Temporal', /no such namespace.*nowhere/]);
  });

  it('names keys that another SECRETS_KEY has encrypted', async () => {
    const key = Buffer.alloc(32, 7).toString('base64');
    expectFound(await wrongOf({ SECRETS_KEY: key }), ['Configuration', /cannot be read with this SECRETS_KEY/]);
  });

  it('names a database without a configuration', async () => {
    const url = `sqlite:${join(stack.folder, 'empty.db')}`;
    const db = await openDatabase({ url, logger: pino({ level: 'silent' }) });
    await db.migrate();
    await db.close();
    expectFound(await wrongOf({ DATABASE_URL: url }), ['Configuration', /there is no active one/]);
  });

  it('names clocks that differ', async () => {
    await driver.control('POST', '/clock', { offset_ms: 5_000 });
    expectFound(await wrong(), ['Clock', /at least (49|50)\d\d ms ahead/]);
    await driver.control('POST', '/clock', { offset_ms: 0 });
  });

  it('names a key that CloudStack refuses, and what a key may not do', async () => {
    const { name, appliance_vm_id } = estate.configs[0] ?? { name: '', appliance_vm_id: '' };
    const config = configOf(appliance_vm_id, stack.urls.simulator);
    await driver.ok('PUT', `/ossea-configs/${name}`, {
      ...config,
      api_key: 'another-key',
      secret_key: 'another-secret',
    });
    expectFound(await wrong(), ['CloudStack key', /refuses it/]);
    await driver.ok('PUT', `/ossea-configs/${name}`, { ...config, zone: 'nowhere' });
    expectFound(await wrong(), ['Target', /zone nowhere/]);
    await driver.ok('PUT', `/ossea-configs/${name}`, config);
    const accounts = (estate.cloudstack.accounts ?? []).map((account) => ({
      ...account,
      denied_apis: ['createSnapshot'],
    }));
    await driver.control('PUT', '/estate', { ...estate.cloudstack, accounts });
    expectFound(await wrong(), ['Permissions', /may not call createSnapshot/]);
    await driver.control('PUT', '/estate', estate.cloudstack);
  });

  it('names a CloudStack that is away', async () => {
    await stack.kill('simulator');
    expectFound(await wrong(), ['CloudStack', /does not answer/]);
    await stack.restart('simulator');
  });

  it('names a Temporal that is away', async () => {
    await stack.kill('temporal');
    expectFound(await wrong(), ['Temporal', /does not answer/]);
    await stack.restart('temporal');
    await expect.poll(() => wrong(), { timeout: 60_000 }).toEqual([]);
  });
});

describe('doctor, while the API is away', () => {
  const settings = (): Record<string, string> => {
    const { DATABASE_URL = '', SECRETS_KEY = '', TEMPORAL_ADDRESS = '' } = stack.env;
    return { DATABASE_URL, SECRETS_KEY, TEMPORAL_ADDRESS, SKEW_LIMIT_SECONDS: '0.3', HOME: stack.folder };
  };

  it('looks for the cause in the settings of this machine', async () => {
    await stack.kill('api');
    expectFound(await wrong(settings()), ['API', /does not answer/]);
    expectFound(
      await wrong({ ...settings(), SECRETS_KEY: 'short' }),
      ['API', /does not answer/],
      ['Settings', /SECRETS_KEY must be 32 bytes/],
    );
    const nowhere = { ...settings(), DATABASE_URL: `sqlite:${join(stack.folder, 'nowhere.db')}` };
    expectFound(await wrong(nowhere), ['API', /does not answer/], ['Database', /there is no file/]);
    const away = { ...settings(), DATABASE_URL: `mysql://nobody:x@127.0.0.1:${await freePort()}/none` };
    expectFound(await wrong(away), ['API', /does not answer/], ['Database', /does not answer/]);
  });

  it('names a schema that is older than the build', async () => {
    const url = `sqlite:${join(stack.folder, 'old.db')}`;
    const db = await openDatabase({ url, logger: pino({ level: 'silent' }) });
    await db.uow.read(() => Promise.resolve());
    await db.close();
    const found = await wrong({ ...settings(), DATABASE_URL: url });
    expect(found.map(({ name, message }) => `${name}: ${message}`)).toContain('Schema: the database has no schema yet');
  });
});
