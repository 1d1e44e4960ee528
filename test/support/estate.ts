import { createHash } from 'node:crypto';
import type { Estate } from '../../simulator/estate.js';

/** Of the simulated CloudStack. */
export type Version = '4.18' | '4.20' | '4.21' | '4.22';

/** The shapes of VM that tests fail over. */
export type Shape = 'one-disk' | 'two-disks' | 'four-disks' | 'twelve-disks' | 'uefi-custom';

export interface TestDisk {
  disk_id: string;
  volume_id: string;
  size_gb: number;
  appliance_device_id: number;
}

export interface TestVm {
  vm_id: string;
  name: string;
  shape: Shape;
  /** Name of its OSSEA configuration. */
  config: string;
  appliance_vm_id: string;
  cpu_count: number;
  memory_mb: number;
  uefi: boolean;
  /** Each with its destination of a live failover and of a test. */
  nics: { source: string; network_id: string; network_name: string; test_network_id: string; mac: string }[];
  disks: TestDisk[];
}

export interface TestEstate {
  cloudstack: Estate;
  vms: TestVm[];
  /** Names of the configurations, each with an appliance of its own. */
  configs: { name: string; appliance_vm_id: string }[];
  networks: Record<'production' | 'second' | 'test' | 'test_second', string>;
}

export const SHAPES: Record<
  Shape,
  { disks: number; nics: number; cpu_count: number; memory_mb: number; uefi: boolean; os_type: string }
> = {
  'one-disk': { disks: 1, nics: 1, cpu_count: 2, memory_mb: 2048, uefi: false, os_type: 'windows2019srv_64Guest' },
  'two-disks': { disks: 2, nics: 1, cpu_count: 2, memory_mb: 2048, uefi: false, os_type: 'ubuntu64Guest' },
  'four-disks': { disks: 4, nics: 2, cpu_count: 2, memory_mb: 2048, uefi: false, os_type: 'ubuntu64Guest' },
  'twelve-disks': { disks: 12, nics: 1, cpu_count: 2, memory_mb: 2048, uefi: false, os_type: 'ubuntu64Guest' },
  'uefi-custom': { disks: 1, nics: 1, cpu_count: 3, memory_mb: 3072, uefi: true, os_type: 'debian11_64Guest' },
};

export const KEYS = { api_key: 'test-api-key', secret_key: 'test-secret-key' };
export const OWNER = 'dr-provider';

