import type { CloudStackProvider } from '../../../api/deps.js';
import type { ClockBounds, Network, Volume } from '../../../domain/cloudstack.js';
import type { ErrorClass } from '../../../domain/errors.js';
import { OPTIONAL_COMMANDS, requiredCommands } from '../../../readiness/plan/commands.js';

/** What the client of cloudstack/ raises, as far as the API looks at it. */
export class FakeCloudStackError extends Error {
  constructor(readonly errorClass: ErrorClass) {
    super('listSomething: Internal error on host kvm7 at /var/lib (530)');
  }
}

export const APPLIANCE = 'a0000000-0000-4000-8000-000000000001';
export const ZONE = 'a0000000-0000-4000-8000-000000000002';
export const OFFERING = 'a0000000-0000-4000-8000-000000000003';
export const TEMPLATE = 'a0000000-0000-4000-8000-000000000004';
export const PRODUCTION: Network = network('b0000000-0000-4000-8000-000000000001', 'production');
export const ISOLATED: Network = network('b0000000-0000-4000-8000-000000000002', 'isolated');

function network(id: string, name: string): Network {
  return { id, name, type: 'Isolated', state: 'Implemented', zoneid: ZONE, canusefordeploy: true };
}

const owner = { account: 'oma', domainid: 'd0000000-0000-4000-8000-000000000001', zoneid: ZONE };

const UNLIMITED = {
  vmavailable: Infinity,
  cpuavailable: Infinity,
  memoryavailable: Infinity,
  volumeavailable: Infinity,
  snapshotavailable: Infinity,
  primarystorageavailable: Infinity,
  secondarystorageavailable: Infinity,
};

/** A CloudStack of plain values; a test changes what it is about. */
export class FakeCloudStack {
  networks: Network[] = [PRODUCTION, ISOLATED];
  apis: string[] = [...requiredCommands(), ...OPTIONAL_COMMANDS.flatMap(({ commands }) => commands)];
  volumes: Volume[] = [];
  /** Set: every read raises it. */
  trouble: ErrorClass | null = null;
  reads_made = 0;

  /** A replica that the appliance holds. */
  attach(id: string, deviceid: number): void {
    const rest = { state: 'Ready', type: 'DATADISK', size: 54 * 1024 ** 3, virtualmachineid: APPLIANCE, ...owner };
    this.volumes.push({ id, name: `replica-${deviceid}`, deviceid, ...rest });
  }

  clock: ClockBounds = { low: -10, high: 10 };

  readonly reads: ReturnType<CloudStackProvider> = {
    listCapabilities: () => this.#answer({ cloudstackversion: '4.22.0.0' }),
    clockBounds: () => this.#answer(this.clock),
    listApis: () => this.#answer(this.apis),
    getVirtualMachine: (id) =>
      this.#answer(id === APPLIANCE ? { id, name: 'oma', state: 'Running', hypervisor: 'KVM', ...owner } : undefined),
    findVirtualMachinesByName: () => this.#answer([]),
    getVolume: (id) => this.#answer(this.volumes.find((volume) => volume.id === id)),
    getVolumes: (ids) => this.#answer(this.volumes.filter((volume) => ids.includes(volume.id))),
    listVolumesOfVirtualMachine: () => this.#answer(this.volumes),
    findVolumesByName: (name) => this.#answer(this.volumes.filter((volume) => volume.name === name)),
    getSnapshot: () => this.#answer(undefined),
    listSnapshotsOfVolume: () => this.#answer([]),
    listSnapshotsOfOwner: () => this.#answer([]),
    listVmSnapshots: () => this.#answer([]),
    listNetworks: () => this.#answer(this.networks),
    listZones: () => this.#answer([{ id: ZONE, name: 'zone1', networktype: 'Advanced' }]),
    listServiceOfferings: () => this.#answer([{ id: OFFERING, name: 'custom', iscustomized: true }]),
    getTemplate: (id) => this.#answer(id === TEMPLATE ? { id, name: 'blank', isready: true } : undefined),
    getIso: () => this.#answer(undefined),
    listOsTypes: () => this.#answer([]),
    listStoragePools: () => this.#answer(undefined),
    listHosts: () => this.#answer(undefined),
    getAccountQuota: (name) => this.#answer({ id: `account ${name}`, name, ...UNLIMITED }),
    getDomainQuota: () => this.#answer(undefined),
    listVirtualMachinesOnNetwork: () => this.#answer([]),
    getConfiguration: () => this.#answer('false'),
  };

  async #answer<T>(value: T): Promise<T> {
    this.reads_made += 1;
    if (this.trouble !== null) throw new FakeCloudStackError(this.trouble);
    return value;
  }
}
