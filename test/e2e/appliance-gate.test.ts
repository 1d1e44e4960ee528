import { afterAll, beforeAll, expect, it } from 'vitest';
import { Driver } from '../support/driver.js';
import { testEstate } from '../support/estate.js';
import { startTestStack, type TestStack } from '../support/stack.js';

/** Operations that a worker has with one appliance at once. */
const AT_ONCE = 4;

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());

it('more runs than an appliance takes at once: those that wait for it say so, and all come to their end', async () => {
  const driver = new Driver(stack);
  const estate = testEstate(Array.from({ length: AT_ONCE + 2 }, () => 'one-disk' as const));
  await driver.load(estate);
  await driver.fault({ command: 'detachVolume', kind: 'hold-job', times: AT_ONCE });
  const [first = [], others = []] = [estate.vms.slice(0, AT_ONCE), estate.vms.slice(AT_ONCE)];
  const busy = await Promise.all(first.map((vm) => driver.startLive(vm)));
  await Promise.all(busy.map((jobId) => driver.until(jobId, ({ current_step }) => current_step === 'release')));
  await expect.poll(async () => (await heldJobs(driver)).length, { timeout: 30_000 }).toBe(AT_ONCE);

  const waiting = await Promise.all(others.map((vm) => driver.startLive(vm)));
  for (const jobId of waiting) await driver.until(jobId, ({ waiting_for }) => waiting_for === 'appliance');
  for (const jobId of busy) expect((await driver.status(jobId)).waiting_for).toBeNull();

  await driver.control('DELETE', '/faults');
  for (const jobId of [...busy, ...waiting])
    expect(await driver.until(jobId)).toMatchObject({ status: 'completed', waiting_for: null });
});

/** Detaches that CloudStack has taken and not ended. */
async function heldJobs(driver: Driver): Promise<unknown[]> {
  return (await driver.requests()).filter(({ command, fault }) => command === 'detachVolume' && fault !== undefined);
}