/** A UUID that is the same in every run. */
export function uuid(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export interface EstateOptions {
  /** 1: every VM has an appliance, hence a configuration, of its own. */
  disksPerAppliance?: number;
  /** Of the key that the configurations hold, and that everything belongs to. */
  role?: 'root-admin' | 'user';
}

/** An estate with the VMs of these shapes, spread over appliances so that their queues do not meet. */
export function testEstate(
  shapes: readonly Shape[],
  settings: Estate['settings'] = {},
  { disksPerAppliance = 8, role = 'root-admin' }: EstateOptions = {},
): TestEstate {
  const networks = {
    production: uuid('network production'),
    second: uuid('network second'),
    test: uuid('network test'),
    test_second: uuid('network test second'),
  };
  const configs: TestEstate['configs'] = [];
  let used = disksPerAppliance;
  const vms = shapes.map((shape, index): TestVm => {
    const { disks, nics, os_type: _os, ...machine } = SHAPES[shape];
    if (used + disks > disksPerAppliance) {
      used = 0;
      configs.push({ name: `ossea-${configs.length + 1}`, appliance_vm_id: uuid(`appliance ${configs.length + 1}`) });
    }
    const config = configs.at(-1) ?? { name: '', appliance_vm_id: '' };
    const name = `host-${index + 1}`;
    return {
      vm_id: `vm-${index + 1}`,
      name,
      shape,
      config: config.name,
      appliance_vm_id: config.appliance_vm_id,
      ...machine,
      nics: [networks.production, networks.second].slice(0, nics).map((network_id, i) => ({
        source: `Source ${i + 1}`,
        network_id,
        network_name: i === 0 ? 'Production' : 'Second',
        test_network_id: i === 0 ? networks.test : networks.test_second,
        mac: `00:50:56:${[i, Math.floor(index / 256), index % 256].map((n) => n.toString(16).padStart(2, '0')).join(':')}`,
      })),
      disks: Array.from({ length: disks }, (_, i) => ({
        disk_id: `disk-${2000 + i}`,
        volume_id: uuid(`volume ${name} ${i}`),
        size_gb: 10 + i,
        appliance_device_id: deviceOf(used++),
      })),
    };
  });
  return { cloudstack: cloudstackOf(vms, configs, networks, settings, role), vms, configs, networks };
}

/** Devices of data disks: 1, 2, 4, 5 … */
function deviceOf(position: number): number {
  return position < 2 ? position + 1 : position + 2;
}

function cloudstackOf(
  vms: TestVm[],
  configs: TestEstate['configs'],
  networks: TestEstate['networks'],
  settings: Estate['settings'],
  role: 'root-admin' | 'user',
): Estate {
  const zoneid = uuid('zone');
  const common = { zoneid, account: OWNER };
  const services = ['Dhcp', 'Dns', 'UserData'];
  const management = uuid('network management');
  const offering = uuid('offering custom');
  const os = uuid('os type');
  return {
    settings: { version: '4.22', durations_ms: { default: [5, 20] }, guest_write_ms: 50, ...settings },
    accounts: [{ name: OWNER, domainid: uuid('domain'), role, ...KEYS }],
    zones: [{ id: zoneid, name: 'zone1' }],
    // Room for the clones of however many VMs.
    pools: [{ id: uuid('pool'), name: 'primary', size_gb: 100_000 }],
    networks: [
      // On loopback: a boot check must not leave this machine.
      { id: networks.production, name: 'Production', type: 'Isolated', cidr: '127.0.53.0/24', ...common, services },
      { id: networks.second, name: 'Second', type: 'L2', ...common },
      { id: networks.test, name: 'Test of Production', type: 'Isolated', cidr: '127.0.55.0/24', ...common, services },
      { id: networks.test_second, name: 'Test of Second', type: 'L2', ...common },
      { id: management, name: 'Management', type: 'Isolated', cidr: '127.0.54.0/24', ...common, services },
    ],
    service_offerings: [
      { id: offering, name: 'custom', iscustomized: true },
      { id: uuid('offering fixed'), name: 'fixed', cpunumber: 2, cpuspeed: 1000, memory: 2048 },
    ],
    disk_offerings: [{ id: uuid('disk offering'), name: 'any', disksize: 0 }],
    templates: [{ id: uuid('template'), name: 'dummy', zoneid, ostypeid: os, format: 'QCOW2' }],
    os_types: [
      { id: os, description: 'Other PV (64-bit)' },
      { id: uuid('os windows'), description: 'Windows Server 2019 (64-bit)' },
    ],
    vms: configs.map(({ name, appliance_vm_id: id }) => ({
      id,
      name: `appliance-${name}`,
      state: 'Running',
      serviceofferingid: offering,
      templateid: uuid('template'),
      networks: [management],
      ...common,
    })),
    volumes: [
      ...configs.map(({ name, appliance_vm_id }) => ({
        id: uuid(`root of ${name}`),
        name: `ROOT-${name}`,
        size_gb: 20,
        pool: 'primary',
        virtualmachineid: appliance_vm_id,
        deviceid: 0,
        content_seed: name,
        ...common,
      })),
      ...vms.flatMap((vm) =>
        vm.disks.map((disk, i) => ({
          id: disk.volume_id,
          name: `migration-${vm.name}-disk-${i}`,
          size_gb: disk.size_gb,
          pool: 'primary',
          virtualmachineid: vm.appliance_vm_id,
          deviceid: disk.appliance_device_id,
          content_seed: `${vm.name}/${i}`,
          ...common,
        })),
      ),
    ],
  };
}

/** Body of `PUT /vms/{vm_id}`. */
export function inventoryOf(vm: TestVm): Record<string, unknown> {
  return {
    name: vm.name,
    ossea_config: vm.config,
    power_state: 'poweredOff',
    cpu_count: vm.cpu_count,
    memory_mb: vm.memory_mb,
    os_type: SHAPES[vm.shape].os_type,
    bios_setup: vm.uefi ? 'efi' : 'bios',
    networks: vm.nics.map(({ source, mac }) => ({
      source_network_name: source,
      adapter_type: 'vmxnet3',
      mac,
      connected: true,
    })),
    disks: vm.disks.map((disk, i) => ({
      disk_id: disk.disk_id,
      label: `Hard disk ${i + 1}`,
      size_gb: disk.size_gb,
      unit_number: i,
      boot: i === 0,
      volume_id: disk.volume_id,
      change_id: `52 3c ec 11/${i}`,
      last_sync: { job_id: `job-${vm.name}`, time: '2026-11-20T10:00:00Z', type: 'full', success: true },
    })),
    replication: null,
  };
}

/** Body of `PUT /ossea-configs/{name}`. */
export function configOf(applianceVmId: string, simulatorUrl: string): Record<string, unknown> {
  return {
    api_url: `${simulatorUrl}/client/api`,
    ...KEYS,
    domain: 'ROOT',
    zone: 'zone1',
    template_id: uuid('template'),
    network_id: uuid('network management'),
    service_offering_id: uuid('offering custom'),
    disk_offering_id: uuid('disk offering'),
    oma_vm_id: applianceVmId,
    storage_kind: 'qcow2',
  };
}
