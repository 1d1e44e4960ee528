/** Rows of the management server's database and of the hypervisor. `null` is "absent"; times are ms since the epoch. */

export interface AccountRow {
  id: string;
  /** CloudStack's internal number, which shows in texts and instance names. */
  number: number;
  userid: string;
  name: string;
  domain: string;
  domainid: string;
  role: 'root-admin' | 'user';
  api_key: string;
  secret_key: string;
  denied_apis: string[];
  /** Unlimited where absent; memory in MiB, storage in GiB. */
  limits: Partial<
    Record<
      'user_vm' | 'cpu' | 'memory' | 'volume' | 'snapshot' | 'primary_storage' | 'secondary_storage',
      number | undefined
    >
  >;
}

export interface ZoneRow {
  id: string;
  number: number;
  name: string;
  networktype: string;
  localstorageenabled: boolean;
  allocationstate: string;
}

export interface PoolRow {
  id: string;
  number: number;
  name: string;
  scope: 'ZONE' | 'CLUSTER' | 'HOST';
  /** NetworkFilesystem, Filesystem, SharedMountPoint, RBD, PowerFlex … */
  type: string;
  zoneid: string;
  clusterid: string | null;
  managed: boolean;
  tags?: string | undefined;
  state: string;
  size_gb: number;
  used_gb: number;
}

export interface NetworkRow {
  id: string;
  number: number;
  name: string;
  type: 'Isolated' | 'L2' | 'Shared';
  zoneid: string;
  /** null: shared with the domain. */
  account: string | null;
  services: string[];
  cidr: string | null;
  networkdomain: string;
  state: string;
}

export interface OfferingRow {
  id: string;
  number: number;
  name: string;
  iscustomized: boolean;
  cpunumber: number | null;
  cpuspeed: number | null;
  memory: number | null;
  serviceofferingdetails: Record<string, string>;
  state: string;
  storagetype: string;
  storagetags?: string | undefined;
}

export interface DiskOfferingRow {
  id: string;
  number: number;
  name: string;
  /** GiB; 0 where the size is the caller's to give. */
  disksize: number;
  iscustomized: boolean;
  storagetags?: string | undefined;
}

export interface NetworkOfferingRow {
  id: string;
  number: number;
  name: string;
  guestiptype: 'Isolated' | 'L2' | 'Shared';
  specifyvlan: boolean;
}

/** A template or an ISO (`format` "ISO"). */
export interface TemplateRow {
  id: string;
  number: number;
  name: string;
  isready: boolean;
  passwordenabled: boolean;
  hypervisor: string;
  zoneid: string;
  /** Bytes. */
  size: number;
  ostypeid: string;
  format: string;
  account: string;
}

export interface OsTypeRow {
  id: string;
  number: number;
  description: string;
  category: string;
}

export interface NicRow {
  id: string;
  networkid: string;
  macaddress: string;
  ipaddress: string | null;
  isdefault: boolean;
  deviceid: number;
}

export interface TagRow {
  key: string;
  value: string;
}

export interface VmRow {
  id: string;
  number: number;
  name: string;
  displayname: string;
  account: string;
  state: string;
  zoneid: string;
  hypervisor: string;
  serviceofferingid: string;
  templateid: string;
  isoid: string | null;
  ostypeid: string;
  cpunumber: number;
  cpuspeed: number;
  memory: number;
  details: Record<string, string>;
  nics: NicRow[];
  tags: TagRow[];
  deleteprotection: boolean;
  backupofferingid?: string | undefined;
  haenable: boolean;
  /** Since when HA has to start it again; null: it does not. */
  ha_since: number | null;
  hostid: string | null;
  created: number;
  lastupdated: number | null;
  /** Set by expunge. The row stays: UUIDs of removed rows still resolve (facts §1.2). */
  removed: number | null;
}

/** The hypervisor's own view of a VM, which the database may contradict. */
export interface DomainRow {
  /** Id of the VM. */
  id: string;
  running: boolean;
  disks: { volumeid: string; deviceid: number }[];
  boots: number;
  writes: number;
  /** `writes`: the guest alters every disk it holds; `idle`: it only holds them (the replication appliance). */
  guest: 'writes' | 'idle';
  /** Volumes whose unplugging the guest refuses. */
  busy_volumes: string[];
  /** A busy volume vanishes from the guest all the same once its detach has failed (facts §4.2). */
  lets_go_late: boolean;
  agent_connected: boolean;
  boottype: 'BIOS' | 'UEFI';
  bootmode: 'LEGACY' | 'SECURE';
}

export interface VolumeRow {
  id: string;
  number: number;
  name: string;
  type: 'ROOT' | 'DATADISK';
  state: string;
  /** Bytes. */
  size: number;
  account: string;
  zoneid: string;
  poolid: string | null;
  path: string | null;
  format: 'qcow2' | 'raw';
  virtualmachineid: string | null;
  deviceid: number | null;
  templateid: string | null;
  snapshotid: string | null;
  diskofferingid: string | null;
  serviceofferingid: string | null;
  deleteprotection: boolean;
  tags: TagRow[];
  created: number;
  attached: number | null;
  removed: number | null;
}

/** What is on a disk: blocks derived from the seed, and blocks written since. */
export interface ContentRow {
  /** Id of the volume. */
  id: string;
  blocks: Record<string, string>;
  writes: number;
}

export interface SnapshotRow {
  id: string;
  number: number;
  name: string;
  volumeid: string;
  account: string;
  zoneid: string;
  state: string;
  size: number;
  blocks: Record<string, string>;
  created: number;
  removed: number | null;
}

export interface VmSnapshotRow {
  id: string;
  number: number;
  name: string;
  displayname: string;
  virtualmachineid: string;
  account: string;
  zoneid: string;
  state: string;
  type: 'Disk' | 'DiskAndMemory';
  description: string | null;
  /** The snapshot it was taken after, while that one is there. */
  parent: string | null;
  /** The snapshot the VM's disks go on from; at most one of a VM. */
  current: boolean;
  /** Who took it: only `file` moves the volumes' paths (facts §5.3). */
  strategy: 'internal' | 'file' | 'storage';
  /** By volume: the path its base file had, and what was on it. */
  volumes: Record<string, { path: string | null; blocks: Record<string, string> }>;
  created: number;
  removed: number | null;
}

export interface JobRow {
  id: string;
  command: string;
  cmd: string;
  account: string;
  jobstatus: 0 | 1 | 2;
  jobresultcode: number;
  /** null: no `jobresult` key in answers (pending, or cancelled by a restart). */
  jobresult: Record<string, unknown> | null;
  jobinstancetype: string | null;
  jobinstanceid: string | null;
  customjobid: boolean;
  created: number;
  completed: number | null;
  /** A job that ends by itself forgets its management server; one that was cancelled does not (recording §15). */
  cancelled: boolean;
}

export interface EffectRow {
  id: string;
  seq: number;
  at: string;
  command: string;
  jobid?: string;
  customjobid?: string;
  object_kind: string;
  object_id: string;
  summary: string;
  params: Record<string, string>;
}

export interface ViolationRow {
  id: string;
  at: string;
  kind: 'two-domains' | 'two-writers' | 'stale-detach' | 'deleted-while-held' | 'reverted-while-held';
  volume_id: string;
  vm_ids: string[];
  detail: string;
}
