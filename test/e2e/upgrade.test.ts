import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inHold, type Driver, type StepsBody } from '../support/driver.js';
import { earlierBuild, NEXT_MIGRATION, nextBuild, type OtherBuild } from '../support/builds.js';
import { sql } from '../support/database.js';
import type { TestVm } from '../support/estate.js';
import { brokenFacts } from '../support/outcome.js';
import { lacks } from '../support/preflight.js';
import { Rehearsals } from '../support/rehearsals.js';
import { ensureBuilt, startTestStack, type TestStack } from '../support/stack.js';

const STRATEGIES = ['vm-snapshot', 'volume-snapshot', 'clone'] as const;

const itineraryOf = ({ steps }: StepsBody) => steps.map(({ name, calls }) => [name, calls.map(({ key }) => key)]);

describe.skipIf(lacks('history'))('an upgrade from an earlier commit, database and all', () => {
  let earlier: OtherBuild;
  let next: OtherBuild;
  let stack: TestStack;
  let driver: Driver;
  let tests: Rehearsals;
  beforeAll(async () => {
    ensureBuilt();
    next = nextBuild();
    earlier = earlierBuild();
    stack = await startTestStack({ entries: earlier.entries });
    tests = new Rehearsals(stack);
    ({ driver } = tests);
  });
  afterAll(async () => {
    await stack.stop();
    earlier.remove();
    next.remove();
  });

  it('carries on tests in their hold and a live run in the middle, each by its own itinerary', async () => {
    const { vms, before } = await tests.load('4.22', ['two-disks', 'two-disks', 'two-disks', 'four-disks']);
    const [lived, ...tested] = [...vms].reverse() as [TestVm, ...TestVm[]];
    const held = await Promise.all(
      tested.map((vm, i) =>
        driver.startTest(vm, { test_duration: '1h', custom_config: { protection: STRATEGIES[i] } }),
      ),
    );
    for (const job of held) await driver.until(job, inHold);
    await driver.fault({ command: 'attachVolume', kind: 'hold-job' });
    const live = await driver.startLive(lived);
    await driver.until(live, ({ current_step }) => current_step === 'attach');
    const planned = new Map<string, unknown>();
    for (const job of [...held, live]) planned.set(job, itineraryOf(await driver.steps(job)));

    await stack.processes.worker?.stop(30_000);
    await stack.processes.api?.stop(30_000);
    await stack.upgrade(next.entries);
    const migrations = await sql(stack.env.DATABASE_URL ?? '', 'SELECT name FROM failover_migrations');
    expect(migrations).toContainEqual({ name: NEXT_MIGRATION });
    await stack.restart('api');
    await stack.restart('worker');
    await driver.control('DELETE', '/faults');

    for (const job of held) {
      // Unconfirmed while the worker still replays; under its key a repeat is the same request.
      const extend = () =>
        driver.api('POST', `/failover/test/${job}/extend`, { duration: '1h' }, { 'idempotency-key': job });
      await expect.poll(async () => (await extend()).status, { timeout: 60_000 }).toBe(200);
      await driver.ok('DELETE', `/failover/test/${job}`);
    }
    const { job_details } = await driver.until(live);
    expect(await brokenFacts(stack.urls.control, lived, job_details.destination_vm_id ?? '')).toEqual([]);
    for (const job of [live, ...held]) {
      expect(await driver.until(job)).toMatchObject({ status: 'completed', progress: 100 });
      const after = await driver.steps(job);
      expect(new Set(after.steps.map(({ status }) => status))).toEqual(new Set(['completed']));
      expect(itineraryOf(after)).toEqual(planned.get(job));
    }
    // What the live run leaves is no test's.
    await driver.ok('POST', `/failover/${live}/rollback`, { confirm_data_loss: true, reason: 'as before' });
    for (const vm of vms) {
      await driver.until(live, ({ status }) => status === 'rolled_back');
      await tests.givenBack(vm, before);
    }
  });
});
