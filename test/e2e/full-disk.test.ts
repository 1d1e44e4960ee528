import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Driver } from '../support/driver.js';
import { inventoryOf } from '../support/estate.js';
import { Ground } from '../support/ground.js';
import { lacks } from '../support/preflight.js';

/** Bytes up to which a file may still be written: less than any database, so that only pages that are there take anything. */
const NO_ROOM = '4096';

describe.skipIf(lacks('prlimit'))('the disk under the embedded database is full', () => {
  let ground: Ground;
  beforeAll(async () => {
    // Logs would meet the limit, too.
    ground = await Ground.prepare(3, { LOG_LEVEL: 'silent' });
  });
  afterAll(() => ground.stack.stop());

  function room(bytes: string): void {
    const { api, worker } = ground.stack.processes;
    for (const process of [api, worker])
      execFileSync('prlimit', ['--pid', String(process?.pid), `--fsize=${bytes}:unlimited`]);
  }

  it('in the middle of a run: what would write is 503, what reads is answered, and all goes on when there is room', async () => {
    const { driver } = ground;
    const other = ground.fresh();
    const key = { 'idempotency-key': `retry-${other.vm_id}` };
    const start: Parameters<Driver['api']> = ['POST', '/failover/live', { vm_id: other.vm_id }, key];
    await ground.survives(async (jobId, effects) => {
      await effects(4);
      const before = await driver.status(jobId);
      room(NO_ROOM);
      const seen = (await driver.effects()).length;
      await ground.unavailable([start, ['PUT', `/vms/${other.vm_id}`, { ...inventoryOf(other), name: 'half-done' }]]);
      expect(await driver.ok('GET', `/vms/${other.vm_id}`)).toMatchObject({
        vm: { name: other.name, failover_state: 'ready', held_by: null },
      });
      expect((await driver.status(jobId)).progress).toBeGreaterThanOrEqual(before.progress);
      await ground.effects(1, seen);
      room('unlimited');
    });
    const retried = await driver.api(...start);
    expect(retried.status).toBe(202);
    await ground.completes(other, String(retried.body.job_id));
  });

  it('when a run begins without a key, which nothing reserves first: 503 names the job, which goes on', async () => {
    const vm = ground.fresh();
    room(NO_ROOM);
    const answer = await ground.driver.api('POST', '/failover/live', { vm_id: vm.vm_id });
    expect(answer).toMatchObject({ status: 503, body: { error_code: 'UNAVAILABLE' } });
    room('unlimited');
    await ground.completes(vm, (answer.body.details as { job_id: string }).job_id);
  });
});
