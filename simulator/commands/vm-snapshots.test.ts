import { afterEach, describe, expect, test } from 'vitest';
import { TestClient } from '../testing/client.js';
import { ids, testEstate } from '../testing/estate.js';
import { deployed, refused } from '../testing/refusal.js';

let client: TestClient;
afterEach(() => client.simulator.close());

const path = async (id: string): Promise<unknown> => (await client.list('listVolumes', { id }))[0]?.['path'];
const content = async (id: string): Promise<string> =>
  ((await client.control('GET', `/volumes/${id}/content`)) as { sha256: string }).sha256;

describe('file-based, from 4.21 on (facts §5.3)', () => {
  test('paths change with the snapshot and its revert; content comes back; delete gives the base paths back', async () => {
    client = await TestClient.start(testEstate({ version: '4.21' }));
    const { vm, root } = await deployed(client, { startvm: true });
    await client.done('stopVirtualMachine', { id: vm });
    const [base, before] = [await path(root), await content(root)];
    const { vmsnapshot } = await client.done('createVMSnapshot', { virtualmachineid: vm, name: 's' });
    const vmsnapshotid = (vmsnapshot as { id: string }).id;
    const overlay = await path(root);
    expect(overlay).not.toBe(base);

    await client.done('startVirtualMachine', { id: vm });
    await client.done('stopVirtualMachine', { id: vm });
    expect(await content(root)).not.toBe(before);
    await client.done('revertToVMSnapshot', { vmsnapshotid });
    expect(await content(root)).toBe(before);
    expect([base, overlay]).not.toContain(await path(root));
    for (const [command, params] of [
      ['detachVolume', { id: root }],
      ['addNicToVirtualMachine', { virtualmachineid: vm, networkid: ids.l2 }],
    ] as const)
      expect(await refused(client, command, params)).toEqual(['job', 431, expect.stringMatching(/snapshots/i)]);

    await client.done('deleteVMSnapshot', { vmsnapshotid });
    expect(await path(root)).toBe(base);
    await client.done('detachVolume', { id: root });
  });
});

describe('up to 4.20 (facts §5.2)', () => {
  test.each([
    ['4.18', 'Failed to create vm snapshot: KVM does not support the type of snapshot requested'],
    [
      '4.20',
      'Failed to create vm snapshot: Creating a snapshot of a running KVM instance without memory is not supported',
    ],
  ] as const)(
    '%s: a running VM only with memory; a stopped one is accepted and fails, and its Error blocks detach',
    async (version, text) => {
      client = await TestClient.start(testEstate({ version }));
      const { vm, root } = await deployed(client, { startvm: true });
      expect(await refused(client, 'createVMSnapshot', { virtualmachineid: vm })).toEqual(['sync', 530, text]);
      await client.done('stopVirtualMachine', { id: vm });
      const job = await client.job('createVMSnapshot', { virtualmachineid: vm });
      expect(job.jobresult).toMatchObject({
        errorcode: 530,
        errortext: expect.stringContaining('Domain not found') as string,
      });
      const [snapshot] = await client.list('listVMSnapshot', { virtualmachineid: vm });
      expect(snapshot?.['state']).toBe('Error');
      expect(await refused(client, 'detachVolume', { id: root })).toEqual([
        'job',
        431,
        expect.stringContaining('VM snapshots'),
      ]);
      await client.done('deleteVMSnapshot', { vmsnapshotid: snapshot?.['id'] as string });
      await client.done('detachVolume', { id: root });
    },
  );
});
