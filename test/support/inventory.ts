import type { OsseaConfig, SourceDisk, VmInventory } from '../../domain/inventory.js';

/** A replicated disk; its volume, change id and sync job carry `tag`. */
export function aDisk(tag: string, change: Partial<SourceDisk> = {}): SourceDisk {
  return {
    disk_id: 'disk-2000',
    label: 'Hard disk 1',
    size_gb: 54,
    unit_number: 0,
    boot: true,
    volume_id: `volume-${tag}`,
    change_id: `52 3c ${tag}/5`,
    last_sync: { job_id: `job-${tag}`, time: '2026-11-20T15:35:21.000Z', type: 'incremental', success: true },
    ...change,
  };
}

/** A Windows VM with one disk and one network; ids of what belongs to it alone carry `tag`. */
export function anInventory(tag: string, change: Partial<VmInventory> = {}): VmInventory {
  return {
    name: `VM-${tag}`,
    ossea_config: null,
    power_state: 'poweredOff',
    cpu_count: 2,
    memory_mb: 4096,
    os_type: 'windows2019srv_64',
    bios_setup: 'bios',
    vm_tools_version: '12352',
    display_name: `Display of ${tag}`,
    annotation: 'rehearsed weekly: "ünïcödé" ☂',
    vmware_uuid: `4205a841-${tag}`,
    networks: [
      { source_network_name: 'VM Network', adapter_type: 'vmxnet3', mac: '00:50:56:00:00:01', connected: true },
    ],
    disks: [aDisk(tag)],
    replication: { job_id: `job-${tag}`, status: 'completed', progress: 100 },
    ...change,
  };
}

export function aConfig(name: string, change: Partial<OsseaConfig> = {}): OsseaConfig {
  return {
    name,
    api_url: 'https://ossea.example.com:8080/client/api',
    domain: 'ROOT',
    zone: 'zone1',
    template_id: 'template-12345',
    network_id: 'network-67890',
    service_offering_id: 'offering-abcde',
    disk_offering_id: 'disk-offering-fghij',
    oma_vm_id: 'oma-vm-instance-id',
    is_active: false,
    storage_kind: null,
    ...change,
  };
}
