import { z } from 'zod';

const uuid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'a lower-case UUID');
const range = z.tuple([z.number().min(0), z.number().min(0)]);

/** How the management server behaves; `PATCH /settings` takes any part of it. */
export const settingsSchema = z.strictObject({
  version: z.enum(['4.18', '4.20', '4.21', '4.22']),
  hypervisor: z.string(),
  /** Absent: as of the version, true from 4.22 (facts §6.1). */
  kvm_snapshot_enabled: z.boolean().optional(),
  expose_version: z.boolean(),
  /** How long the work of a job takes, [shortest, longest] ms, by command; `default` for the others. */
  durations_ms: z.record(z.string(), range),
  /** Work that waited in a VM's queue starts on a beat of this (about 2 s on a real one; facts §14); 0: at once. */
  work_queue_beat_ms: z.number().min(0),
  /** How often a running guest writes to each of its disks. */
  guest_write_ms: z.number().min(1),
  /** Global settings that differ from CloudStack's defaults. */
  configurations: z.record(z.string(), z.string()),
  /** Requests an account may make within the interval; null: throttling off. Root admins are exempt from 4.20 on. */
  throttle: z.strictObject({ max: z.number().int().min(1), interval_ms: z.number().min(1) }).nullable(),
  /** Largest VM a host takes, MiB; more is refused for want of capacity. */
  host_memory_mb: z.number(),
  host_uefi: z.boolean(),
  /** Room for snapshots. */
  secondary_storage_gb: z.number().min(0),
  /** How long after a reported power-off HA starts a VM with `haenable` again. */
  ha_restart_ms: z.number().min(0),
});
export type Settings = z.output<typeof settingsSchema>;

export const DEFAULT_SETTINGS: Settings = {
  version: '4.22',
  hypervisor: 'KVM',
  expose_version: true,
  durations_ms: { default: [100, 400] },
  work_queue_beat_ms: 0,
  guest_write_ms: 1000,
  configurations: {},
  throttle: null,
  host_memory_mb: 262_144,
  host_uefi: true,
  secondary_storage_gb: 1_048_576,
  ha_restart_ms: 1000,
};

export const settingsPatchSchema = settingsSchema.partial();

/** Maps are merged, everything else is replaced. */
export function patched(settings: Settings, patch: z.output<typeof settingsPatchSchema>): Settings {
  const present = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
  return {
    ...settings,
    ...present,
    durations_ms: { ...settings.durations_ms, ...patch.durations_ms },
    configurations: { ...settings.configurations, ...patch.configurations },
  };
}

const limit = z.number().int().min(0);

const account = z.strictObject({
  id: uuid.optional(),
  name: z.string(),
  domain: z.string().default('ROOT'),
  domainid: uuid,
  role: z.enum(['root-admin', 'user']),
  api_key: z.string(),
  secret_key: z.string(),
  denied_apis: z.array(z.string()).default([]),
  /** Unlimited where absent; memory in MiB, storage in GiB. */
  limits: z
    .strictObject({
      user_vm: limit,
      cpu: limit,
      memory: limit,
      volume: limit,
      snapshot: limit,
      primary_storage: limit,
      secondary_storage: limit,
    })
    .partial()
    .default({}),
});

const zone = z.strictObject({
  id: uuid,
  name: z.string(),
  networktype: z.string().default('Advanced'),
  localstorageenabled: z.boolean().default(false),
  allocationstate: z.string().default('Enabled'),
});

const pool = z.strictObject({
  id: uuid,
  name: z.string(),
  scope: z.enum(['ZONE', 'CLUSTER', 'HOST']).default('ZONE'),
  type: z.string().default('NetworkFilesystem'),
  zoneid: uuid.optional(),
  clusterid: uuid.nullish(),
  managed: z.boolean().default(false),
  /** Offerings with the same tag put their volumes here. */
  tags: z.string().optional(),
  state: z.string().default('Up'),
  size_gb: z.number().positive().default(1024),
  /** So much is written, whatever the volumes are. */
  used_gb: z.number().min(0).default(0),
});

