import type { Quota, Volume } from '../../domain/cloudstack.js';
import { STRATEGIES } from '../../domain/itinerary.js';
import type { NetworkMapping, OsseaConfig, StoredDisk, StoredVm } from '../../domain/inventory.js';
import type { RunPlan } from '../../domain/plan.js';
import type { Readiness } from '../../domain/readiness.js';
import { evaluateReadiness } from '../../readiness/evaluate.js';
import { REMOVAL_COMMANDS, requiredCommands } from '../../readiness/plan/commands.js';
import type { ReadinessInput } from '../../readiness/input.js';
import { FakeReads, type CloudStackData } from './fake-reads.js';
import { aConfig } from './inventory.js';

export const GIB = 1024 ** 3;
export const JOB_ID = 'failover-20250818-161508-az27a7';

/** What readiness is asked about, and the CloudStack it asks. A test changes what it is about. */
export interface World {
  input: ReadinessInput & { config: OsseaConfig };
  cloud: CloudStackData;
  fake: FakeReads;
}

const owner = { account: 'dr-provider', domainid: 'domain-root' };

export function aStoredDisk(unit: number, change: Partial<StoredDisk> = {}): StoredDisk {
  return {
    disk_id: `disk-${2000 + unit}`,
    label: `Hard disk ${unit + 1}`,
    size_gb: 20 + unit,
    unit_number: unit,
    boot: unit === 0,
    volume_id: `volume-${unit}`,
    change_id: `52 3c/${unit}`,
    last_sync: { job_id: 'job-1', time: '2025-08-18T14:35:21.000Z', type: 'incremental', success: true },
    resync_required: false,
    ...change,
  };
}

/** A replica on the appliance. */
export function aReplica(unit: number, change: Partial<Volume> = {}): Volume {
  return {
    id: `volume-${unit}`,
    name: `migration-disk-${unit}`,
    state: 'Ready',
    type: 'DATADISK',
    size: (20 + unit) * GIB,
    virtualmachineid: 'appliance',
    deviceid: unit + 4,
    zoneid: 'zone-1',
    storageid: 'pool-1',
    ...owner,
    ...change,
  };
}

/** Of an account or a domain. */
export function aQuota(id: string, name: string, change: Partial<Quota> = {}): Quota {
  return {
    id,
    name,
    vmavailable: 10,
    cpuavailable: 40,
    memoryavailable: 81_920,
    volumeavailable: 100,
    snapshotavailable: 100,
    primarystorageavailable: 10_000,
    secondarystorageavailable: 10_000,
    ...change,
  };
}

export function aMapping(source: string, destination: string, isTest = false): NetworkMapping {
  return {
    id: 0,
    vm_id: 'vm-101',
    source_network_name: source,
    destination_network_id: destination,
    destination_network_name: `name of ${destination}`,
    is_test_network: isTest,
  };
}

/** The mission's VM: Windows, BIOS, one disk, one NIC. */
function windowsBios(): StoredVm {
  return {
    vm_id: 'vm-101',
    name: 'PGWINTESTBIOS',
    ossea_config: null,
    power_state: 'poweredOff',
    cpu_count: 2,
    memory_mb: 4096,
    os_type: 'windows2019srv_64Guest',
    bios_setup: 'bios',
    vm_tools_version: '12352',
    display_name: '',
    annotation: '',
    vmware_uuid: 'vm-101',
    networks: [
      { source_network_name: 'VM Network', adapter_type: 'vmxnet3', mac: '00-50-56-85-A1-01', connected: true },
    ],
    disks: [aStoredDisk(0)],
    replication: { job_id: 'job-1', status: 'completed', progress: 100 },
    failover_state: 'ready',
    held_by: null,
  };
}

/** Linux, UEFI, four disks listed in no order, two NICs. */
function linuxUefi(): StoredVm {
  return {
    ...windowsBios(),
    name: 'pg-db-01.example.org',
    cpu_count: 4,
    memory_mb: 8192,
    os_type: 'Ubuntu 22.04 LTS (64-bit)',
    bios_setup: 'efi-secure',
    display_name: 'Datenbank „Größe“',
    networks: [
      {
        source_network_name: 'VM Network',
        adapter_type: 'vmxnet3',
        mac: '00:50:56:85:A1:02',
        ip: '10.1.1.20',
        connected: true,
      },
      { source_network_name: 'Database VLAN', adapter_type: 'vmxnet3', mac: '00:50:56:85:a1:03', connected: true },
    ],
    disks: [aStoredDisk(3), aStoredDisk(1), aStoredDisk(0), aStoredDisk(2)],
  };
}

