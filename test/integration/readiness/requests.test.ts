import { afterEach, expect, it } from 'vitest';
import { createReads } from '../../../cloudstack/reads.js';
import type { StoredVm } from '../../../domain/inventory.js';
import { startSimulator, type Simulator } from '../../../simulator/start.js';
import { configOf, inventoryOf, KEYS, testEstate, type TestEstate, type TestVm } from '../../support/estate.js';
import { clientOptions } from '../../fixtures/cloudstack/options.js';
import { aMapping, aWorld } from '../../support/readiness-estates.js';
import { evaluateReadiness } from '../../../readiness/evaluate.js';
import type { ReadinessInput } from '../../../readiness/input.js';

let simulator: Simulator | undefined;
let reads: ReturnType<typeof createReads> | undefined;
afterEach(async () => {
  await reads?.close();
  await simulator?.close();
});

async function prepare(estate: TestEstate): Promise<void> {
  simulator = await startSimulator({ listen: '127.0.0.1:0', control: '127.0.0.1:0', estate: estate.cloudstack });
  reads = createReads(clientOptions(simulator.url, { apiKey: KEYS.api_key, secretKey: KEYS.secret_key }));
}

function inputOf(vm: TestVm, url: string): ReadinessInput {
  const { input } = aWorld();
  return {
    ...input,
    request: { ...input.request, vm_id: vm.vm_id },
    vm: { ...input.vm, ...(inventoryOf(vm) as Partial<StoredVm>), vm_id: vm.vm_id },
    config: { ...input.config, ...configOf(vm.appliance_vm_id, url), name: vm.config },
    mappings: vm.nics.flatMap((nic) => [
      aMapping(nic.source, nic.network_id),
      aMapping(nic.source, nic.test_network_id, true),
    ]),
    production_network_ids: [],
    sync_max_age_ms: Infinity,
  };
}

/** Commands of the requests that an evaluation makes at a CloudStack, in no order. */
async function commandsOf(input: ReadinessInput): Promise<string[]> {
  const log = async (): Promise<{ command: string }[]> =>
    (await fetch(`${simulator!.controlUrl}/requests`)).json() as Promise<{ command: string }[]>;
  const before = (await log()).length;
  const ports = { reads: reads!, now: () => Number(process.hrtime.bigint()), warn: () => undefined };
  const { refusal } = await evaluateReadiness(input, ports);
  expect(refusal).toBeNull();
  return (await log()).slice(before).map(({ command }) => command);
}

/** Of the estate, and of each destination network: asked once in 30 s, for however many VMs. */
const ESTATE = [
  // Itself, and the clock by it.
  ...['listCapabilities', 'listCapabilities', 'listCapabilities'],
  ...['listApis', 'listZones', 'listNetworks', 'listServiceOfferings', 'listTemplates'],
  ...['listOsTypes', 'listStoragePools', 'listConfigurations', 'listHosts'],
];

it('asks CloudStack as much for a VM of four disks as for one of one, and never more than 12 questions', async () => {
  const estate = testEstate(['one-disk', 'four-disks']);
  await prepare(estate);
  const [one, four] = estate.vms.map((vm) => inputOf(vm, 'http://simulator')) as [ReadinessInput, ReadinessInput];

  const first = await commandsOf(one);
  expect(first.filter((command) => ESTATE.includes(command)).sort()).toEqual([...ESTATE].sort());
  expect(first.filter((command) => !ESTATE.includes(command)).length).toBeLessThanOrEqual(12);

  const again = await commandsOf(one);
  expect(again.sort()).toEqual([
    ...['listAccounts', 'listDomains', 'listVMSnapshot', 'listVMSnapshot'],
    ...['listVirtualMachines', 'listVirtualMachines', 'listVolumes'],
  ]);
  // The one more is about its second network.
  expect((await commandsOf({ ...four, config: one.config })).length).toBe(again.length + 1);
  expect((await commandsOf({ ...four, config: one.config })).length).toBe(again.length);
});

it('asks as much for a test of one disk as for one of 4 or 12, and never more than 12 questions', async () => {
  const estate = testEstate(['one-disk', 'four-disks', 'twelve-disks'], {}, { disksPerAppliance: 12 });
  await prepare(estate);
  const asked: string[][] = [];
  for (const vm of estate.vms) asked.push(await commandsOf({ ...inputOf(vm, 'http://simulator'), type: 'test' }));

  const own = asked.map((commands) => commands.filter((command) => !ESTATE.includes(command)).sort());
  expect(own[0]?.filter((command) => command === 'listSnapshots')).toEqual(['listSnapshots']);
  expect(own[0]?.length).toBeLessThanOrEqual(12);
  // Each asks about one network of its own: of the second one's two the first VM has asked about one.
  expect(own[1]).toEqual(own[0]);
  expect(own[2]).toEqual(own[0]);
});
