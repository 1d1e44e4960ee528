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
} from '../domain/cloudstack.js';
import type { OsseaConfig } from '../domain/inventory.js';
import type { EstateReads } from './estate.js';

/**
 * What CloudStack says, each asked at most once and only when a check needs it, so that checks may run in parallel; what
 * is about the whole estate is asked through `estate`.
 * A promise rejects with the client's error (`errorClass`), which its check turns into `unknown`.
 */
export interface Facts {
  capabilities(): Promise<Capabilities>;
  /** Exact only where the clocks differ by more than `enoughMs`. */
  clock(enoughMs: number): Promise<ClockBounds>;
  /** Commands the key may call, in lower case. */
  apis(): Promise<ReadonlySet<string>>;
  zone(): Promise<Zone | undefined>;
  appliance(): Promise<VirtualMachine | undefined>;
  applianceVolumes(): Promise<Volume[]>;
  applianceSnapshots(): Promise<VmSnapshot[]>;
  /** Those of the configuration's zone on which a VM can be deployed. */
  networks(): Promise<Network[]>;
  offerings(): Promise<ServiceOffering[]>;
  template(): Promise<TemplateFact | undefined>;
  osTypes(): Promise<OsType[]>;
  /** undefined for a key that may not read them. */
  pools(): Promise<StoragePool[] | undefined>;
  /** undefined for a key that may not read them. */
  hosts(): Promise<Host[] | undefined>;
  /** Of the account that owns the appliance; undefined for a key that may not read it. */
  accountQuota(): Promise<Quota | undefined>;
  domainQuota(): Promise<Quota | undefined>;
  /** Those with a NIC on it. */
  virtualMachinesOn(networkId: string): Promise<VirtualMachine[]>;
  virtualMachinesNamed(name: string): Promise<VirtualMachine[]>;
  /** Those of these that the key sees; none where one of them is unknown to CloudStack, which refuses the whole question. */
  volumes(ids: readonly string[]): Promise<Volume[]>;
  /** Of all volumes of the appliance's owner, whoever took them; undefined where the owner is not shown. */
  volumeSnapshots(): Promise<Snapshot[] | undefined>;
  configuration(name: string): Promise<string | undefined>;
}

export interface TemplateFact extends Template {
  iso: boolean;
}

export function createFacts(reads: CloudStackReads, estate: EstateReads, config: OsseaConfig): Facts {
  const zone = once(async () => {
    const zones = await estate.listZones();
    return zones.find((z) => z.id === config.zone) ?? zones.find((z) => z.name === config.zone);
  });
  const appliance = once(() => reads.getVirtualMachine(config.oma_vm_id));
  const ofOwner = async <T>(ask: (account: string, domainid: string) => Promise<T>): Promise<T | undefined> => {
    const vm = await appliance();
    return vm?.account === undefined || vm.domainid === undefined ? undefined : ask(vm.account, vm.domainid);
  };
  return {
    capabilities: once(() => estate.listCapabilities()),
    clock: (enoughMs) => estate.clockBounds(enoughMs),
    apis: once(async () => new Set((await estate.listApis()).map((name) => name.toLowerCase()))),
    zone,
    appliance,
    applianceVolumes: once(() => reads.listVolumesOfVirtualMachine(config.oma_vm_id)),
    applianceSnapshots: once(() => reads.listVmSnapshots(config.oma_vm_id)),
    networks: once(async () => usable(await estate.listNetworks(), await zone())),
    offerings: once(() => estate.listServiceOfferings()),
    template: once(() => findTemplate(estate, config.template_id)),
    pools: once(() => estate.listStoragePools()),
    osTypes: once(() => estate.listOsTypes()),
    hosts: once(() => estate.listHosts()),
    accountQuota: once(() => ofOwner((account, domainid) => reads.getAccountQuota(account, domainid))),
    domainQuota: once(() => ofOwner((_, domainid) => reads.getDomainQuota(domainid))),
    virtualMachinesOn: onceEach((id) => estate.listVirtualMachinesOnNetwork(id)),
    virtualMachinesNamed: onceEach((name) => reads.findVirtualMachinesByName(name)),
    volumeSnapshots: once(async () => {
      const { projectid } = (await appliance()) ?? {};
      if (projectid !== undefined) return reads.listSnapshotsOfOwner({ projectid });
      return ofOwner((account, domainid) => reads.listSnapshotsOfOwner({ account, domainid }));
    }),
    volumes: (ids) => reads.getVolumes(ids),
    configuration: onceEach((name) => estate.getConfiguration(name)),
  };
}

function usable(networks: readonly Network[], zone: Zone | undefined): Network[] {
  const elsewhere = (n: Network): boolean => zone !== undefined && n.zoneid !== undefined && n.zoneid !== zone.id;
  return networks.filter((n) => n.canusefordeploy !== false && !elsewhere(n));
}

/** A template's id may name an ISO: deployVirtualMachine takes both in `templateid` (facts §3.1). */
async function findTemplate(reads: EstateReads, id: string): Promise<TemplateFact | undefined> {
  const template = await reads.getTemplate(id);
  if (template !== undefined) return { ...template, iso: false };
  const iso = await reads.getIso(id);
  return iso === undefined ? undefined : { ...iso, iso: true };
}

function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  return () => (answer ??= ask());
}

function onceEach<T>(ask: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const answers = new Map<string, Promise<T>>();
  return (key) => {
    const answer = answers.get(key) ?? ask(key);
    answers.set(key, answer);
    return answer;
  };
}