/** A sunny estate; `change` makes it what a test is about. */
export function aWorld(vm: 'windows' | 'linux' = 'windows', change: (world: World) => void = () => undefined): World {
  const cloud = aCloud();
  const world = { input: anInput(vm === 'windows' ? windowsBios() : linuxUefi()), cloud, fake: new FakeReads(cloud) };
  change(world);
  return world;
}

export function readinessOf({ input, fake }: World): Promise<Readiness> {
  return evaluateReadiness(input, { reads: fake.reads, now: () => 0, warn: () => undefined });
}

/** The plan of a start that is expected to be admitted. */
export async function planOf(world: World): Promise<RunPlan> {
  const { plan, refusal } = await readinessOf(world);
  if (plan === null) throw new Error(`refused: ${refusal?.message ?? ''}`);
  return plan;
}

function anInput(vm: StoredVm): World['input'] {
  return {
    type: 'live',
    job_id: JOB_ID,
    request: { vm_id: vm.vm_id, skip_validation: false, network_mappings: {}, custom_config: {} },
    vm,
    config: aConfig('primary-ossea', {
      zone: 'zone one',
      template_id: 'template-blank',
      service_offering_id: 'offering-custom',
      disk_offering_id: 'disk-offering',
      oma_vm_id: 'appliance',
      storage_kind: 'qcow2',
    }),
    mappings: [
      aMapping('VM Network', 'net-production'),
      aMapping('Database VLAN', 'net-database'),
      aMapping('VM Network', 'net-test', true),
      aMapping('Database VLAN', 'net-test-2', true),
    ],
    open_job: null,
    open_runs: [],
    asked_at: Date.parse('2025-08-18T15:05:21.000Z'),
    sync_max_age_ms: 86_400_000,
    skew_warn_ms: 2_000,
    skew_limit_ms: 5_000,
    volumes_in_use: [],
    production_network_ids: ['net-production', 'net-database'],
  };
}

function aCloud(): CloudStackData {
  const network = (id: string, type: string, cidr?: string) => ({
    id,
    name: `${id} by name`,
    type,
    state: 'Implemented',
    zoneid: 'zone-1',
    canusefordeploy: true,
    ...(cidr === undefined ? {} : { cidr }),
    service: type === 'L2' ? [] : [{ name: 'Dhcp' }, { name: 'UserData' }],
    ...owner,
  });
  return {
    capabilities: { cloudstackversion: '4.22.0.0', kvmsnapshotenabled: false },
    clock: { low: -20, high: 30 },
    apis: [...STRATEGIES.flatMap((strategy) => requiredCommands(strategy)), ...REMOVAL_COMMANDS, 'detachIso'],
    zones: [{ id: 'zone-1', name: 'zone one', networktype: 'Advanced', allocationstate: 'Enabled' }],
    networks: [
      network('net-production', 'Isolated', '10.1.1.0/24'),
      network('net-database', 'L2'),
      network('net-test', 'Isolated', '10.9.0.0/24'),
      network('net-test-2', 'L2'),
    ],
    offerings: [{ id: 'offering-custom', name: 'custom', iscustomized: true, state: 'Active' }],
    templates: [
      {
        id: 'template-blank',
        name: 'blank',
        isready: true,
        passwordenabled: false,
        hypervisor: 'KVM',
        size: GIB,
      },
    ],
    isos: [],
    osTypes: [
      { id: 'os-pv', description: 'Other PV (64-bit)' },
      { id: 'os-ubuntu', description: 'Ubuntu 22.04 LTS' },
      { id: 'os-windows', description: 'Windows Server 2019 (64-bit)' },
    ],
    virtualMachines: [
      { id: 'appliance', name: 'oma', state: 'Running', zoneid: 'zone-1', hypervisor: 'KVM', ...owner },
    ],
    volumes: [
      aReplica(9, { id: 'appliance-root', type: 'ROOT', deviceid: 0 }),
      ...[0, 1, 2, 3].map((unit) => aReplica(unit)),
    ],
    snapshots: [],
    vmSnapshots: [],
    pools: [
      {
        id: 'pool-1',
        name: 'primary',
        scope: 'ZONE',
        type: 'NetworkFilesystem',
        managed: false,
        disksizetotal: 1024 * GIB,
        disksizeallocated: 0,
        disksizeused: 0,
        overprovisionfactor: 2,
      },
    ],
    hosts: [
      {
        id: 'host-1',
        name: 'kvm1',
        state: 'Up',
        resourcestate: 'Enabled',
        zoneid: 'zone-1',
        hypervisor: 'KVM',
        memorytotal: 64 * GIB,
        memoryallocatedbytes: 32 * GIB,
        details: { 'host.uefi.enable': 'true' },
      },
    ],
    quotas: [aQuota('account-1', owner.account), aQuota(owner.domainid, 'ROOT')],
    configurations: { 'destroy.root.volume.on.vm.destruction': 'false' },
  };
}
