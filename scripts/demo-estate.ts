/**
 * The demo estate's only description. Its CloudStack half goes in by the simulator's control port, its product half
 * through the product's HTTP API, as replication and an operator would write it.
 */
import type { Estate } from '../simulator/estate.js';
import { nameOf, networks, testNetworkOf } from './demo-networks.js';

const ZONE = '9d1c1f0a-3a43-4a2e-9d54-0f6d8f0a7c01';
const POOL = 'b3f0c7de-5f0e-4d0c-8a3a-6c8b1f2a9d02';
const DOMAIN = '2f6d7a10-8f4a-4a6f-9a66-1d6f5b1e7c03';
const TEMPLATE = '6a1e8b6c-0f8e-4c62-8b50-7e2d4f3a5c04';
const CUSTOM_OFFERING = 'c7a2f4d8-1b3e-4f5a-9c6d-8e7f0a1b2c05';
const DISK_OFFERING = 'd8b3a5e9-2c4f-4a6b-8d7e-9f8a1b2c3d06';
const APPLIANCE = '0e9d8c7b-6a5f-4e3d-9c2b-1a0f9e8d7c07';
const APPLIANCE_ROOT = '1f0e9d8c-7b6a-4f5e-8d3c-2b1a0f9e8d08';
const OWNER = 'dr-provider';

/** What the simulator's OSSEA account signs with; a demo secret on loopback, worth nothing elsewhere. */
const keys = { api_key: 'demo-api-key-of-the-simulator', secret_key: 'demo-secret-key-of-the-simulator' };

interface DemoDisk {
  size_gb: number;
  /** CloudStack UUID of the replica; none where replication has not made it yet. */
  volume_id?: string;
  synced?: boolean;
}

export interface DemoVm {
  vm_id: string;
  name: string;
  /** What the demo shows with it. */
  shows: string;
  power_state: string;
  cpu_count: number;
  memory_mb: number;
  os_type: string;
  bios_setup: string;
  networks: { source: string; mac: string; destination?: string }[];
  disks: DemoDisk[];
  replicating?: boolean;
}

export const vms: DemoVm[] = [
  {
    vm_id: '4205a841-0265-f4bd-39a6-39fd92196f53',
    name: 'PGWINTESTBIOS',
    shows: 'Windows with BIOS and one disk, ready',
    power_state: 'poweredOff',
    cpu_count: 2,
    memory_mb: 4096,
    os_type: 'windows2019srv_64Guest',
    bios_setup: 'bios',
    networks: [{ source: 'VM Network', mac: '00:50:56:85:a1:01', destination: networks.production }],
    disks: [{ size_gb: 54, volume_id: 'e915ef05-ddf5-48d5-8352-a01300609717' }],
  },
  {
    vm_id: '4205b1c3-7a51-09d2-6e0f-2b9c4ad1e802',
    name: 'pg-db-01.example.org',
    shows: 'Linux with UEFI, four disks and two NICs, ready',
    power_state: 'poweredOff',
    cpu_count: 4,
    memory_mb: 8192,
    os_type: 'ubuntu64Guest',
    bios_setup: 'efi',
    networks: [
      { source: 'VM Network', mac: '00:50:56:85:a1:02', destination: networks.production },
      { source: 'Database VLAN', mac: '00:50:56:85:a1:03', destination: networks.database },
    ],
    disks: [
      { size_gb: 40, volume_id: '0b6f2d1e-41f5-4f2a-9d0b-8a8f5a4b1c21' },
      { size_gb: 100, volume_id: '1c7a3e2f-52a6-4a3b-8e1c-9b9a6b5c2d22' },
      { size_gb: 100, volume_id: '2d8b4f3a-63b7-4b4c-9f2d-0c0b7c6d3e23' },
      { size_gb: 20, volume_id: '3e9c5a4b-74c8-4c5d-8a3e-1d1c8d7e4f24' },
    ],
  },
  {
    vm_id: '4205c2d4-8b62-1ae3-7f10-3cad5be2f903',
    name: 'web-frontend-02',
    shows: 'never synced: not ready',
    power_state: 'poweredOff',
    cpu_count: 2,
    memory_mb: 2048,
    os_type: 'rhel8_64Guest',
    bios_setup: 'bios',
    networks: [{ source: 'VM Network', mac: '00:50:56:85:a1:04', destination: networks.production }],
    disks: [{ size_gb: 30, volume_id: '4fad6b5c-85d9-4d6e-9b4f-2e2d9e8f5a25', synced: false }],
  },
  {
    vm_id: '4205d3e5-9c73-2bf4-8021-4dbe6cf30a04',
    name: 'legacy-erp',
    shows: 'no network mapping: not ready',
    power_state: 'poweredOff',
    cpu_count: 2,
    memory_mb: 4096,
    os_type: 'windows2016srv_64Guest',
    bios_setup: 'bios',
    networks: [{ source: 'ERP Network', mac: '00:50:56:85:a1:05' }],
    disks: [{ size_gb: 80, volume_id: '50be7c6d-96ea-4e7f-8c50-3f3ea09a6b26' }],
  },
  {
    vm_id: '4205e4f6-ad84-3c05-9132-5ecf7d041b05',
    name: 'file server 01',
    shows: 'source still powered on: asks for confirmation',
    power_state: 'poweredOn',
    cpu_count: 2,
    memory_mb: 4096,
    os_type: 'debian11_64Guest',
    bios_setup: 'bios',
    networks: [{ source: 'VM Network', mac: '00:50:56:85:a1:06', destination: networks.production }],
    disks: [{ size_gb: 60, volume_id: '61cf8d7e-a7fb-4f80-9d61-404fb1ab7c27' }],
  },
  {
    vm_id: '4205f507-be95-4d16-a243-6fd08e152c06',
    name: 'build-agent-7',
    shows: 'replication under way: not ready',
    power_state: 'poweredOff',
    cpu_count: 8,
    memory_mb: 16384,
    os_type: 'centos8_64Guest',
    bios_setup: 'efi',
    networks: [{ source: 'VM Network', mac: '00:50:56:85:a1:07', destination: networks.production }],
    disks: [{ size_gb: 120, volume_id: '72d09e8f-b80c-4091-8e72-5150c2bc8d28' }],
    replicating: true,
  },
  {
    vm_id: '42060618-cfa6-4e27-b354-70e19f263d07',
    name: 'mail-01',
    shows: 'one disk has no replica yet: not ready',
    power_state: 'poweredOff',
    cpu_count: 2,
    memory_mb: 4096,
    os_type: 'ubuntu64Guest',
    bios_setup: 'bios',
    networks: [{ source: 'VM Network', mac: '00:50:56:85:a1:08', destination: networks.production }],
    disks: [{ size_gb: 40, volume_id: '83e1afa0-c91d-41a2-9f83-6261d3cd9e29' }, { size_gb: 200 }],
  },
];

