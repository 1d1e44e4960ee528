import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { CONFIG, MAPPING, TestApi, VM, VM_ID } from '../test/support/api/api.js';
import { cli, serving, type Said } from '../test/support/cli.js';
import { API_ERROR_STATUS } from '../domain/errors.js';
import type { Role } from '../api/caller.js';
import { EXIT } from './lib/exit.js';

const NAME = VM.name;

describe('over an API', () => {
  let api: TestApi;
  let url: string;
  let close: () => Promise<void>;

  beforeAll(async () => {
    api = await TestApi.ready();
    ({ url, close } = await serving(api.app));
  });
  afterAll(async () => {
    await close();
    await api.close();
  });

  const as = (role: Role, ...args: string[]): Promise<Said> => cli(args, { url, token: api.tokens[role] });
  const typing = (types: string[], ...args: string[]): Promise<Said> =>
    cli(args, { url, token: api.tokens.admin, types });

  it('lists the inventory, for a person and for a program', async () => {
    const said = await as('viewer', 'vms');
    expect([said.exit, said.err]).toEqual([EXIT.done, '']);
    expect(said.out.split('\n')[1]).toMatch(
      new RegExp(`^${NAME}  ${VM_ID}  At the source  .* ago  –    not asked yet$`),
    );
    const found = JSON.parse((await as('viewer', 'vms', '--json')).out) as object[];
    expect(found).toMatchObject([{ vm_id: VM_ID, name: NAME }]);
    expect((await as('viewer', 'vms', 'nobody')).out).toBe('No VM has nobody in its name or id.\n');
  });

  it('says whether a VM is ready, by name or by id, and exits by it', async () => {
    for (const named of [NAME, VM_ID]) {
      const said = await as('viewer', 'readiness', named);
      expect([said.exit, said.out.split('\n')[0]]).toEqual([EXIT.done, `✓ ${NAME} is ready`]);
    }
    const said = await as('viewer', 'readiness', NAME, '--test');
    expect(said.exit).toBe(EXIT.badNews);
    expect(said.out).toMatch(/✕ .* is not ready[^]*What to do:\n- /);
  });

  it('takes a name that two VMs have for none of them', async () => {
    await api.put('/vms/twin', { ...VM, disks: [], replication: null }).expect(200);
    onTestFinished(async () => void (await api.delete('/vms/twin').expect(200)));
    const said = await as('viewer', 'readiness', NAME);
    expect(said).toMatchObject({ exit: EXIT.usage, out: '' });
    expect(said.err).toContain(`2 VMs are called ${NAME}`);
    expect(said.err).toContain('twin');
  });

  it('maps networks, and leaves what is not named', async () => {
    const test = await as('operator', 'networks', 'map', NAME, '--test', 'VM Network=isolated', '--json');
    expect(JSON.parse(test.out)).toMatchObject([
      { is_test_network: false, destination_network_id: MAPPING.destination_network_id },
      { is_test_network: true, destination_network_name: 'isolated' },
    ]);
    expect((await as('viewer', 'networks')).out).toMatch(/^NETWORK .*\nproduction .*\nisolated /);
    expect((await as('viewer', 'networks', 'show', NAME)).out).toMatch(/VM Network {2}test {2}isolated/);
    expect(await as('operator', 'networks', 'map', NAME)).toMatchObject({ exit: EXIT.usage });
    expect(await as('operator', 'networks', 'map', NAME, '--live', 'VM Network')).toMatchObject({ exit: EXIT.usage });
  });

  it('makes, lists and revokes tokens; the secret alone is on standard output', async () => {
    const made = await as('admin', 'token', 'create', 'night shift', '--role', 'operator', '--expires-in', '1h');
    expect([made.exit, made.err]).toEqual([EXIT.done, expect.stringContaining('Shown this once')]);
    const token = made.out.trim();
    expect((await cli(['vms'], { url, token })).exit).toBe(EXIT.done);
    const list = (await as('admin', 'token')).out;
    const [, id = ''] = /^(\d+) +night shift +operator/m.exec(list) ?? [];
    expect(await as('admin', 'token', 'revoke', id)).toMatchObject({ exit: EXIT.notConfirmed });
    expect(await as('admin', 'token', 'revoke', id, '--yes')).toMatchObject({ exit: EXIT.done });
    expect((await cli(['vms'], { url, token })).exit).toBe(EXIT.notAllowed);
    expect(await as('admin', 'token', 'revoke', 'night shift')).toMatchObject({ exit: EXIT.usage });
  });

  it('writes, tests, shows and activates configurations', async () => {
    const file = written(
      'config.yaml',
      Object.entries(CONFIG)
        .map((pair) => pair.join(': '))
        .join('\n'),
    );
    expect((await as('admin', 'config', 'set', 'second', file)).out).toContain('failoverctl config activate second');
    expect((await as('admin', 'config', 'test', 'second')).out).toBe(
      '✓ CloudStack answers and nothing is missing (CloudStack 4.22.0.0)\n',
    );
    const shown = (await as('admin', 'config', 'show', 'second')).out;
    expect(shown).toContain(CONFIG.api_url);
    expect(shown).not.toContain(CONFIG.secret_key);
    expect((await as('admin', 'config')).out).toMatch(/primary-ossea +yes/);
    expect(await as('operator', 'config', 'set', 'second', file)).toMatchObject({ exit: EXIT.notAllowed });
    expect(await as('admin', 'config', 'delete', 'second', '-y')).toMatchObject({ exit: EXIT.done });
    expect(await as('admin', 'config', 'show', 'second')).toMatchObject({ exit: EXIT.notFound });
  });

  describe('a live failover', () => {
    it('shows what it would do, asks for the name, and does nothing where another one is typed', async () => {
      const said = await typing(['yes'], 'live', NAME);
      expect(said).toMatchObject({ exit: EXIT.notConfirmed, questions: [expect.stringContaining(`Type ${NAME}`)] });
      expect(said.out).toMatch(/✓ It would be accepted\.[^]*machine +2 CPU, 4096 MiB[^]*Starting the destination VM/);
      expect(await as('operator', 'live', NAME)).toMatchObject({ exit: EXIT.notConfirmed });
      expect(api.temporal.runs).toEqual([]);
    });

    it('asks nothing where it would be refused anyway', async () => {
      const said = await typing([], 'live', NAME, '--network', 'VM Network=nowhere');
      expect([said.exit, said.questions]).toEqual([EXIT.refused, []]);
      expect(said.out).toContain('✕ It would be refused');
    });

    it('starts once for a key, and is found by its VM', async () => {
      const start = ['live', NAME, '--yes', '--key', 'once', '--reason', 'site down', '--commit-after', '720h'];
      const first = await as('operator', ...start, '--json');
      const { job_id } = JSON.parse(first.out) as { job_id: string };
      expect(JSON.parse((await as('operator', ...start, '--json')).out)).toMatchObject({ job_id });
      expect(api.temporal.runs).toHaveLength(1);
      expect(api.temporal.runs[0]?.input.request).toMatchObject({ reason: 'site down' });

      const status = await as('viewer', 'status', NAME);
      expect(status.exit).toBe(EXIT.done);
      expect(status.out).toContain(`failoverctl status ${job_id} --watch`);
      expect((await as('viewer', 'status')).out).toContain(job_id);
      expect(await as('operator', 'live', NAME, '--yes')).toMatchObject({ exit: EXIT.refused });
      expect(await as('operator', 'extend', NAME)).toMatchObject({ exit: EXIT.usage });
      expect(await as('operator', 'extend', NAME, '1h')).toMatchObject({ exit: EXIT.refused });
      expect(await as('operator', 'resolve', NAME, 'retry', '-r', 'x')).toMatchObject({ exit: EXIT.usage });
      await api.closeJob(job_id, { failover_state: 'ready', held_by: null });
      expect(await as('viewer', 'status', NAME)).toMatchObject({ exit: EXIT.badNews });
      expect((await as('viewer', 'status')).out).toMatch(/^Nothing is running/);
      expect((await as('viewer', 'status', '--all')).out).toContain(job_id);
      expect(await as('operator', 'cancel', NAME, '-r', 'x', '-y')).toMatchObject({ exit: EXIT.notFound });
    });

    it('may be repeated where its answer was lost', async () => {
      api.temporal.runs.length = 0;
      api.temporal.fault = 'lost';
      onTestFinished(() => void (api.temporal.fault = null));
      const said = await as('operator', 'live', NAME, '--yes');
      expect(said.exit).toBe(EXIT.away);
      const [, key = ''] = /--key ([0-9a-f]+):/.exec(said.err) ?? [];
      api.temporal.fault = null;
      expect(await as('operator', 'live', NAME, '--yes', '--key', key)).toMatchObject({ exit: EXIT.done });
      expect(api.temporal.runs).toHaveLength(1);
    });
  });

  it('completes names of VMs, and says nothing where it is not let in', async () => {
    expect((await as('viewer', 'complete', '--', 'readiness', 'PG')).out).toBe(`${NAME}\n`);
    expect(await cli(['complete', '--', 'readiness', ''], { url })).toMatchObject({ out: '', err: '' });
  });
});

