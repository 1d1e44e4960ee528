import type {
  Capabilities,
  ClockBounds,
  CloudStackReads,
  Host,
  Network,
  OsType,
  Quota,
  ServiceOffering,
  Snapshot,
  StoragePool,
  Template,
  VirtualMachine,
  VmSnapshot,
  Volume,
  Zone,
} from '../../domain/cloudstack.js';
import type { ErrorClass } from '../../domain/errors.js';

/** CloudStack's objects as plain data. `undefined` in `pools`, `hosts` and `configurations` is what the key may not read. */
export interface CloudStackData {
  capabilities: Capabilities;
  clock: ClockBounds;
  apis: string[];
  zones: Zone[];
  networks: Network[];
  offerings: ServiceOffering[];
  templates: Template[];
  isos: Template[];
  osTypes: OsType[];
  virtualMachines: VirtualMachine[];
  volumes: Volume[];
  snapshots: Snapshot[];
  vmSnapshots: VmSnapshot[];
  pools: StoragePool[] | undefined;
  hosts: Host[] | undefined;
  /** Of accounts and of domains. */
  quotas: Quota[];
  configurations: Record<string, string>;
}

export type ReadName = keyof CloudStackReads;

/** As the client's own error looks to readiness: any error with an `errorClass`. */
export class FakeReadError extends Error {
  constructor(
    readonly errorClass: ErrorClass,
    command: string,
  ) {
    super(`${command}: ${errorClass}`);
  }
}

/** Reads over plain data. `trouble` makes single reads reject; `asked` counts how often each was made. */
export class FakeReads {
  readonly trouble: Partial<Record<ReadName, ErrorClass>> = {};
  readonly asked = new Map<string, number>();

  constructor(readonly data: CloudStackData) {}

  /** Every read rejects with this class. */
  fail(errorClass: ErrorClass): void {
    for (const name of Object.keys(this.reads) as ReadName[]) this.trouble[name] = errorClass;
  }

  readonly reads: CloudStackReads = {
    listCapabilities: () => this.answer('listCapabilities', (d) => d.capabilities),
    clockBounds: () => this.answer('clockBounds', (d) => d.clock),
    listApis: () => this.answer('listApis', (d) => d.apis),
    getVirtualMachine: (id) => this.answer('getVirtualMachine', (d) => d.virtualMachines.find((vm) => vm.id === id)),
    findVirtualMachinesByName: (name) =>
      this.answer('findVirtualMachinesByName', (d) => d.virtualMachines.filter((vm) => vm.name === name)),
    getVolume: (id) => this.answer('getVolume', (d) => d.volumes.find((v) => v.id === id)),
    getVolumes: (ids) => this.answer('getVolumes', (d) => d.volumes.filter((v) => ids.includes(v.id))),
    listVolumesOfVirtualMachine: (id) =>
      this.answer('listVolumesOfVirtualMachine', (d) => d.volumes.filter((v) => v.virtualmachineid === id)),
    findVolumesByName: (name) => this.answer('findVolumesByName', (d) => d.volumes.filter((v) => v.name === name)),
    getSnapshot: (id) => this.answer('getSnapshot', (d) => d.snapshots.find((s) => s.id === id)),
    listSnapshotsOfVolume: (id) =>
      this.answer('listSnapshotsOfVolume', (d) => d.snapshots.filter((s) => s.volumeid === id)),
    listSnapshotsOfOwner: () => this.answer('listSnapshotsOfOwner', (d) => d.snapshots),
    listVmSnapshots: (id) =>
      this.answer('listVmSnapshots', (d) => d.vmSnapshots.filter((s) => s.virtualmachineid === id)),
    listNetworks: () => this.answer('listNetworks', (d) => d.networks),
    listZones: () => this.answer('listZones', (d) => d.zones),
    listServiceOfferings: () => this.answer('listServiceOfferings', (d) => d.offerings),
    getTemplate: (id) => this.answer('getTemplate', (d) => d.templates.find((t) => t.id === id)),
    getIso: (id) => this.answer('getIso', (d) => d.isos.find((t) => t.id === id)),
    listOsTypes: () => this.answer('listOsTypes', (d) => d.osTypes),
    listStoragePools: () => this.answer('listStoragePools', (d) => d.pools),
    listHosts: () => this.answer('listHosts', (d) => d.hosts),
    getAccountQuota: (name) => this.answer('getAccountQuota', (d) => d.quotas.find((q) => q.name === name)),
    getDomainQuota: (id) => this.answer('getDomainQuota', (d) => d.quotas.find((q) => q.id === id)),
    listVirtualMachinesOnNetwork: (id) =>
      this.answer(
        'listVirtualMachinesOnNetwork',
        (d) => d.virtualMachines.filter((vm) => vm.nic?.some((nic) => nic.networkid === id)),
        id,
      ),
    getConfiguration: (name) => this.answer('getConfiguration', (d) => d.configurations[name], name),
  };

  private async answer<T>(name: ReadName, take: (data: CloudStackData) => T, about = ''): Promise<T> {
    const key = about === '' ? name : `${name} ${about}`;
    this.asked.set(key, (this.asked.get(key) ?? 0) + 1);
    const errorClass = this.trouble[name];
    if (errorClass !== undefined) throw new FakeReadError(errorClass, name);
    return take(this.data);
  }
}
