/** `npm run replay:record`: plays every scenario on a real stack and keeps the histories that the replay gate replays. */
import { mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import type { FailoverMemo } from '../../workflows/messages.js';
import { Driver } from '../support/driver.js';
import { testEstate } from '../support/estate.js';
import { startTestStack } from '../support/stack.js';
import { FOLDER, keep, pathOf } from './histories.js';
import { SCENARIOS } from './scenarios.js';

const stack = await startTestStack();
const connection = await Connection.connect({ address: stack.urls.temporal });
try {
  const driver = new Driver(stack);
  const client = new Client({ connection });
  // An appliance each: one that is held must hold no other.
  const estate = testEstate(
    SCENARIOS.map(() => 'two-disks' as const),
    {},
    { disksPerAppliance: 1 },
  );
  await driver.load(estate);
  const vms = [...estate.vms];
  const fresh = () => {
    const vm = vms.shift();
    if (vm === undefined) throw new Error('the estate is used up');
    return vm;
  };
  const jobs = new Map<string, string>();
  // One after the other: a fault strikes whoever comes first.
  for (const { name, play } of SCENARIOS) {
    jobs.set(name, await play({ driver, client, fresh }));
    await driver.control('DELETE', '/faults');
    console.log(name);
  }
  await recorded(client, jobs);
} finally {
  await connection.close();
  await stack.stop();
}

async function recorded(client: Client, jobs: ReadonlyMap<string, string>): Promise<void> {
  const runs = new Map<string, { workflowId: string; runId: string }>();
  for await (const { type, memo, workflowId, runId } of client.workflow.list()) {
    const jobId = (memo as FailoverMemo | undefined)?.job_id ?? workflowId.replace(/^commit\//, '');
    runs.set(`${type} ${jobId}`, { workflowId, runId });
  }
  rmSync(FOLDER, { recursive: true, force: true });
  for (const [name, jobId] of jobs) {
    const [type = ''] = name.split('/');
    const run = runs.get(`${type} ${jobId}`);
    if (run === undefined) throw new Error(`no ${type} of ${jobId}: ${[...runs.keys()].join(', ')}`);
    const handle = client.workflow.getHandle(run.workflowId, run.runId);
    // A workflow ends a moment after what it says of its job.
    while ((await handle.describe()).status.name === 'RUNNING') await setTimeout(100);
    mkdirSync(dirname(pathOf(name)), { recursive: true });
    keep(pathOf(name), historyToJSON(await handle.fetchHistory()));
  }
}