function written(name: string, content: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'failoverctl-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

describe('an exit code', () => {
  const refusal = { code: '' as keyof typeof API_ERROR_STATUS };
  let stub: Awaited<ReturnType<typeof serving>>;
  beforeAll(async () => {
    stub = await serving((_req, res) => {
      const { code } = refusal;
      res.writeHead(API_ERROR_STATUS[code], { 'content-type': 'application/json' });
      const details = { issues: [{ path: 'body.name', message: 'too long' }], job_id: 'job-1' };
      res.end(JSON.stringify({ success: false, error_code: code, message: `it is ${code}`, details }));
    });
  });
  beforeEach(() => void (refusal.code = 'INTERNAL_ERROR'));
  afterAll(() => stub.close());

  const EXPECTED: Record<keyof typeof API_ERROR_STATUS, number> = {
    VALIDATION_FAILED: 2,
    UNAUTHORIZED: 3,
    FORBIDDEN: 3,
    NOT_FOUND: 4,
    VM_NOT_FOUND: 4,
    JOB_NOT_FOUND: 4,
    METHOD_NOT_ALLOWED: 7,
    ACTIVE_JOBS: 5,
    INVALID_STATE: 5,
    PAYLOAD_TOO_LARGE: 2,
    UNSUPPORTED_MEDIA_TYPE: 7,
    NOT_READY: 5,
    NETWORK_MAPPING_MISSING: 5,
    CONFIRMATION_REQUIRED: 5,
    IDEMPOTENCY_KEY_REUSED: 5,
    RATE_LIMITED: 7,
    INTERNAL_ERROR: 7,
    OSSEA_API_ERROR: 7,
    OSSEA_NOT_CONFIGURED: 5,
    UNAVAILABLE: 7,
  };
  it.each(Object.entries(EXPECTED))('for %s is %i', async (code, exit) => {
    refusal.code = code as typeof refusal.code;
    const said = await cli(['vms'], { url: stub.url });
    expect([said.exit, said.out]).toEqual([exit, '']);
    expect(said.err).toMatch(new RegExp(`^✕ it is ${code}\n  - body.name: too long\n  - .*failoverctl status job-1`));
    const json = await cli(['vms', '--json'], { url: stub.url });
    expect(JSON.parse(json.err)).toMatchObject({ error_code: code, message: `it is ${code}` });
  });

  it('for an API that is away is 7, and names where it was looked for', async () => {
    const { url, close } = await serving(undefined);
    await close();
    const said = await cli(['status', '--watch', 'job'], { url });
    expect([said.exit, said.err]).toEqual([7, expect.stringContaining(`does not answer at ${url}`)]);
  });

  it('for something else than the API is 7', async () => {
    const { url, close } = await serving((_req, res) => res.writeHead(502).end('<html>bad gateway</html>'));
    onTestFinished(close);
    expect(await cli(['vms'], { url })).toMatchObject({
      exit: 7,
      err: expect.stringContaining('understood') as string,
    });
  });

  it.each([
    [['nonsense'], 2, 'unknown command'],
    [['readiness'], 2, "missing required argument 'vm'"],
    [['vms', '--nonsense'], 2, 'unknown option'],
    [['resolve', 'job', 'explode', '-r', 'x'], 2, 'Allowed choices are retry, skip, abandon'],
    [['cancel', 'job'], 2, 'required option'],
    [['test', 'vm', '--for'], 2, 'argument missing'],
    [['vms', '--url', 'nonsense'], 2, 'nonsense is not the address'],
    [['config', 'set', 'x', '/nonexistent'], 2, 'cannot be read'],
  ])('for %j is %i', async (args, exit, text) => {
    const said = await cli(args, { url: stub.url });
    expect([said.exit, said.err]).toEqual([exit, expect.stringContaining(text)]);
  });

  it.each([['--help'], ['--version'], ['help', 'live'], ['networks', 'map', '--help']])(
    'for %j is 0',
    async (...args) => {
      const said = await cli(args, { url: stub.url });
      expect([said.exit, said.err]).toEqual([0, '']);
      expect(said.out).not.toBe('');
    },
  );
});
