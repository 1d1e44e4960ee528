/**
 * CloudStack's objects as this product reads them, under CloudStack's own field names (facts §3.6, §9). Only fields
 * that something here uses; every optional field may be hidden from a key that is not root admin's.
 */

export interface Capabilities {
  /** e.g. "4.22.0.0"; absent where `expose.cloudstack.version.api.list.capabilities` is false. */
  cloudstackversion?: string;
  kvmsnapshotenabled?: boolean;
  allowuserexpungerecovervm?: boolean;
}

export interface Nic {
  id: string;
  networkid: string;
  networkname?: string;
  macaddress?: string;
  ipaddress?: string;
  isdefault?: boolean;
  /** Order of the NIC, a number in a string on real servers. */
  deviceid?: string;
  type?: string;
}

export interface VirtualMachine {
  id: string;
  name: string;
  displayname?: string;
  state: string;
  account?: string;
  domainid?: string;
  projectid?: string;
  zoneid?: string;
  hypervisor?: string;
  templateid?: string;
  isoid?: string;
  serviceofferingid?: string;
  cpunumber?: number;
  cpuspeed?: number;
  /** MiB. */
  memory?: number;
  /** UUID of the guest OS type. Both names occur. */
  ostypeid?: string;
  guestosid?: string;
  boottype?: string;
  bootmode?: string;
  deleteprotection?: boolean;
  backupofferingid?: string;
  details?: Record<string, string>;
  /**
   * When its state last changed: absent until its first start, and moved by nothing but starts, stops, destruction and
   * recovery (recordings: not by attach, detach, updates, VM snapshots or their revert). To the second.
   */
  lastupdated?: string;
  nic?: Nic[];
  /** Root admin only. */
  hostid?: string;
  instancename?: string;
}

export interface Volume {
  id: string;
  name: string;
  state: string;
  /** ROOT or DATADISK: changes with attach and detach, so no stable property (facts §4.1). */
  type: string;
  /** Bytes. */
  size?: number;
  virtualmachineid?: string;
  vmname?: string;
  vmstate?: string;
  deviceid?: number;
  zoneid?: string;
  account?: string;
  domainid?: string;
  projectid?: string;
  templateid?: string;
  snapshotid?: string;
  deleteprotection?: boolean;
  /** Root admin only: path, storageid, storagetype, clusterid, hypervisor. */
  path?: string;
  storageid?: string;
  storage?: string;
  storagetype?: string;
  clusterid?: string;
  hypervisor?: string;
}

/** As list commands take it. */
export type Owner = { account: string; domainid: string } | { projectid: string };

export interface Snapshot {
  id: string;
  name: string;
  state: string;
  volumeid: string;
  created?: string;
  snapshottype?: string;
}

export interface VmSnapshot {
  id: string;
  /** CloudStack's own. */
  name: string;
  /** The name asked for. */
  displayname?: string;
  state: string;
  virtualmachineid: string;
}

export interface Network {
  id: string;
  name: string;
  /** Isolated, L2 or Shared. */
  type: string;
  state?: string;
  zoneid?: string;
  zonename?: string;
  account?: string;
  domainid?: string;
  canusefordeploy?: boolean;
  cidr?: string;
  service?: { name: string }[];
}

export interface Zone {
  id: string;
  name: string;
  networktype?: string;
  allocationstate?: string;
  localstorageenabled?: boolean;
}

export interface ServiceOffering {
  id: string;
  name: string;
  iscustomized: boolean;
  cpunumber?: number;
  cpuspeed?: number;
  memory?: number;
  /** Bounds of a constrained custom offering: mincpunumber, maxcpunumber, minmemory, maxmemory. */
  serviceofferingdetails?: Record<string, string>;
  state?: string;
  storagetype?: string;
}

export interface Template {
  id: string;
  name: string;
  isready: boolean;
  passwordenabled?: boolean;
  hypervisor?: string;
  zoneid?: string;
  /** Bytes. */
  size?: number;
  ostypeid?: string;
  /** "ISO" marks an ISO; CloudStack names the format of templates QCOW2, VHD, RAW … */
  format?: string;
}

export interface OsType {
  id: string;
  description: string;
}

export interface StoragePool {
  id: string;
  name: string;
  scope?: string;
  state?: string;
  type?: string;
  managed?: boolean;
  clusterid?: string;
  /** Bytes; of `disksizetotal` so much is promised to volumes and so much is written. */
  disksizetotal?: number;
  disksizeallocated?: number;
  disksizeused?: number;
  /** How many times its size may be promised. */
  overprovisionfactor?: number;
}

