import type { Estate } from '../estate.js';
import { admin, user } from './estate.js';
import { recordedRows } from './recordings.js';

const DOMAIN = '5184629a-e6e4-11f1-9bd0-02fc00000001';
const ZONE = 'e536072b-58ea-4d14-98aa-b206a904f2ac';
const SMALL_DISK = '262d3375-7ca6-4b76-80b3-7d8422a85cd9';
const CUSTOM_DISK = '04a39b13-3a61-4191-aebf-c3a3f6322598';

const text = (value: unknown): string => value as string;

/** The cloud the recordings were made on, as far as its own listings tell, with the volumes that were made by hand there. */
export function recordedEstate(extra: Partial<Estate> = {}): Estate {
  const [zone = {}] = recordedRows(0);
  const [template = {}] = recordedRows(1);
  return {
    settings: {
      hypervisor: 'Simulator',
      version: '4.22',
      host_memory_mb: 8192,
      durations_ms: { default: [1, 3] },
    },
    accounts: [
      { id: '51848032-e6e4-11f1-9bd0-02fc00000001', name: 'admin', domainid: DOMAIN, role: 'root-admin', ...admin },
      { name: 'tenant', domainid: DOMAIN, role: 'user', ...user },
    ],
    zones: [{ id: ZONE, name: text(zone['name']) }],
    pools: recordedRows(271)
      .toReversed()
      .map((pool) => ({
        id: text(pool['id']),
        name: text(pool['name']),
        scope: pool['scope'] as 'ZONE' | 'CLUSTER',
        clusterid: (pool['clusterid'] as string | undefined) ?? null,
      })),
    networks: recordedRows(270).map((network) => ({
      id: text(network['id']),
      name: text(network['name']),
      type: network['type'] as 'Isolated',
      zoneid: ZONE,
      state: text(network['state']),
      ...(network['cidr'] ? { cidr: text(network['cidr']) } : {}),
      ...(network['account'] ? { account: text(network['account']) } : {}),
    })),
    service_offerings: recordedRows(267).map((offering) => ({
      id: text(offering['id']),
      name: text(offering['name']),
      iscustomized: offering['iscustomized'] as boolean,
      ...Object.fromEntries(
        ['cpunumber', 'cpuspeed', 'memory'].filter((name) => name in offering).map((name) => [name, offering[name]]),
      ),
      serviceofferingdetails: (offering['serviceofferingdetails'] ?? {}) as Record<string, string>,
    })),
    disk_offerings: [
      { id: SMALL_DISK, name: 'Small', disksize: 5 },
      { id: CUSTOM_DISK, name: 'Custom', disksize: 7 },
    ],
    templates: [
      {
        id: text(template['id']),
        name: text(template['name']),
        zoneid: ZONE,
        ostypeid: text(template['ostypeid']),
        size: template['size'] as number,
        format: 'VHD',
      },
    ],
    os_types: [
      { id: text(template['ostypeid']), description: text(template['ostypename']) },
      { id: '549dc93d-e6e4-11f1-9bd0-02fc00000001', description: 'Windows Server 2019 (64-bit)' },
    ],
    volumes: [
      madeByHand('a0b55a4c-832a-4d4d-9a05-b58718d495ad', 'data1', 5, SMALL_DISK),
      madeByHand('bfbd971c-cef9-4ca0-b321-babc6fe7b7f9', 'data2', 7, CUSTOM_DISK),
      madeByHand('af5379f8-f30e-4089-b693-17228a4f64d6', 'data3', 5, SMALL_DISK),
      madeByHand('15a695d7-3fb4-4b6b-a4ce-0ab9857f603b', 'data4', 5, SMALL_DISK),
      madeByHand('03099b9c-7684-4db9-889d-8dbccf876979', 'dd', 5, SMALL_DISK),
      { ...madeByHand('36a5da14-bff0-435d-b592-83c09b6045b8', 'xvol', 4, SMALL_DISK), state: 'Ready' },
    ],
    ...extra,
  };
}

function madeByHand(id: string, name: string, size_gb: number, diskofferingid: string) {
  return {
    id,
    name,
    size_gb,
    diskofferingid,
    pool: 'PS0',
    account: 'admin',
    zoneid: ZONE,
    state: 'Allocated',
    content_seed: name,
  };
}
