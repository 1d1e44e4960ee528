import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../db/index.js';
import { freePort } from '../../../scripts/ports.js';

/** The process as operators run it, with Temporal away. */

const TOKEN = randomBytes(24).toString('base64url');
let folder: string;
let url: string;
let environment: NodeJS.ProcessEnv;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'failover-server-'));
  url = `sqlite:${join(folder, 'api.db')}`;
  const db = await openDatabase({ url, logger: pino({ level: 'silent' }) });
  await db.migrate();
  await db.close();
  environment = {
    PATH: process.env['PATH'],
    HOME: folder,
    DATABASE_URL: url,
    SECRETS_KEY: randomBytes(32).toString('base64'),
    API_LISTEN: '127.0.0.1:0',
    API_BOOTSTRAP_TOKEN: TOKEN,
    TEMPORAL_ADDRESS: `127.0.0.1:${await freePort()}`,
  };
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(change: NodeJS.ProcessEnv = {}): ChildProcessByStdio<null, Readable, Readable> {
  return spawn(process.execPath, ['--import', 'tsx', 'api/server.ts'], {
    env: { ...environment, ...change },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

describe('the API process', () => {
  it('serves without Temporal, knows its bootstrap token, and stops in order on SIGTERM', async () => {
    const child = run();
    const logged = text(child.stderr);
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    expect(line).toMatch(/^ready \{.*\}$/);
    const ready = JSON.parse(line.slice('ready '.length)) as { listen: string; url: string };
    expect(ready.listen).toMatch(/^127\.0\.0\.1:[1-9]\d*$/);

    const get = (path: string, token?: string): Promise<Response> =>
      fetch(`${ready.url}/api/v1${path}`, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } });
    expect((await get('/vms')).status).toBe(401);
    expect((await get('/vms', TOKEN)).status).toBe(200);
    expect((await get('/ossea-configs', TOKEN)).status).toBe(200);
    expect(await (await get('/debug/health')).json()).toMatchObject({
      components: { temporal: 'down', database: 'up' },
    });

    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(await logged).not.toContain(TOKEN);
  });

  const unusable: [string, () => NodeJS.ProcessEnv, RegExp][] = [
    ['without a key for secrets', () => ({ SECRETS_KEY: '' }), /SECRETS_KEY is required/],
    ['without a database', () => ({ DATABASE_URL: 'mysql://root@127.0.0.1:1/failover' }), /could not start/],
  ];
  it.each(unusable)('does not start %s and says why', async (_what, change, why) => {
    const child = run(change());
    const [said, exit] = await Promise.all([text(child.stderr), once(child, 'exit')]);
    expect(exit).toEqual([1, null]);
    expect(said).toMatch(why);
  });

  it('does not start on a port that is taken', async () => {
    const first = run();
    const [line] = (await once(createInterface({ input: first.stdout }), 'line')) as [string];
    const { listen } = JSON.parse(line.slice('ready '.length)) as { listen: string };
    const second = run({ API_LISTEN: listen });
    const [said, exit] = await Promise.all([text(second.stderr), once(second, 'exit')]);
    expect([exit, /EADDRINUSE/.test(said)]).toEqual([[1, null], true]);
    first.kill('SIGTERM');
    await once(first, 'exit');
  });
});
