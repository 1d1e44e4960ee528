import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { readBackTest } from './demo-proof.js';

const RETURNED = {
  vms: [] as unknown[],
  volumes: [{ id: 'disk', name: 'disk', state: 'Ready', virtualmachineid: 'appliance', content_sha256: 'as before' }],
  snapshots: [] as unknown[],
  vm_snapshots: [],
  violations: [] as unknown[],
};
const disk = RETURNED.volumes[0];

it('has every fact of a test failover that gave its replica back', async () => {
  expect(await untrue(RETURNED)).toEqual([]);
});

it.each([
  ['what the guest wrote is gone', { volumes: [{ ...disk, content_sha256: 'another' }] }],
  ['replicas on the appliance again', { volumes: [{ ...disk, virtualmachineid: 'test-vm' }] }],
  ['test VM expunged', { vms: [{ id: 'test-vm', name: 'test', state: 'Destroyed' }] }],
  ['its snapshots gone', { snapshots: [{ volumeid: 'disk', state: 'BackedUp' }] }],
  ['no volume written by two', { violations: [{}] }],
])('sees that it is not so: %s', async (what, change) => {
  expect(await untrue({ ...RETURNED, ...change })).toEqual([what]);
});

it('proves nothing by a guest that did not write', async () => {
  expect(await untrue(RETURNED, 0)).toEqual(['the guest wrote to every disk']);
});

/** The facts that do not hold of this state of the simulator. */
async function untrue(state: object, written = 1): Promise<string[]> {
  const control = createServer((_, response) => response.end(JSON.stringify(state)));
  await new Promise<void>((resolve) => control.listen(0, '127.0.0.1', resolve));
  try {
    const url = `http://127.0.0.1:${(control.address() as AddressInfo).port}`;
    const test = { destination_vm_id: 'test-vm', appliance_vm_id: 'appliance', volumes: ['disk'] };
    const facts = await readBackTest(url, { ...test, before: ['as before'], written });
    return facts.filter(({ holds }) => !holds).map(({ what }) => what);
  } finally {
    control.close();
    control.closeAllConnections();
  }
}
