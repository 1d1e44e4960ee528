import { z } from 'zod';
import { isReplicating, type StoredDisk } from '../../domain/inventory.js';
import type { Readiness } from '../../domain/readiness.js';
import type { ReadinessInput } from '../../readiness/input.js';
import type {
  ActiveJobsResponse,
  NetworkMappingStatusResponse,
  SyncStatusResponse,
  VolumeStatusResponse,
} from './schemas.js';

/** What a status is made of: the inventory, and what readiness found. */
export interface Evaluated {
  input: ReadinessInput;
  readiness: Readiness;
}

/** Whether readiness lets a start pass this check. */
function isReady({ checks }: Readiness, name: string): boolean {
  const check = checks.find(({ check_name }) => check_name === name);
  return check !== undefined && check.status !== 'fail' && check.status !== 'unknown';
}

export function syncStatus({ input: { vm }, readiness }: Evaluated): z.input<typeof SyncStatusResponse>['sync_status'] {
  const synced = (disk: StoredDisk): number => (disk.last_sync === null ? 0 : Date.parse(disk.last_sync.time));
  const [latest] = vm.disks.toSorted((a, b) => synced(b) - synced(a));
  return {
    has_valid_change_id:
      vm.disks.length > 0 && vm.disks.every((d) => (d.change_id ?? '') !== '' && d.last_sync?.success === true),
    latest_change_id: latest?.change_id ?? null,
    last_sync_time: latest?.last_sync?.time ?? null,
    replication_job_id: vm.replication?.job_id ?? latest?.last_sync?.job_id ?? null,
    sync_percentage: vm.replication?.progress ?? null,
    is_ready_for_failover: isReady(readiness, 'Sync Status') && isReady(readiness, 'Replica Unaltered'),
    disks: vm.disks.map(({ disk_id, change_id, last_sync, resync_required }) => ({
      ...{ disk_id, change_id, resync_required },
      last_sync_time: last_sync?.time ?? null,
      success: last_sync?.success ?? null,
    })),
  };
}

export function networkStatus({
  input: { vm, mappings, type },
  readiness,
}: Evaluated): z.input<typeof NetworkMappingStatusResponse>['network_status'] {
  const sources = [...new Set(vm.networks.map((network) => network.source_network_name))];
  const mapped = mappings.filter(
    (m) => m.is_test_network === (type === 'test') && sources.includes(m.source_network_name),
  );
  const unmapped = sources.filter((name) => !mapped.some((m) => m.source_network_name === name));
  return {
    total_networks: sources.length,
    mapped_networks: sources.length - unmapped.length,
    unmapped_networks: unmapped.length,
    test_networks_available: mappings.some((m) => m.is_test_network),
    mappings: mapped.map((mapping) => ({ ...mapping, status: 'mapped' })),
    unmapped,
    is_ready_for_failover: isReady(readiness, 'Network Mappings'),
  };
}

/** What the check Volume State tells of each volume; absent where CloudStack did not answer. */
const Seen = z.object({
  volumes: z.array(
    z.object({
      disk_id: z.string(),
      volume_status: z.string(),
      volume_name: z.string().nullable(),
      volume_type: z.string().nullable(),
      cloudstack_state: z.string().nullable(),
      attached_to: z.string().nullable(),
    }),
  ),
});
type SeenVolume = z.infer<typeof Seen>['volumes'][number];

export function volumeStatus({
  input: { vm, config },
  readiness,
}: Evaluated): z.input<typeof VolumeStatusResponse>['volume_status'] {
  const check = readiness.checks.find(({ check_name }) => check_name === 'Volume State');
  const seen = Seen.safeParse(check?.details).data?.volumes ?? [];
  const volumes = vm.disks.map((disk) => ({
    disk_id: disk.disk_id,
    volume_id: disk.volume_id,
    size_gb: disk.size_gb,
    boot: disk.boot,
    ...shown(
      seen.find(({ disk_id }) => disk_id === disk.disk_id),
      config?.oma_vm_id,
    ),
  }));
  const boot = volumes.find((volume) => volume.boot) ?? volumes[0];
  if (boot === undefined) return null;
  const { disk_id: _id, boot: _boot, attached_to: _to, ...one } = boot;
  return { ...one, is_ready_for_failover: isReady(readiness, 'Volume State'), volumes };
}

function shown(volume: SeenVolume | undefined, appliance: string | undefined) {
  const { volume_name = null, volume_type = null, cloudstack_state = null, attached_to = null } = volume ?? {};
  return {
    ...{ volume_name, volume_type, attached_to },
    volume_status: volume?.volume_status ?? 'unknown',
    attachment_status: attachment(cloudstack_state, attached_to, appliance),
    is_accessible: cloudstack_state === 'Ready',
  };
}

function attachment(state: string | null, holder: string | null, appliance: string | undefined) {
  // A volume that CloudStack does not show is not known to be detached (R3).
  if (state === null) return 'unknown' as const;
  if (holder === null) return 'detached' as const;
  return holder === appliance ? ('attached_to_oma' as const) : ('attached_to_other' as const);
}

export function activeJobs({
  input: { vm, open_job },
  readiness,
}: Evaluated): z.input<typeof ActiveJobsResponse>['active_jobs'] {
  const failovers = open_job === null ? [] : [open_job];
  const migrations =
    vm.replication !== null && isReplicating(vm.replication)
      ? [{ job_id: vm.replication.job_id, job_type: 'replication' as const, status: vm.replication.status }]
      : [];
  return {
    has_active_jobs: failovers.length + migrations.length > 0,
    migration_jobs: migrations.length,
    failover_jobs: failovers.length,
    total_active: failovers.length + migrations.length,
    is_ready_for_failover: isReady(readiness, 'Active Jobs'),
    jobs: [...failovers, ...migrations],
  };
}
