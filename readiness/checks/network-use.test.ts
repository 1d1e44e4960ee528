import type { World } from '../../test/support/readiness-estates.js';
import { readinessRows, type Row } from '../../test/support/readiness-rows.js';

const MAC = '00:50:56:85:a1:01';
const TAKEN = { 'MAC Addresses': 'fail' } as const;

function production({ cloud }: World) {
  return cloud.networks.find((network) => network.id === 'net-production')!;
}

/** A VM with this MAC on a network. */
function neighbour({ cloud }: World, networkid: string, macaddress: string, state = 'Running') {
  cloud.virtualMachines.push({ id: 'vm-else', name: 'else', state, nic: [{ id: 'nic', networkid, macaddress }] });
}

readinessRows('the destination networks', [
  ...['Shutdown', 'Destroy'].map((state): Row => ({
    fact: `in state ${state}`,
    change: (world) => (production(world).state = state),
    checks: { Networks: 'fail' },
    refusal: 'NOT_READY',
    says: `is ${state}`,
  })),
  ...['Allocated', 'Setup', 'Implementing', 'Implemented'].map((state): Row => ({
    fact: `in state ${state}`,
    change: (world) => (production(world).state = state),
    checks: {},
    refusal: null,
  })),
  {
    fact: 'another one is shut down',
    change: ({ cloud }) => (cloud.networks[1]!.state = 'Shutdown'),
    checks: {},
    refusal: null,
  },
  {
    fact: 'of another account',
    change: (world) => (production(world).account = 'else'),
    checks: { Networks: 'warning' },
    refusal: null,
    says: 'belongs to another account',
  },
  {
    fact: 'of the whole domain',
    change: (world) => delete production(world).account,
    checks: {},
    refusal: null,
  },
]);

readinessRows('the MAC addresses', [
  {
    fact: 'one that a VM has on the destination network',
    change: (world) => neighbour(world, 'net-production', MAC.toUpperCase()),
    checks: TAKEN,
    refusal: 'NOT_READY',
    says: `VM else (Running) has ${MAC} on net-production by name`,
  },
  {
    fact: 'one that a Destroyed VM still has',
    change: (world) => neighbour(world, 'net-production', MAC, 'Destroyed'),
    checks: TAKEN,
    refusal: 'NOT_READY',
    says: 'Destroyed',
  },
  {
    fact: 'the second NIC’s',
    vm: 'linux',
    change: (world) => neighbour(world, 'net-database', '00:50:56:85:a1:03'),
    checks: TAKEN,
    refusal: 'NOT_READY',
  },
  {
    fact: 'one that a VM has on another network, where it may',
    change: (world) => neighbour(world, 'net-test', MAC),
    checks: {},
    refusal: null,
  },
  {
    fact: 'another one on the destination network',
    change: (world) => neighbour(world, 'net-production', '00:50:56:85:a1:99'),
    checks: {},
    refusal: null,
  },
]);
