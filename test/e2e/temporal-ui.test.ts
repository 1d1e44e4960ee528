import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../scripts/checkout.js';
import { Driver, inHold } from '../support/driver.js';
import { testEstate } from '../support/estate.js';
import { startTestStack, type TestStack } from '../support/stack.js';

/** The filters of docs/temporal-ui.md, as the UI sends them. */
const FILTERS = [
  ...readFileSync(join(root, 'docs/temporal-ui.md'), 'utf8').matchAll(/`((?:Failover|Execution)\w+="[^`]*)`/g),
].flatMap(([, filter]) => filter ?? []);

describe("the filters for Temporal's UI", () => {
  let stack: TestStack;
  let connection: Connection;
  /** One run of each kind that is asked for, by what it is. */
  let jobs: Record<'asking' | 'up' | 'failed', string>;

  beforeAll(async () => {
    stack = await startTestStack();
    connection = await Connection.connect({ address: stack.urls.temporal });
    const driver = new Driver(stack);
    const estate = testEstate(['one-disk', 'one-disk', 'one-disk'], {}, { disksPerAppliance: 1 });
    const [asking, up, failed] = estate.vms;
    if (asking === undefined || up === undefined || failed === undefined) throw new Error('there are three');
    await driver.load(estate);
    await driver.fault({ command: 'startVirtualMachine', kind: 'fail-job', vm: asking.name, times: 1_000 });
    await driver.fault({ command: 'createSnapshot', kind: 'refuse', volume: failed.disks[0]?.volume_id ?? '' });
    jobs = {
      asking: await driver.startLive(asking),
      up: await driver.startTest(up, { auto_cleanup: false }),
      failed: await driver.startLive(failed),
    };
    await driver.until(jobs.asking, ({ status }) => status === 'attention');
    await driver.until(jobs.up, inHold);
    expect((await driver.until(jobs.failed)).status).toBe('failed');
  });
  afterAll(async () => {
    await connection.close();
    await stack.stop();
  });

  const found = async (query: string): Promise<unknown[]> => {
    const ids: unknown[] = [];
    for await (const { memo } of new Client({ connection }).workflow.list({ query })) ids.push(memo?.['job_id']);
    return ids;
  };

  /** Each filter of the document with these runs put in, and which of them it is to give. */
  const CASES: [written: string, asked: (jobs: Record<string, string>) => string, gives: string][] = [
    ['FailoverStatus="attention"', () => 'FailoverStatus="attention"', 'asking'],
    ['FailoverStatus="test_running"', () => 'FailoverStatus="test_running"', 'up'],
    [
      'ExecutionStatus="Running" AND FailoverType="test"',
      () => 'ExecutionStatus="Running" AND FailoverType="test"',
      'up',
    ],
    ['FailoverVmName="web-01"', () => 'FailoverVmName="host-1"', 'asking'],
    ['FailoverVmId="…"', () => 'FailoverVmId="vm-3"', 'failed'],
    ['FailoverJobId="failover-20261123-155921-4jh3ri"', ({ up = '' }) => `FailoverJobId="${up}"`, 'up'],
    ['ExecutionStatus="Failed"', () => 'ExecutionStatus="Failed"', 'failed'],
  ];

  it('are all tried here', () => {
    expect(CASES.map(([written]) => written)).toEqual(FILTERS);
  });

  it.each(CASES)('%s', async (_written, asked, gives) => {
    // Visibility follows a little later.
    await expect.poll(() => found(asked(jobs)), { timeout: 20_000 }).toEqual([jobs[gives as keyof typeof jobs]]);
  });
});
