import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { VM, VM_ID } from '../../test/support/api/api.js';
import { CliFailure, EXIT } from './exit.js';
import { inventoryItems } from './inventory-file.js';

const document = JSON.parse(readFileSync(new URL('../../docs/openapi.json', import.meta.url), 'utf8')) as {
  components: { schemas: Record<string, object> };
};
const read = (data: unknown) => inventoryItems(data, document.components.schemas);
const item = { vm_id: VM_ID, ...VM };

async function refusal(data: unknown): Promise<CliFailure> {
  const error: unknown = await read(data).catch((raised: unknown) => raised);
  if (!(error instanceof CliFailure)) throw new Error(`it is taken: ${JSON.stringify(error)}`);
  expect(error.exit).toBe(EXIT.usage);
  return error;
}

it('takes a list, or an object that has one, with mappings or without', async () => {
  const mappings = [{ source_network_name: 'VM Network', destination_network_id: 'production' }];
  expect(await read([item])).toMatchObject([{ vm_id: VM_ID, name: VM.name }]);
  expect(await read({ vms: [{ ...item, network_mappings: mappings }] })).toMatchObject([
    { network_mappings: mappings },
  ]);
});

it.each([
  ['no VM', [], /there is no VM in it/],
  ['no list', 'x', /the file: .*expected array/],
  ['a VM without an id', [{ ...VM }], /VM 1: vm_id: /],
  ['a field that is none', [{ ...item, powerstate: 'x' }], new RegExp(`${VM_ID}: .*powerstate`)],
  ['a disk that is none', [{ ...item, disks: [{ ...VM.disks[0], size_gb: 'big' }] }], /disks\.0\.size_gb: .*number/],
  ['a time that is none', [{ ...item, disks: [{ ...VM.disks[0], last_sync: { time: 'today' } }] }], /last_sync\.time/],
  ['a MAC that is none', [{ ...item, networks: [{ ...VM.networks[0], mac: 'x' }] }], /networks\.0\.mac/],
  ['a mapping that is none', [{ ...item, network_mappings: [{ to: 'x' }] }], /network_mappings\.0/],
])('refuses a file with %s, and says where', async (_, data, told) => {
  expect((await refusal(data)).remedies.join('\n')).toMatch(told);
});

it('refuses a VM that is there twice, and does not fill the screen', async () => {
  expect((await refusal([item, item])).message).toContain(`${VM_ID} twice`);
  const { remedies } = await refusal(Array.from({ length: 50 }, () => ({ ...item, cpu_count: 'two' })));
  expect([remedies.length, remedies.at(-1)]).toEqual([21, '… and 30 more']);
});
