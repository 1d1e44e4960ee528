import mysql from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ManagedProcess } from '../../scripts/managed-process.js';
import type { ProcessName } from '../../scripts/stack.js';
import { inHold, type Driver } from '../support/driver.js';
import { inventoryOf } from '../support/estate.js';
import { ANSWERED_WITHIN_MS, Ground } from '../support/ground.js';
import { startMariadb, type Mariadb } from '../support/mariadb.js';
import { lacks } from '../support/preflight.js';
import { TEST_WINDOWS } from '../support/stack.js';

describe('a process of the stack is killed in the middle of a run, and started again', () => {
  let ground: Ground;
  beforeAll(async () => {
    ground = await Ground.prepare(12);
  });
  afterAll(() => ground.stack.stop());

  async function crash(...names: ProcessName[]): Promise<void> {
    for (const name of names) await ground.stack.kill(name);
    for (const name of names) await ground.stack.restart(name);
  }

  it('Temporal, twice: meanwhile the status is told from the database', async () => {
    await ground.survives(async (jobId, effects) => {
      for (const count of [2, 8]) {
        await effects(count);
        await ground.stack.kill('temporal');
        expect(await ground.driver.status(jobId)).toMatchObject({ outcome: null });
        await ground.stack.restart('temporal');
      }
    });
  });

  it('the simulator, again and again: it goes on from its state file', async () => {
    await ground.survives(async (_jobId, effects) => {
      for (const count of [1, 4, 7, 10, 13]) {
        await effects(count);
        await crash('simulator');
      }
    });
  });

  it('the API: the run goes on without it, and the status is there again afterwards', async () => {
    await ground.survives(async (jobId, effects) => {
      await effects(2);
      const before = await ground.driver.status(jobId);
      await ground.stack.kill('api');
      await effects(6);
      await ground.stack.restart('api');
      expect((await ground.driver.status(jobId)).progress).toBeGreaterThanOrEqual(before.progress);
    });
  });

  it('CloudStack, for five times as long as it takes to call a person: nothing is undone meanwhile', async () => {
    await ground.survives(async (jobId, effects) => {
      await effects(5);
      await ground.stack.kill('simulator');
      const over = Date.now() + 5 * 1_000 * Number(TEST_WINDOWS.ATTENTION_AFTER_SECONDS);
      const { attention } = await ground.driver.until(jobId, ({ status }) => status === 'attention');
      expect(attention?.reason).toMatch(/has not ended for 5 s$/);
      await ground.driver.until(jobId, ({ status }) => {
        expect(status).toBe('attention');
        return Date.now() >= over;
      });
      await ground.stack.restart('simulator');
    });
  });

  const absences: [string, (temporal: ManagedProcess) => () => Promise<unknown>][] = [
    ['killed', (temporal) => (temporal.signal('SIGKILL'), () => ground.stack.restart('temporal'))],
    ['frozen', (temporal) => (temporal.signal('SIGSTOP'), async () => temporal.signal('SIGCONT'))],
  ];
  it.each(absences)('Temporal, %s while it is asked: 503, and nothing is half-done', async (how, begin) => {
    const { driver, stack } = ground;
    const [tested, asked, other] = [ground.fresh(), ground.fresh(), ground.fresh()];
    const held = await driver.startTest(tested, { auto_cleanup: false });
    await driver.until(held, inHold);
    const jobs = () => driver.ok<{ total_jobs: number }>('GET', '/failover/jobs?limit=1');
    const before = await jobs();
    const { temporal } = stack.processes;
    if (temporal === undefined) throw new Error('no Temporal');
    const over = begin(temporal);
    const key = { 'idempotency-key': `while-${how}` };
    const start: Parameters<Driver['api']> = ['POST', '/failover/live', { vm_id: asked.vm_id }, key];
    // What a frozen server was sent, it may still read.
    const messages: Parameters<Driver['api']>[] = [
      ['DELETE', `/failover/test/${held}`],
      ['POST', `/failover/${held}/cancel`, { reason: 'nobody hears' }],
    ];
    const starts: Parameters<Driver['api']>[] = [start, ['POST', '/failover/test', { vm_id: other.vm_id }]];
    await ground.unavailable(how === 'killed' ? [...starts, ...messages] : starts);
    expect((await jobs()).total_jobs).toBe(before.total_jobs);
    for (const { vm_id } of [asked, other])
      expect(await driver.ok('GET', `/vms/${vm_id}`)).toMatchObject({ vm: { failover_state: 'ready', held_by: null } });
    await over();
    expect(await driver.status(held)).toMatchObject({ status: 'test_running', outcome: null });
    const again = await driver.api(...start);
    expect(again.status).toBe(202);
    await ground.completes(asked, String(again.body.job_id));
    await ground.completes(other, await driver.startLive(other));
    await driver.ok('DELETE', `/failover/test/${held}`);
    expect((await driver.until(held)).status).toBe('completed');
  });

  it('all of them at once', async () => {
    await ground.survives(async (_jobId, effects) => {
      await effects(5);
      await crash('temporal', 'simulator', 'worker', 'api');
    });
  });
});