export const applianceId = APPLIANCE;

/** The CloudStack half. `durations_ms` make a failover watchable without making anybody wait. */
export function cloudstackHalf(): Estate {
  const replicas = vms.flatMap((vm) =>
    vm.disks.flatMap((disk, index) =>
      disk.volume_id === undefined ? [] : [{ vm, disk, index, volumeId: disk.volume_id }],
    ),
  );
  return {
    settings: {
      version: '4.22',
      hypervisor: 'KVM',
      durations_ms: { default: [300, 900], createSnapshot: [800, 1500] },
    },
    accounts: [{ name: OWNER, domain: 'ROOT', domainid: DOMAIN, role: 'root-admin', ...keys }],
    zones: [{ id: ZONE, name: 'zone1', networktype: 'Advanced' }],
    pools: [{ id: POOL, name: 'primary-nfs', scope: 'ZONE', type: 'NetworkFilesystem' }],
    networks: [
      {
        id: networks.production,
        name: nameOf(networks.production),
        type: 'Isolated',
        zoneid: ZONE,
        account: OWNER,
        services: ['Dhcp', 'Dns', 'UserData'],
      },
      { id: networks.database, name: nameOf(networks.database), type: 'L2', zoneid: ZONE, account: OWNER },
      { id: networks.test, name: nameOf(networks.test), type: 'L2', zoneid: ZONE, account: OWNER },
      { id: networks.test_database, name: nameOf(networks.test_database), type: 'L2', zoneid: ZONE, account: OWNER },
      {
        id: networks.management,
        name: 'Management',
        type: 'Isolated',
        zoneid: ZONE,
        account: OWNER,
        services: ['Dhcp', 'Dns', 'UserData'],
      },
    ],
    service_offerings: [{ id: CUSTOM_OFFERING, name: 'Failover, custom', iscustomized: true }],
    disk_offerings: [{ id: DISK_OFFERING, name: 'Custom disk', disksize: 0 }],
    templates: [
      { id: TEMPLATE, name: 'failover-dummy', zoneid: ZONE, ostypeid: osTypes[0].id, format: 'QCOW2', size: 1_048_576 },
    ],
    os_types: [...osTypes],
    vms: [
      {
        id: APPLIANCE,
        name: 'oma-appliance',
        account: OWNER,
        state: 'Running',
        zoneid: ZONE,
        serviceofferingid: CUSTOM_OFFERING,
        templateid: TEMPLATE,
        networks: [networks.management],
      },
    ],
    volumes: [
      {
        id: APPLIANCE_ROOT,
        name: 'ROOT-oma',
        size_gb: 40,
        pool: POOL,
        account: OWNER,
        zoneid: ZONE,
        virtualmachineid: APPLIANCE,
        deviceid: 0,
        content_seed: 'appliance',
      },
      ...replicas.map(({ vm, disk, index, volumeId }, position) => ({
        id: volumeId,
        name: `migration-${vm.name}-${vm.name}-disk-${index}`,
        size_gb: disk.size_gb,
        pool: POOL,
        account: OWNER,
        zoneid: ZONE,
        virtualmachineid: APPLIANCE,
        // Device 3 is the CD-ROM's.
        deviceid: position < 2 ? position + 1 : position + 2,
        content_seed: `${vm.vm_id}/${index}`,
      })),
    ],
  };
}

