import { afterAll, beforeAll, expect, it } from 'vitest';
import { Driver, inHold } from '../support/driver.js';
import { testEstate } from '../support/estate.js';
import { by } from '../support/rehearsals.js';
import { startTestStack, type TestStack } from '../support/stack.js';

let stack: TestStack;
let driver: Driver;
const { vms, ...estate } = testEstate(Array.from({ length: 4 }, () => 'four-disks' as const));

beforeAll(async () => {
  stack = await startTestStack();
  driver = new Driver(stack);
  await driver.load({ ...estate, vms });
});
afterAll(() => stack.stop());

interface Told {
  job_id: string;
  estimated_duration: string;
  estimated_cleanup_time: string;
}
const fresh = (): string => vms.shift()?.vm_id ?? 'the estate is used up';
const ask = (method: string, path: string, body?: object): Promise<Told> => driver.ok<Told>(method, path, body);

/** What each kind of run is told to take, waited for to its end. */
async function failedOverAndBack(): Promise<string[]> {
  const vm_id = fresh();
  const dry = await ask('POST', '/failover/dry-run', { vm_id, type: 'live' });
  const live = await ask('POST', '/failover/live', { vm_id });
  await driver.until(live.job_id);
  const body = { confirm_data_loss: true, reason: 'it does not work there' };
  const rollback = await ask('POST', `/failover/${live.job_id}/rollback`, body);
  await driver.until(rollback.job_id);
  return [dry, live, rollback].map(({ estimated_duration }) => estimated_duration);
}

async function tested(): Promise<{ whole: string; cleanup: string }> {
  const { job_id, estimated_duration: whole } = await ask('POST', '/failover/test', { vm_id: fresh(), ...by('clone') });
  await driver.until(job_id, inHold);
  const { estimated_cleanup_time: cleanup } = await ask('DELETE', `/failover/test/${job_id}`);
  await driver.until(job_id);
  return { whole, cleanup };
}

it('claims nothing of steps that were never done, and tells the time of those that were', async () => {
  const unknown = 'unknown: no history yet';
  const figure = /^\d+s$/;
  expect(await failedOverAndBack()).toEqual([unknown, unknown, unknown]);
  for (const told of await failedOverAndBack()) expect(told).toMatch(figure);
  expect((await tested()).whole).toBe(unknown);
  const { whole, cleanup } = await tested();
  expect([whole, cleanup]).toEqual([expect.stringMatching(figure), expect.stringMatching(figure)]);
});
