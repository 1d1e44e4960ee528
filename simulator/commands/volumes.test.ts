import { afterEach, beforeEach, expect, test } from 'vitest';
import { TestClient } from '../testing/client.js';
import { ids, user } from '../testing/estate.js';
import { refused } from '../testing/refusal.js';

let client: TestClient;
beforeEach(async () => {
  client = await TestClient.start();
});
afterEach(() => client.simulator.close());

test('destroyVolume: attached, Allocated without expunge; without expunge the data stay (facts §6.3)', async () => {
  expect((await refused(client, 'destroyVolume', { id: ids.replica }))[1]).toBe(431);
  expect(await refused(client, 'destroyVolume', { id: ids.allocated })).toEqual([
    'job',
    431,
    'The volume in Allocated/Uploaded state can only be expunged not destroyed/recovered',
  ]);
  await client.done('destroyVolume', { id: ids.spare });
  expect(await client.control('GET', `/volumes/${ids.spare}/content`)).toMatchObject({ size_gb: 2 });
  await client.done('destroyVolume', { id: ids.spare, expunge: true });
  expect(await client.list('listVolumes', { id: ids.spare })).toEqual([]);
});

test('updateVolume drops what only admins may set, without a word (rule 54)', async () => {
  await client.done('updateVolume', { id: ids.foreign, name: 'mine', path: 'elsewhere', state: 'Destroy' }, user);
  const [volume] = await client.list('listVolumes', { id: ids.foreign });
  expect(volume).toMatchObject({ name: 'mine', path: ids.foreign, state: 'Ready' });
});

test('a volume made of a snapshot has its content', async () => {
  const sha256 = async (id: string): Promise<unknown> =>
    ((await client.control('GET', `/volumes/${id}/content`)) as { sha256: string }).sha256;
  const { snapshot } = await client.done('createSnapshot', { volumeid: ids.spare });
  const { volume } = await client.done('createVolume', { snapshotid: (snapshot as { id: string }).id, name: 'clone' });
  expect(await sha256((volume as { id: string }).id)).toBe(await sha256(ids.spare));
});
