import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Driver } from '../support/driver.js';
import { testEstate } from '../support/estate.js';
import { startTestStack, type TestStack } from '../support/stack.js';

let stack: TestStack;
let driver: Driver;
const estate = testEstate(['one-disk']);
beforeAll(async () => {
  stack = await startTestStack({ env: { LOG_LEVEL: 'debug' } });
  driver = new Driver(stack);
  await driver.load(estate);
});
afterAll(() => stack.stop());

interface Line {
  msg: string;
  workflowId?: string;
  activityType?: string;
  job_id?: string;
  request_id?: string;
}

it("a run's lines in the worker's log name its job and the request that began it", async () => {
  const { vm_id } = estate.vms[0]!;
  const { body } = await driver.api<{ job_id: string }>(
    'POST',
    '/failover/live',
    { vm_id },
    { 'x-request-id': 'portal-42' },
  );
  await driver.until(body.job_id);
  const lines = readFileSync(join(stack.folder, 'logs/worker.log'), 'utf8')
    .split('\n')
    .flatMap((line) => (line.startsWith('{') ? [JSON.parse(line) as Line] : []))
    .filter(({ workflowId }) => workflowId === `failover/${vm_id}`);
  const ofWorkflow = lines.filter(({ activityType }) => activityType === undefined);
  const ofActivities = lines.filter(
    ({ activityType, msg }) => activityType !== undefined && msg !== 'Activity started',
  );
  expect({ ofWorkflow: ofWorkflow.length > 0, ofActivities: ofActivities.length > 0 }).toEqual({
    ofWorkflow: true,
    ofActivities: true,
  });
  // The SDK says that an activity starts before anybody could tell it what it is about.
  for (const line of lines.filter(({ msg }) => msg !== 'Activity started'))
    expect(line).toMatchObject({ job_id: body.job_id, request_id: 'portal-42' });
});