describe.skipIf(lacks('mariadb'))('a stack on MariaDB', () => {
  let ground: Ground;
  let mariadb: Mariadb;
  let url: string;
  beforeAll(async () => {
    mariadb = await startMariadb();
    url = await mariadb.createDatabase();
    ground = await Ground.prepare(8, { DATABASE_URL: url });
  });
  afterAll(async () => {
    await ground.stack.stop();
    await mariadb.remove();
  });

  it('carries a live failover to its end', async () => {
    await ground.survives(() => Promise.resolve());
  });

  const outages: [string, { begin: () => unknown; end: () => unknown }][] = [
    ['killed', { begin: () => mariadb.end('SIGKILL'), end: () => mariadb.start() }],
    ['frozen', { begin: () => mariadb.freeze(), end: () => mariadb.thaw() }],
  ];
  it.each(outages)(
    '%s in the middle of a run: calls are 503, the run goes on and is on record later',
    async (_, db) => {
      const { driver } = ground;
      const other = ground.fresh();
      const start: Parameters<Driver['api']> = [
        'POST',
        '/failover/live',
        { vm_id: other.vm_id },
        { 'idempotency-key': `retry-${other.vm_id}` },
      ];
      await ground.survives(async (jobId, effects) => {
        // By now a replica is released: what follows there reads nothing from the database.
        await effects(4);
        await db.begin();
        const seen = (await driver.effects()).length;
        await ground.unavailable([
          start,
          ['PUT', `/vms/${other.vm_id}`, { ...inventoryOf(other), name: 'half-done' }],
          ['DELETE', `/network-mappings/${other.vm_id}`],
          ['GET', `/failover/${jobId}/status`],
          ['GET', '/vms'],
        ]);
        const health = await driver.ok<{ components: object }>('GET', '/debug/health');
        expect(health.components).toMatchObject({ api_server: 'up', database: 'down' });
        await ground.effects(1, seen);
        await db.end();
      });
      const { body } = await driver.api('GET', `/vms/${other.vm_id}`);
      expect(body).toMatchObject({ vm: { name: other.name, failover_state: 'ready', held_by: null } });
      const retried = await driver.api(...start);
      expect(retried.status).toBe(202);
      await ground.completes(other, String(retried.body.job_id));
    },
  );

  it('locked against the insert of a job that was started: the answer is 503 with its id, the repeat finds it', async () => {
    const vm = ground.fresh();
    const start = () =>
      ground.driver.api('POST', '/failover/live', { vm_id: vm.vm_id }, { 'idempotency-key': 'locked-out' });
    const connection = await mysql.createConnection(url);
    await connection.query('START TRANSACTION');
    await connection.query('SELECT * FROM failover_jobs FOR UPDATE');
    const began = Date.now();
    const uncertain = await start();
    expect(Date.now() - began).toBeLessThan(ANSWERED_WITHIN_MS);
    expect(uncertain).toMatchObject({ status: 503, body: { error_code: 'UNAVAILABLE' } });
    const { job_id } = uncertain.body.details as { job_id: string };
    await connection.query('ROLLBACK');
    await connection.end();
    expect(await start()).toMatchObject({ status: 202, body: { job_id } });
    await ground.completes(vm, job_id);
  });
});
