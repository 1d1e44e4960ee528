import { z } from 'zod';
import { JOB_TYPES, STATUSES } from '../../domain/status.js';
import { Mapping } from '../network-mappings/schemas.js';
import { ok, timestamp, vmId } from '../schemas.js';

const about = { ...ok, vm_id: vmId };
const is_ready_for_failover = z
  .boolean()
  .meta({ description: 'what readiness says of this one question; the whole answer is failover-readiness' });

export const SyncStatusResponse = z.strictObject({
  ...about,
  sync_status: z
    .strictObject({
      has_valid_change_id: z.boolean().meta({ description: 'true when every disk has one from a successful sync' }),
      latest_change_id: z.string().nullable().meta({ description: 'of the disk that was synced last' }),
      last_sync_time: timestamp.nullable(),
      replication_job_id: z.string().nullable(),
      sync_percentage: z.number().nullable().meta({ description: 'progress of the replication job' }),
      is_ready_for_failover,
      disks: z.array(
        z.strictObject({
          disk_id: z.string(),
          change_id: z.string().nullable(),
          last_sync_time: timestamp.nullable(),
          success: z.boolean().nullable(),
          resync_required: z.boolean(),
        }),
      ),
    })
    .meta({ id: 'SyncStatus' }),
});

export const NetworkMappingStatusResponse = z.strictObject({
  ...about,
  network_status: z
    .strictObject({
      total_networks: z.int(),
      mapped_networks: z.int(),
      unmapped_networks: z.int(),
      test_networks_available: z.boolean(),
      mappings: z
        .array(Mapping.extend({ status: z.literal('mapped') }))
        .meta({ description: 'of the asked kind: production for live, test for test' }),
      unmapped: z.array(z.string()),
      is_ready_for_failover,
    })
    .meta({ id: 'NetworkMappingStatus' }),
});

const volume = {
  volume_id: z.string().nullable(),
  volume_name: z.string().nullable(),
  volume_status: z.string().meta({ description: '`attached` when the replica is on the appliance and Ready' }),
  size_gb: z.number(),
  volume_type: z.string().nullable().meta({ description: "CloudStack's; DATADISK while on the appliance" }),
  attachment_status: z.enum(['attached_to_oma', 'attached_to_other', 'detached', 'unknown']),
  is_accessible: z.boolean().meta({ description: 'CloudStack shows the volume, and as Ready' }),
};

/** The mission's single volume is the boot disk's; `volumes` has all. */
export const VolumeStatusResponse = z.strictObject({
  ...about,
  volume_status: z
    .strictObject({
      ...volume,
      is_ready_for_failover,
      volumes: z.array(
        z.strictObject({ disk_id: z.string(), ...volume, attached_to: z.string().nullable(), boot: z.boolean() }),
      ),
    })
    .nullable()
    .meta({ id: 'VolumeStatus', description: 'null for a VM without disks' }),
});

export const ActiveJobsResponse = z.strictObject({
  ...about,
  active_jobs: z
    .strictObject({
      has_active_jobs: z.boolean(),
      migration_jobs: z.int(),
      failover_jobs: z.int(),
      total_active: z.int(),
      is_ready_for_failover,
      jobs: z.array(
        z.strictObject({
          job_id: z.string(),
          job_type: z.enum([...JOB_TYPES, 'replication']),
          status: z.union([z.enum(STATUSES), z.string()]),
        }),
      ),
    })
    .meta({ id: 'ActiveJobs' }),
});
