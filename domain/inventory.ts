/** The inventory as the replication system writes it (`PUT /vms/{vm_id}`); field names are the API's. */

export interface SourceNetwork {
  source_network_name: string;
  adapter_type: string;
  mac: string;
  ip?: string;
  connected: boolean;
}

export interface LastSync {
  job_id: string;
  /** ISO 8601 UTC. */
  time: string;
  type: 'full' | 'incremental';
  success: boolean;
}

export interface SourceDisk {
  /** e.g. disk-2000 */
  disk_id: string;
  label: string;
  size_gb: number;
  unit_number: number;
  boot: boolean;
  /** CloudStack UUID of the replica; null while replication has made none. */
  volume_id: string | null;
  change_id: string | null;
  last_sync: LastSync | null;
}

export interface ReplicationState {
  job_id: string;
  status: string;
  /** Percent. */
  progress: number;
}

const ENDED_REPLICATION: readonly string[] = ['completed', 'failed', 'cancelled'];

/** Whether a replication job may write to the replicas now: a status that is not known is never read as ended (R3). */
export function isReplicating(replication: ReplicationState | null): boolean {
  return replication !== null && !ENDED_REPLICATION.includes(replication.status.toLowerCase());
}

export interface VmInventory {
  name: string;
  /** Name of the OSSEA configuration; null means the active one. */
  ossea_config: string | null;
  power_state: string;
  cpu_count: number;
  memory_mb: number;
  os_type: string;
  /** `bios`, `efi` or `efi-secure`. */
  bios_setup: string;
  vm_tools_version: string;
  display_name: string;
  annotation: string;
  vmware_uuid: string;
  networks: SourceNetwork[];
  disks: SourceDisk[];
  replication: ReplicationState | null;
}

/** Where a VM stands between operations. */
export type FailoverState = 'ready' | 'failing_over' | 'testing' | 'failed_over' | 'rolling_back';

export interface StoredDisk extends SourceDisk {
  resync_required: boolean;
}

export interface StoredVm extends Omit<VmInventory, 'disks'> {
  vm_id: string;
  disks: StoredDisk[];
  failover_state: FailoverState;
  /** Job that holds the VM; null when replication may run. */
  held_by: string | null;
}

export interface NetworkMapping {
  id: number;
  vm_id: string;
  source_network_name: string;
  destination_network_id: string;
  destination_network_name: string;
  is_test_network: boolean;
}

/** The CloudStack target without its keys. */
export interface OsseaConfig {
  name: string;
  api_url: string;
  domain: string;
  zone: string;
  template_id: string;
  network_id: string;
  service_offering_id: string;
  disk_offering_id: string;
  oma_vm_id: string;
  is_active: boolean;
  /** What the pool of the replicas is known to be (`qcow2`, `rbd`, `raw`), or null when only a root-admin read may tell. */
  storage_kind: string | null;
}

/** Keys travel only from the database to the CloudStack client, never into a workflow, log or answer (R10). */
export interface OsseaCredentials {
  api_key: string;
  secret_key: string;
}
