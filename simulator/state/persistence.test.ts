import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TestClient } from '../testing/client.js';
import { ids, testEstate } from '../testing/estate.js';
import { Database } from './database.js';

let folder: string;
let file: string;
let child: ChildProcess | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'simulator-'));
  file = join(folder, 'state.jsonl');
});
afterEach(async () => {
  if (child && child.exitCode === null && child.signalCode === null) {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  rmSync(folder, { recursive: true });
});

/** The simulator as a process of its own, ready. */
async function spawned(): Promise<TestClient> {
  const main = new URL('../main.ts', import.meta.url).pathname;
  child = spawn(process.execPath, ['--import', 'tsx', main], {
    env: {
      ...process.env,
      SIMULATOR_LISTEN: '127.0.0.1:0',
      SIMULATOR_CONTROL_LISTEN: '127.0.0.1:0',
      SIMULATOR_STATE: file,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (!child.stdout) throw new Error('no stdout');
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  expect(line).toMatch(/^ready \{/);
  const { listen, control } = JSON.parse(line.slice('ready '.length)) as { listen: string; control: string };
  return new TestClient({
    url: `http://${listen}/client/api`,
    controlUrl: `http://${control}`,
    listen,
    control,
    close: () => Promise.resolve(),
  });
}

test('kill -9 in mid-job: what was answered is there, the job has failed without result, the effect log goes on', async () => {
  const before = await spawned();
  await before.control(
    'PUT',
    '/estate',
    testEstate({ durations_ms: { default: [1, 2], attachVolume: [60_000, 60_000] } }),
  );
  await before.done('detachVolume', { id: ids.replica });
  const { body } = await before.call('attachVolume', { id: ids.spare, virtualmachineid: ids.appliance });
  const jobid = body['jobid'] as string;
  await expect
    .poll(async () => (await before.list('listVolumes', { id: ids.spare }))[0])
    .toMatchObject({ state: 'Attaching' });
  child?.kill('SIGKILL');
  if (child) await once(child, 'exit');

  const after = await spawned();
  const job = await after.final(jobid);
  expect(job).toMatchObject({ jobstatus: 2, jobresultcode: 530 });
  expect(job).not.toHaveProperty('jobresult');
  expect((await after.list('listVolumes', { id: ids.spare }))[0]).toMatchObject({ state: 'Ready' });
  const [replica] = await after.list('listVolumes', { id: ids.replica });
  expect(replica).not.toHaveProperty('virtualmachineid');
  expect(await after.control('GET', '/effects')).toMatchObject([{ seq: 1, command: 'detachVolume' }]);
  const exit = child && once(child, 'exit');
  child?.kill('SIGTERM');
  expect(await exit).toEqual([0, null]);
}, 30_000);

test('the file: a torn last line is ignored, removed rows stay away, numbers are never given twice', () => {
  const first = new Database(file);
  first.osTypes.insert({ id: 'a', number: first.nextNumber('x'), description: 'A', category: 'Linux' });
  first.osTypes.insert({ id: 'b', number: first.nextNumber('x'), description: 'B', category: 'Linux' });
  first.osTypes.delete('b');
  first.flush();
  appendFileSync(file, '["os_types","a",{"id":"a","descr');
  const second = new Database(file);
  expect(second.osTypes.all()).toMatchObject([{ id: 'a', description: 'A' }]);
  expect(second.nextNumber('x')).toBe(3);
});

test('a change is in the file before its answer leaves', async () => {
  const client = await TestClient.start(testEstate(), file);
  try {
    await client.call('updateVirtualMachine', { id: ids.appliance, displayname: 'renamed-appliance' });
    expect(readFileSync(file, 'utf8')).toContain('renamed-appliance');
  } finally {
    await client.simulator.close();
  }
});
