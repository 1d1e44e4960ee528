import { afterEach, describe, expect, test } from 'vitest';
import { TestClient } from './testing/client.js';
import { recordedEstate } from './testing/recorded-estate.js';
import { recording } from './testing/recordings.js';
import { Replay } from './testing/replay.js';

/** Recorded calls in their order, on an estate prepared as the real one was before the first of them. */
const runs: Record<string, number[]> = {
  'deploys and their refusals': [3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18],
  'attach, detach, swap of a root': [
    ...[3, 4, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51],
  ],
  'root swap before the first start': [104, 105, 106, 107, 110, 111, 112, 113],
  'root swap of a VM that gets a Ready disk': [215, 216, 217, 218, 220, 221, 227, 229, 236, 237, 238, 239],
  'a disk without a device id on a VM without a root': [215, 216, 243, 244, 245],
  'no capacity': [3, 4, 144, 145, 146, 147, 148, 149, 150],
  'details, tags and lists': [3, 168, 169, 170, 172, 178],
  'somebody else': [3, 182, 183, 184, 185, 186],
  'custom job ids, protection, the whole life of a VM': [
    ...[289, 290, 291, 292, 293, 294, 295, 296, 297, 298, 299, 300, 301, 302, 303, 304, 305, 306, 307, 308],
  ],
  'the server': [0, 1, 266, 267, 270, 271, 272, 273, 274, 275, 276, 277, 278, 280, 281, 284, 285],
  'paging errors': [124, 125, 126, 127],
  'snapshots of volumes': [78, 80],
};

/** Root volumes that the recordings act on without having listed them: [volume, its VM], by the recording that does. */
const roots: Record<number, [string, string]> = {
  216: ['07ac76f6-2f3d-447e-98bc-dfec8960ab5c', 'fa7399b0-461d-4928-b05d-567ac6024151'],
  305: ['7fd9f6c2-8dd4-4b69-aa31-984f5090341b', 'b205d295-358f-4be2-9c88-2f96afbbefc5'],
};

let client: TestClient | undefined;
afterEach(async () => {
  await client?.simulator.close();
  client = undefined;
});

describe('a real 4.22 and the simulator answer alike', () => {
  test.each(Object.entries(runs))('%s', async (_, numbers) => {
    client = await TestClient.start(recordedEstate());
    const replay = new Replay(client);
    const differences: string[] = [];
    for (const n of numbers) {
      const [volume, vm] = roots[n] ?? [];
      if (volume && vm) {
        const [root] = await client.list('listVolumes', { virtualmachineid: replay.today(vm) });
        replay.learn(volume, root?.['id'] as string);
      }
      for (const difference of await replay.differences(n))
        differences.push(`${n} ${recording(n).title}: ${difference}`);
    }
    expect(differences).toEqual([]);
  });
});