/** A host of VMs; root admin only. */
export interface Host {
  id: string;
  name: string;
  /** Up, Down, Disconnected … */
  state?: string;
  /** Enabled, Disabled, Maintenance … */
  resourcestate?: string;
  zoneid?: string;
  hypervisor?: string;
  /** Bytes; without overprovisioning. */
  memorytotal?: number;
  /** Bytes. */
  memoryallocatedbytes?: number;
  /** `host.uefi.enable` among others. */
  details?: Record<string, string>;
}

/** What an account, or a domain with all its accounts, has left of its limits; Infinity where there is none. Memory in MiB, storage in GiB. */
export interface Quota {
  id: string;
  name: string;
  vmavailable?: number;
  cpuavailable?: number;
  memoryavailable?: number;
  volumeavailable?: number;
  snapshotavailable?: number;
  primarystorageavailable?: number;
  secondarystorageavailable?: number;
}

export interface AsyncJob {
  jobid: string;
  /** 0 pending, 1 succeeded, 2 failed, 3 cancelled (facts §2.1). */
  jobstatus: number;
  jobresultcode?: number;
  /** Absent when the job was cancelled by a restart or for blocking a queue (facts §2.2). */
  jobresult?: Record<string, unknown>;
  jobinstanceid?: string;
  jobinstancetype?: string;
  cmd?: string;
}

/** The least and the most that CloudStack's clock may be ahead of ours, in milliseconds; negative: behind. */
export interface ClockBounds {
  low: number;
  high: number;
}

/** Reads this product makes. Each raises an error carrying `errorClass` (see domain/errors.ts); an absent object is `undefined`. */
export interface CloudStackReads {
  listCapabilities(): Promise<Capabilities>;
  /** Two requests where the clocks may differ by as little as `enoughMs`, else as many as tell the difference. */
  clockBounds(enoughMs: number): Promise<ClockBounds>;
  /** Names of the commands the key may call. */
  listApis(): Promise<string[]>;
  getVirtualMachine(id: string): Promise<VirtualMachine | undefined>;
  /** Exact-name matches; CloudStack's own filter is a substring match (facts §8). Destroyed VMs included where the key may see them. */
  findVirtualMachinesByName(name: string): Promise<VirtualMachine[]>;
  getVolume(id: string): Promise<Volume | undefined>;
  /** None where CloudStack does not know one of them: it refuses the whole question. */
  getVolumes(ids: readonly string[]): Promise<Volume[]>;
  listVolumesOfVirtualMachine(virtualmachineid: string): Promise<Volume[]>;
  /** Exact-name matches. */
  findVolumesByName(name: string): Promise<Volume[]>;
  getSnapshot(id: string): Promise<Snapshot | undefined>;
  listSnapshotsOfVolume(volumeid: string): Promise<Snapshot[]>;
  /** Of all its volumes: listSnapshots filters by one volume or by their owner, but by no VM (recordings, "listSnapshots"). */
  listSnapshotsOfOwner(owner: Owner): Promise<Snapshot[]>;
  /** All states, Hidden ones too where the version shows them. */
  listVmSnapshots(virtualmachineid: string): Promise<VmSnapshot[]>;
  listNetworks(): Promise<Network[]>;
  listZones(): Promise<Zone[]>;
  listServiceOfferings(): Promise<ServiceOffering[]>;
  getTemplate(id: string): Promise<Template | undefined>;
  getIso(id: string): Promise<Template | undefined>;
  listOsTypes(): Promise<OsType[]>;
  /** `undefined` when the key may not read it (root admin only). */
  listStoragePools(): Promise<StoragePool[] | undefined>;
  /** Hosts of VMs; `undefined` when the key may not read them (root admin only). */
  listHosts(): Promise<Host[] | undefined>;
  /** `undefined` when the key may not read it, or sees no such account. */
  getAccountQuota(name: string, domainid: string): Promise<Quota | undefined>;
  /** `undefined` when the key may not read it (admins only). */
  getDomainQuota(id: string): Promise<Quota | undefined>;
  /** VMs with a NIC on the network, as far as the key sees them. */
  listVirtualMachinesOnNetwork(networkid: string): Promise<VirtualMachine[]>;
  /** A global setting, `undefined` when the key may not read it. */
  getConfiguration(name: string): Promise<string | undefined>;
}
