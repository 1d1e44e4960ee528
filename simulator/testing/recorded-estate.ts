import type { Estate } from '../estate.js';
import { admin, user } from './estate.js';
import { recordedRows } from './recordings.js';

const DOMAIN = '5184629a-e6e4-11f1-9bd0-02fc00000001';
const ZONE = 'e536072b-58ea-4d14-98aa-b206a904f2ac';
const L2_OFFERING = '15ae7d9f-b6e9-45c8-87a6-ed88e23af268';
const ZONEWIDE_DISK = 'ec545807-5fbc-4e96-949e-4d8e0c810516';
/** Named by a recorded volume; the recorded list of pools ends before it. */
const POOL_OF_C1 = {
  id: '86c96bf9-88a9-3f81-b7e9-e1d3074a2674',
  name: 'PS3',
  scope: 'CLUSTER',
  clusterid: '9cfe27d9-e4ad-40a0-9503-a8ab0833d74c',
};
const SMALL_DISK = '262d3375-7ca6-4b76-80b3-7d8422a85cd9';
const CUSTOM_DISK = '04a39b13-3a61-4191-aebf-c3a3f6322598';

const text = (value: unknown): string => value as string;

/** The cloud the recordings were made on, as far as its own listings tell. */
export function recordedEstate(): Estate {
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
    pools: [...recordedRows(271), POOL_OF_C1]
      .sort((a, b) => text(a['name']).localeCompare(text(b['name'])))
      .map((pool) => ({
        id: text(pool['id']),
        name: text(pool['name']),
        scope: pool['scope'] as 'ZONE' | 'CLUSTER',
        clusterid: (pool['clusterid'] as string | undefined) ?? null,
        ...(pool['scope'] === 'ZONE' ? { tags: 'zonewide' } : {}),
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
      ...(offering['storagetags'] ? { storagetags: text(offering['storagetags']) } : {}),
      serviceofferingdetails: (offering['serviceofferingdetails'] ?? {}) as Record<string, string>,
    })),
    disk_offerings: [
      { id: SMALL_DISK, name: 'Small', disksize: 5 },
      { id: '29c46640-31a3-461c-8950-59ddc6dfbd49', name: 'Medium', disksize: 20 },
      { id: 'a3b99e0a-1902-4627-bd76-71f6e7222e83', name: 'Large', disksize: 100 },
      { id: CUSTOM_DISK, name: 'Custom', disksize: 0, iscustomized: true },
      { id: ZONEWIDE_DISK, name: 'zonewide-custom', disksize: 0, iscustomized: true, storagetags: 'zonewide' },
    ],
    network_offerings: [
      { id: L2_OFFERING, name: 'DefaultL2NetworkOffering', guestiptype: 'L2' },
      {
        id: '67f042ae-0bba-4c3b-ab25-1c22a80ca283',
        name: 'DefaultL2NetworkOfferingVlan',
        guestiptype: 'L2',
        specifyvlan: true,
      },
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
  };
}