const osTypes = [
  { id: '94f2b0b1-da2e-42b3-8094-7372e4deaf40', description: 'Other PV (64-bit)' },
  { id: 'a503c1c2-eb3f-43c4-91a5-8483f5efb041', description: 'Windows Server 2019 (64-bit)' },
  { id: 'b614d2d3-fc40-44d5-82b6-9594a6f0c142', description: 'Ubuntu 22.04 LTS' },
  { id: 'c725e3e4-0d51-45e6-93c7-06a5b7a1d243', description: 'Debian GNU/Linux 11 (64-bit)' },
] as const;

/** Writes the product half through the HTTP API. Raises an error that shows the API's answer. */
export async function loadProductHalf(apiUrl: string, token: string, simulatorUrl: string, now: Date): Promise<void> {
  const put = (path: string, body: unknown): Promise<void> => send(`${apiUrl}/api/v1${path}`, token, 'PUT', body);
  await put('/ossea-configs/primary-ossea', {
    api_url: `${simulatorUrl}/client/api`,
    ...keys,
    domain: 'ROOT',
    zone: 'zone1',
    template_id: TEMPLATE,
    network_id: networks.management,
    service_offering_id: CUSTOM_OFFERING,
    disk_offering_id: DISK_OFFERING,
    oma_vm_id: APPLIANCE,
    storage_kind: 'qcow2',
  });
  await send(`${apiUrl}/api/v1/ossea-configs/primary-ossea/activate`, token, 'POST', undefined);
  for (const vm of vms) {
    await put(`/vms/${vm.vm_id}`, inventoryOf(vm, now));
    const mappings = vm.networks.flatMap(({ source, destination }) =>
      destination === undefined
        ? []
        : [destination, testNetworkOf(destination)].map((id, i) => ({
            source_network_name: source,
            destination_network_id: id,
            destination_network_name: nameOf(id),
            is_test_network: i === 1,
          })),
    );
    if (mappings.length > 0) await put(`/network-mappings/${vm.vm_id}`, { mappings });
  }
}

function inventoryOf(vm: DemoVm, now: Date): unknown {
  const synced = new Date(now.getTime() - 25 * 60_000).toISOString();
  return {
    name: vm.name,
    power_state: vm.power_state,
    cpu_count: vm.cpu_count,
    memory_mb: vm.memory_mb,
    os_type: vm.os_type,
    bios_setup: vm.bios_setup,
    vm_tools_version: '12352',
    display_name: vm.name,
    annotation: vm.shows,
    vmware_uuid: vm.vm_id,
    networks: vm.networks.map(({ source, mac }) => ({
      source_network_name: source,
      adapter_type: 'vmxnet3',
      mac,
      connected: true,
    })),
    disks: vm.disks.map((disk, index) => {
      const done = disk.volume_id !== undefined && disk.synced !== false;
      return {
        disk_id: `disk-${2000 + index}`,
        label: `Hard disk ${index + 1}`,
        size_gb: disk.size_gb,
        unit_number: index,
        boot: index === 0,
        volume_id: disk.volume_id ?? null,
        change_id: done ? `52 3c ec 11 9e 2c 4c 3d-87 4a c3 4e 85 f2 ea 95/${index + 5}` : null,
        last_sync: done
          ? {
              job_id: `job-${vm.name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`,
              time: synced,
              type: 'incremental',
              success: true,
            }
          : null,
      };
    }),
    replication:
      vm.replicating === true
        ? { job_id: `job-running-${vm.vm_id.slice(0, 8)}`, status: 'replicating', progress: 41.5 }
        : null,
  };
}

async function send(url: string, token: string, method: string, body: unknown): Promise<void> {
  const answer = await fetch(url, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${new URL(url).pathname}: HTTP ${answer.status} ${await answer.text()}`);
}
