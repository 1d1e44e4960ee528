import type { Effect, FaultOrder, LoggedRequest } from '../support/driver.js';
import type { TestVm } from '../support/estate.js';
import type { Place } from './expected.js';

/** Made before their job: a failure leaves something behind (facts §2.1). */
const CREATES: readonly string[] = ['deployVirtualMachine', 'createSnapshot', 'createVolume', 'createVMSnapshot'];
const READS = /^(list|query|get)/;
/** The first call after the point of no return (R6). */
const NO_RETURN = 'startVirtualMachine';
/** Parameters that tell calls on one object apart. */
const TELLING = ['deviceid', 'deleteprotection'];

/** Which requests a fault strikes. */
export type Selector = Omit<FaultOrder, 'kind'>;

/** One mutating call of an undisturbed run, so that the same call of another VM's run can be told by a fault. */
export interface MatrixCall extends Place {
  /** As in the report: `attachVolume id=disk0 deviceid=0`. */
  label: string;
  /** Which replica it is about, itself or by a snapshot or clone of it; absent where the call is about the destination. */
  replica?: number;
  telling: Record<string, string>;
  /** Attaches to the appliance, where each run has devices of its own. */
  home: boolean;
  /** Calls before it that look the same. */
  skip: number;
}

/**
 * The mutating calls among the requests of one run of `vm`, as they were made. Raises when there are none.
 * @param effects tell whose snapshots and clones they are
 */
export function callsOf(requests: readonly LoggedRequest[], vm: TestVm, effects: readonly Effect[]): MatrixCall[] {
  const calls: MatrixCall[] = [];
  const changes = changesAmong(requests);
  if (changes.length === 0) throw new Error(`the run of ${vm.name} changed nothing`);
  const volumeOf = originsOf(effects);
  let afterNoReturn = false;
  for (const { command, params, http_status, jobid } of changes) {
    if (http_status !== 200) throw new Error(`an undisturbed run had ${command} answered with ${http_status}`);
    afterNoReturn ||= command === NO_RETURN;
    const about = Object.entries(params).map(([param, value]) => ({ param, index: replicaOf(vm, value, volumeOf) }));
    const replica = about.find(({ index }) => index !== -1);
    const home = params.virtualmachineid === vm.appliance_vm_id;
    const telling: Record<string, string> = home
      ? {}
      : Object.fromEntries(TELLING.flatMap((p) => (params[p] === undefined ? [] : [[p, params[p]]])));
    const isClone =
      replica?.param === 'id' && params.id !== vm.disks[replica.index]?.volume_id && /Volume$/.test(command);
    const named = replica === undefined ? {} : { [replica.param]: `${isClone ? 'clone' : 'disk'}${replica.index}` };
    const label = [
      command,
      ...Object.entries({ ...named, ...telling, ...(home ? { to: 'appliance' } : {}) }).map(([k, v]) => `${k}=${v}`),
    ].join(' ');
    const alike = (call: MatrixCall): boolean =>
      call.command === command &&
      call.replica === replica?.index &&
      call.home === home &&
      JSON.stringify(call.telling) === JSON.stringify(telling);
    const again = calls.filter((call) => call.label.split(' #')[0] === label).length;
    calls.push({
      command,
      label: again === 0 ? label : `${label} #${again + 1}`,
      kind: CREATES.includes(command) ? 'create' : jobid === undefined ? 'sync' : 'async',
      afterNoReturn,
      ...(replica === undefined ? {} : { replica: replica.index }),
      telling,
      home,
      skip: calls.filter(alike).length,
    });
  }
  return calls;
}

/** The volume that each snapshot is of, or each clone. */
function originsOf(effects: readonly Effect[]): Map<string, string | undefined> {
  const origins = new Map<string, string | undefined>();
  for (const { command, object_id, params } of effects) {
    if (command === 'createSnapshot') origins.set(object_id, params.volumeid);
    if (command === 'createVolume') origins.set(object_id, origins.get(params.snapshotid ?? ''));
  }
  return origins;
}

/** In a fixed order, whatever order parallel branches took. */
export function sorted(calls: readonly MatrixCall[]): MatrixCall[] {
  return [...calls].sort((a, b) => a.label.localeCompare(b.label));
}

export function changesAmong(requests: readonly LoggedRequest[]): LoggedRequest[] {
  return requests.filter(({ command }) => !READS.test(command));
}

/** Names of the reads among these requests. */
export function readsOf(requests: readonly LoggedRequest[]): string[] {
  return [...new Set(requests.map(({ command }) => command).filter((command) => READS.test(command)))].sort();
}

/** The selector of a fault that strikes this call in the run of `vm`. */
export function selectorOf({ command, replica, telling, home, skip }: MatrixCall, vm: TestVm): Selector {
  const to = home ? { virtualmachineid: vm.appliance_vm_id } : {};
  return { command, match: { ...telling, ...to }, skip, ...aboutOf(replica, vm) };
}

/** What a request about this replica, or about the destination, is told by. */
export function aboutOf(replica: number | undefined, vm: TestVm): { vm: string } | { volume: string } {
  const volume = replica === undefined ? undefined : vm.disks[replica]?.volume_id;
  return volume === undefined ? { vm: vm.name } : { volume };
}

/** Index of the replica that has this id or, by `volumeOf`, the snapshot or clone of this id; -1 for none. */
function replicaOf(vm: TestVm, id: string, volumeOf: ReadonlyMap<string, string | undefined>): number {
  return vm.disks.findIndex(({ volume_id }) => volume_id === id || volume_id === volumeOf.get(id));
}
