import type { Estate } from '../estate.js';

/** Readable UUIDs for tests: the kind in front, a number behind. */
export const uuid = (kind: string, number: number): string =>
  `${kind.padEnd(8, '0').slice(0, 8)}-0000-4000-8000-${String(number).padStart(12, '0')}`;

export const ids = {
  zone: uuid('20', 1),
  pool: uuid('50', 1),
  clusterPool: uuid('50', 2),
  otherClusterPool: uuid('50', 3),
  managedPool: uuid('50', 4),
  cluster: uuid('c1', 1),
  otherCluster: uuid('c1', 2),
  network: uuid('4e', 1),
  l2: uuid('4e', 2),
  otherNetwork: uuid('4e', 3),
  fixed: uuid('0f', 1),
  custom: uuid('0f', 2),
  constrained: uuid('0f', 3),
  disk: uuid('0d', 1),
  template: uuid('7e', 1),
  passwordTemplate: uuid('7e', 2),
  iso: uuid('15', 1),
  linux: uuid('05', 1),
  windows: uuid('05', 2),
  domain: uuid('d0', 1),
  appliance: uuid('aa', 1),
  applianceRoot: uuid('ab', 1),
  replica: uuid('ab', 2),
  replica2: uuid('ab', 3),
  spare: uuid('ab', 4),
  foreign: uuid('ab', 5),
  allocated: uuid('ab', 6),
} as const;

export const admin = { api_key: 'admin-key', secret_key: 'admin-secret' };
export const user = { api_key: 'user-key', secret_key: 'user-secret' };

const disk = { pool: ids.pool, account: 'admin', zoneid: ids.zone, size_gb: 2 };

/** An appliance that holds two replicas, a spare disk, a foreign one, and a choice of networks and offerings. */
export function testEstate(settings: Estate['settings'] = {}): Estate {
  return {
    settings: { durations_ms: { default: [1, 4] }, guest_write_ms: 5, ...settings },
    accounts: [
      { name: 'admin', domainid: ids.domain, role: 'root-admin', ...admin },
      { name: 'tenant', domainid: ids.domain, role: 'user', ...user },
    ],
    zones: [{ id: ids.zone, name: 'zone-1' }],
    pools: [
      { id: ids.pool, name: 'primary', scope: 'ZONE' },
      { id: ids.clusterPool, name: 'cluster-a', scope: 'CLUSTER', clusterid: ids.cluster },
      { id: ids.otherClusterPool, name: 'cluster-b', scope: 'CLUSTER', clusterid: ids.otherCluster },
      { id: ids.managedPool, name: 'managed', type: 'PowerFlex', managed: true },
    ],
    networks: [
      { id: ids.network, name: 'production', type: 'Isolated', zoneid: ids.zone, account: 'admin' },
      { id: ids.l2, name: 'bubble', type: 'L2', zoneid: ids.zone, account: 'admin' },
      { id: ids.otherNetwork, name: 'shared', type: 'Shared', zoneid: ids.zone },
    ],
    service_offerings: [
      { id: ids.fixed, name: 'Small', cpunumber: 1, cpuspeed: 500, memory: 512 },
      { id: ids.custom, name: 'Custom', iscustomized: true },
      {
        id: ids.constrained,
        name: 'Constrained',
        iscustomized: true,
        cpuspeed: 1000,
        serviceofferingdetails: { mincpunumber: '1', maxcpunumber: '8', minmemory: '256', maxmemory: '8192' },
      },
    ],
    disk_offerings: [{ id: ids.disk, name: 'Small disk', disksize: 5 }],
    templates: [
      { id: ids.template, name: 'blank', zoneid: ids.zone, ostypeid: ids.linux },
      { id: ids.passwordTemplate, name: 'password', zoneid: ids.zone, ostypeid: ids.linux, passwordenabled: true },
    ],
    isos: [{ id: ids.iso, name: 'installer', zoneid: ids.zone, ostypeid: ids.linux }],
    os_types: [
      { id: ids.linux, description: 'Ubuntu 22.04 LTS' },
      { id: ids.windows, description: 'Windows Server 2019 (64-bit)' },
    ],
    vms: [
      {
        id: ids.appliance,
        name: 'appliance',
        account: 'admin',
        state: 'Running',
        zoneid: ids.zone,
        serviceofferingid: ids.fixed,
        templateid: ids.template,
        networks: [ids.network],
      },
    ],
    volumes: [
      {
        ...disk,
        id: ids.applianceRoot,
        name: 'ROOT-3',
        virtualmachineid: ids.appliance,
        deviceid: 0,
        content_seed: 'a',
      },
      { ...disk, id: ids.replica, name: 'replica-1', virtualmachineid: ids.appliance, deviceid: 1, content_seed: 'b' },
      { ...disk, id: ids.replica2, name: 'replica-2', virtualmachineid: ids.appliance, deviceid: 2, content_seed: 'c' },
      { ...disk, id: ids.spare, name: 'spare', content_seed: 'd' },
      { ...disk, id: ids.foreign, name: 'foreign', account: 'tenant', content_seed: 'e' },
      { ...disk, id: ids.allocated, name: 'allocated', state: 'Allocated', content_seed: 'f' },
    ],
  };
}
