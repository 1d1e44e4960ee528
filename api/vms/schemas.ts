import { z } from 'zod';
import { configName, line, ok, page, timestamp, vmId } from '../schemas.js';

const FAILOVER_STATES = ['ready', 'failing_over', 'testing', 'failed_over', 'rolling_back'] as const;

/** Kept as UTC whatever offset the caller wrote. */
const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString());

const network = z.strictObject({
  source_network_name: line(255).min(1),
  adapter_type: line(50),
  mac: z.string().regex(/^[0-9A-Fa-f]{2}([:-])(?:[0-9A-Fa-f]{2}\1){4}[0-9A-Fa-f]{2}$/, 'must be a MAC address'),
  ip: z.union([z.ipv4(), z.ipv6()]).exactOptional(),
  connected: z.boolean(),
});

const disk = z.strictObject({
  disk_id: line(255).min(1),
  label: line(255),
  size_gb: z.int().min(1).max(65_536),
  unit_number: z.int().min(0).max(255),
  boot: z.boolean(),
  volume_id: z.guid().nullable(),
  change_id: line(255).nullable(),
  last_sync: z
    .strictObject({
      job_id: line(255).min(1),
      time: instant,
      type: z.enum(['full', 'incremental']),
      success: z.boolean(),
    })
    .nullable(),
});

const replication = z.strictObject({
  job_id: line(255).min(1),
  status: line(50).min(1),
  progress: z.number().min(0).max(100),
});

/** Adds an issue for the second and later items with an already seen key. */
function unique<T>(items: readonly T[], key: (item: T) => string | null, name: string, context: z.RefinementCtx): void {
  const seen = new Set<string>();
  items.forEach((item, index) => {
    const value = key(item);
    if (value !== null && seen.has(value))
      context.addIssue({ code: 'custom', path: [index, name], message: `${value} appears twice` });
    if (value !== null) seen.add(value);
  });
}

/** Body of `PUT /vms/{vm_id}`: the whole inventory of one VM, as replication knows it. */
export const VmBody = z
  .strictObject({
    name: line(255).min(1),
    ossea_config: configName.nullable().default(null),
    power_state: line(50),
    cpu_count: z.int().min(0).max(1_024),
    memory_mb: z.int().min(0).max(33_554_432),
    os_type: line(255).default(''),
    bios_setup: line(50).default(''),
    vm_tools_version: line(255).default(''),
    display_name: line(255).default(''),
    annotation: z.string().max(10_000).default(''),
    vmware_uuid: line(255).default(''),
    networks: z.array(network).max(32),
    disks: z
      .array(disk)
      .max(256)
      .superRefine((disks, context) => {
        unique(disks, (d) => d.disk_id, 'disk_id', context);
        unique(disks, (d) => d.volume_id, 'volume_id', context);
        if (disks.filter((d) => d.boot).length > 1)
          context.addIssue({ code: 'custom', path: [], message: 'only one disk may be the boot disk' });
      }),
    replication: replication.nullable().default(null),
  })
  .meta({ id: 'VmInventory' });

const storedSync = z.strictObject({
  job_id: z.string(),
  time: timestamp,
  type: z.enum(['full', 'incremental']),
  success: z.boolean(),
});

export const Vm = z
  .strictObject({
    vm_id: vmId,
    name: z.string(),
    ossea_config: z.string().nullable(),
    power_state: z.string(),
    cpu_count: z.int(),
    memory_mb: z.int(),
    os_type: z.string(),
    bios_setup: z.string(),
    vm_tools_version: z.string(),
    display_name: z.string(),
    annotation: z.string(),
    vmware_uuid: z.string(),
    networks: z.array(
      z.strictObject({
        source_network_name: z.string(),
        adapter_type: z.string(),
        mac: z.string(),
        ip: z.string().optional(),
        connected: z.boolean(),
      }),
    ),
    disks: z.array(
      z.strictObject({
        disk_id: z.string(),
        label: z.string(),
        size_gb: z.number(),
        unit_number: z.int(),
        boot: z.boolean(),
        volume_id: z.string().nullable(),
        change_id: z.string().nullable(),
        last_sync: storedSync.nullable(),
        resync_required: z.boolean().meta({ description: 'the replica was altered; only a full sync mends it' }),
      }),
    ),
    replication: z.strictObject({ job_id: z.string(), status: z.string(), progress: z.number() }).nullable(),
    failover_state: z.enum(FAILOVER_STATES),
    replication_allowed: z
      .boolean()
      .meta({ description: 'false from the acceptance of any operation until every disk is home again' }),
    held_by: z.string().nullable().meta({ description: 'the job that holds the VM' }),
  })
  .meta({ id: 'Vm' });

const lastReadiness = z.strictObject({
  is_ready: z.boolean(),
  readiness_score: z.number(),
  time: timestamp,
  age_seconds: z.int().min(0),
  failing: z
    .strictObject({ check_name: z.string(), message: z.string(), remedy: z.string().nullable() })
    .nullable()
    .meta({ description: 'the first check that speaks against it; null when it is ready' }),
});

export const VmSummary = z
  .strictObject({
    vm_id: vmId,
    name: z.string(),
    ossea_config: z.string().nullable(),
    power_state: z.string(),
    display_name: z.string(),
    cpu_count: z.int(),
    memory_mb: z.int(),
    os_type: z.string(),
    disk_count: z.int(),
    disk_gb: z.number(),
    oldest_sync: timestamp
      .nullable()
      .meta({ description: 'how old the data is at most; null where a disk was never synced' }),
    resync_required: z.boolean(),
    failover_state: z.enum(FAILOVER_STATES),
    replication_allowed: z.boolean(),
    held_by: z.string().nullable(),
    last_readiness: z
      .strictObject({ live: lastReadiness.nullable(), test: lastReadiness.nullable() })
      .meta({ description: 'as last computed; the list never asks CloudStack' }),
  })
  .meta({ id: 'VmSummary' });

export const VmListQuery = z.strictObject({
  ...page,
  failover_state: z.enum(FAILOVER_STATES).optional(),
  search: line(255).min(1).optional(),
});
export const VmListResponse = z.strictObject({
  ...ok,
  total_vms: z.int(),
  returned_vms: z.int(),
  vms: z.array(VmSummary),
});
export const VmResponse = z.strictObject({ ...ok, vm: Vm });
export const VmDeletedResponse = z.strictObject({ ...ok, vm_id: vmId });