const network = z.strictObject({
  id: uuid,
  name: z.string(),
  type: z.enum(['Isolated', 'L2', 'Shared']),
  zoneid: uuid,
  account: z.string().optional(),
  services: z.array(z.string()).optional(),
  cidr: z.string().optional(),
  state: z.string().optional(),
});

const offering = z.strictObject({
  id: uuid,
  name: z.string(),
  iscustomized: z.boolean().default(false),
  cpunumber: z.number().optional(),
  cpuspeed: z.number().optional(),
  memory: z.number().optional(),
  serviceofferingdetails: z.record(z.string(), z.string()).default({}),
  state: z.string().default('Active'),
  storagetype: z.string().default('shared'),
  storagetags: z.string().optional(),
});

const diskOffering = z.strictObject({
  id: uuid,
  name: z.string(),
  /** GiB; 0 with `iscustomized`. */
  disksize: z.number(),
  iscustomized: z.boolean().default(false),
  storagetags: z.string().optional(),
});

const networkOffering = z.strictObject({
  id: uuid,
  name: z.string(),
  guestiptype: z.enum(['Isolated', 'L2', 'Shared']),
  specifyvlan: z.boolean().default(false),
});

const template = z.strictObject({
  id: uuid,
  name: z.string(),
  isready: z.boolean().default(true),
  passwordenabled: z.boolean().default(false),
  hypervisor: z.string().optional(),
  zoneid: uuid,
  /** Bytes. */
  size: z.number().default(1_073_741_824),
  ostypeid: uuid,
  format: z.string().optional(),
  account: z.string().default('system'),
});

const vm = z.strictObject({
  id: uuid,
  name: z.string(),
  displayname: z.string().optional(),
  account: z.string(),
  state: z.enum(['Running', 'Stopped']),
  zoneid: uuid,
  serviceofferingid: uuid,
  templateid: uuid,
  ostypeid: uuid.optional(),
  networks: z.array(uuid).min(1),
  details: z.record(z.string(), z.string()).default({}),
  deleteprotection: z.boolean().default(false),
  /** A VM in a backup offering is taken to have backups. */
  backupofferingid: uuid.optional(),
  /** What its guest does to its disks while it runs; VMs deployed later always write. */
  guest: z.enum(['writes', 'idle']).default('idle'),
});

const volume = z.strictObject({
  id: uuid,
  name: z.string(),
  size_gb: z.number().positive(),
  /** Id or name of a pool. */
  pool: z.string(),
  account: z.string(),
  zoneid: uuid,
  format: z.enum(['qcow2', 'raw']).default('qcow2'),
  state: z.string().default('Ready'),
  virtualmachineid: uuid.optional(),
  /** 0 makes it the ROOT volume. */
  deviceid: z.number().int().optional(),
  diskofferingid: uuid.optional(),
  content_seed: z.string(),
});

const vmSnapshot = z.strictObject({
  id: uuid,
  name: z.string(),
  virtualmachineid: uuid,
  state: z.string().default('Ready'),
  type: z.enum(['Disk', 'DiskAndMemory']).default('Disk'),
});

/** Everything a CloudStack holds before the first call; `PUT /estate` takes it. Field names are CloudStack's. */
export const estateSchema = z.strictObject({
  settings: settingsPatchSchema.default({}),
  accounts: z.array(account).min(1),
  zones: z.array(zone).min(1),
  pools: z.array(pool).default([]),
  networks: z.array(network).default([]),
  service_offerings: z.array(offering).default([]),
  disk_offerings: z.array(diskOffering).default([]),
  network_offerings: z.array(networkOffering).default([]),
  templates: z.array(template).default([]),
  isos: z.array(template).default([]),
  os_types: z.array(z.strictObject({ id: uuid, description: z.string(), category: z.string().optional() })).default([]),
  vms: z.array(vm).default([]),
  volumes: z.array(volume).default([]),
  vm_snapshots: z.array(vmSnapshot).default([]),
});

/** As written by people and tests: fields with a default may be left out. */
export type Estate = z.input<typeof estateSchema>;
export type ParsedEstate = z.output<typeof estateSchema>;
