import type { Itinerary } from './itinerary.js';

/** Options of a start that are frozen with the run; field names are the API's. */
export interface CustomConfig {
  skip_snapshot?: boolean;
  protection?: 'auto' | 'vm-snapshot' | 'volume-snapshot' | 'clone';
  commit_after?: string;
  source_running?: 'accept';
  name?: string;
  service_offering_id?: string;
  hardware?: {
    os_type_id?: string;
    root_disk_bus?: DiskBus;
    data_disk_bus?: DiskBus;
    nic_model?: NicModel;
    boot_type?: 'BIOS' | 'UEFI';
    boot_mode?: 'LEGACY' | 'SECURE';
  };
  boot_check?: { kind: 'tcp' | 'http'; port: number; path?: string; timeout: string; required: boolean };
}

/** A boot check as planned. */
export type BootCheck = {
  kind: 'tcp' | 'http';
  port: number;
  /** Only for http. */
  path: string;
  timeout_ms: number;
  required: boolean;
};

export type DiskBus = 'ide' | 'scsi' | 'virtio' | 'sata';
export type NicModel = 'e1000' | 'virtio' | 'rtl8139' | 'vmxnet3';

/** What a caller may ask for at a start. */
export interface StartRequest {
  vm_id: string;
  vm_name?: string;
  skip_validation: boolean;
  /** Source network name → id or name of a CloudStack network; overrides the stored mappings. */
  network_mappings: Record<string, string>;
  custom_config: CustomConfig;
  reason?: string;
  /** Only of a test: milliseconds from power-on to clean-up; null: until somebody ends it (`auto_cleanup: false`). */
  test_duration_ms?: number | null;
}

export interface PlannedNic {
  source_network_name: string;
  network_id: string;
  network_name: string;
  /** Lower-case, colon-separated. */
  mac: string;
  ip?: string;
}

export interface PlannedDisk {
  disk_id: string;
  /** CloudStack UUID of the replica. */
  volume_id: string;
  size_bytes: number;
  boot: boolean;
  /** Device id on the destination: 0 for the boot disk, then 1, 2, 4, 5 … (3 is the CD-ROM, facts §4.1). */
  device_id: number;
  /** Device id it had on the appliance, wanted again on return. */
  appliance_device_id: number;
  change_id: string;
}

export interface PlannedMachine {
  host_name: string;
  display_name: string;
  zone_id: string;
  /** Owner of the appliance: attach demands the same owner for volume and VM (facts §4.1 item 12). */
  account: string;
  domain_id: string;
  hypervisor: string;
  template_id: string;
  /** Only with an ISO in `template_id` (facts §3.1). */
  disk_offering_id?: string;
  service_offering_id: string;
  cpu_count: number;
  memory_mb: number;
  /** cpuNumber, memory (MiB), cpuSpeed (MHz): exactly those that the offering leaves open (facts §3.3). */
  offering_details: Record<string, string>;
  os_type_id?: string;
  boot_type: 'BIOS' | 'UEFI';
  boot_mode: 'LEGACY' | 'SECURE';
  root_disk_controller: DiskBus;
  data_disk_controller: DiskBus;
  nic_adapter: NicModel;
  nics: PlannedNic[];
}

/** Everything a run needs, resolved once by `validate` and frozen in the history. Holds no secret (R10). */
export interface RunPlan {
  job_id: string;
  vm_id: string;
  vm_name: string;
  /** Name of the OSSEA configuration. */
  config: string;
  appliance_vm_id: string;
  machine: PlannedMachine;
  disks: PlannedDisk[];
  itinerary: Itinerary;
  /** False where a revert of the snapshots is not known to work or none are taken. */
  rollback_possible: boolean;
  rollback_note: string;
  warnings: string[];
  /** Only of a test: why this strategy, and milliseconds of hold (null: until somebody ends it). */
  test?: { strategy_reasons: string[]; duration_ms: number | null };
}
