import type { Driver, LoggedRequest } from '../support/driver.js';
import type { TestVm } from '../support/estate.js';
import type { Place } from './expected.js';

/** Made before their job: a failure leaves something behind (facts §2.1). */
const CREATES: readonly string[] = ['deployVirtualMachine', 'createSnapshot'];
const READS = /^(list|query|get)/;
/** The first call after the point of no return (R6). */
const NO_RETURN = 'startVirtualMachine';
/** Parameters that tell calls on one object apart. */
const TELLING = ['deviceid', 'deleteprotection'];

/** One mutating call of an undisturbed run, so that the same call of another VM's run can be told by a fault. */
export interface MatrixCall extends Place {
  /** As in the report: `attachVolume id=disk0 deviceid=0`. */
  label: string;
  /** Parameter that names the replica, and which replica; absent where the call is about the destination. */
  replica?: { param: string; index: number };
  telling: Record<string, string>;
  /** Calls before it that look the same. */
  skip: number;
}

/** The mutating calls among the requests of one undisturbed run of `vm`, in a fixed order. Raises when there are none. */
export function callsOf(requests: readonly LoggedRequest[], vm: TestVm): MatrixCall[] {
  const calls: MatrixCall[] = [];
  const changes = requests.filter(({ command }) => !READS.test(command));
  const pastFrom = changes.findIndex(({ command }) => command === NO_RETURN);
  if (pastFrom === -1) throw new Error(`the undisturbed run of ${vm.name} started nothing`);
  changes.forEach(({ command, params, http_status, jobid }, position) => {
    if (http_status !== 200) throw new Error(`an undisturbed run had ${command} answered with ${http_status}`);
    const replica = replicaIn(params, vm);
    const telling = Object.fromEntries(TELLING.flatMap((p) => (params[p] === undefined ? [] : [[p, params[p]]])));
    const named = replica === undefined ? {} : { [replica.param]: `disk${replica.index}` };
    const label = [command, ...Object.entries({ ...named, ...telling }).map(([k, v]) => `${k}=${v}`)].join(' ');
    const alike = (call: MatrixCall): boolean =>
      call.command === command &&
      call.replica?.index === replica?.index &&
      JSON.stringify(call.telling) === JSON.stringify(telling);
    const skip = calls.filter(alike).length;
    calls.push({
      command,
      label: skip === 0 ? label : `${label} #${skip + 1}`,
      kind: CREATES.includes(command) ? 'create' : jobid === undefined ? 'sync' : 'async',
      afterNoReturn: position >= pastFrom,
      ...(replica === undefined ? {} : { replica }),
      telling,
      skip,
    });
  });
  return calls.sort((a, b) => a.label.localeCompare(b.label));
}

/** Names of the reads among these requests. */
export function readsOf(requests: readonly LoggedRequest[]): string[] {
  return [...new Set(requests.map(({ command }) => command).filter((command) => READS.test(command)))].sort();
}

/** The selector of a fault that strikes this call in the run of `vm`. */
export function selectorOf(call: MatrixCall, vm: TestVm): Omit<Parameters<Driver['fault']>[0], 'kind'> {
  const { command, replica, telling, skip } = call;
  const volume = replica === undefined ? undefined : vm.disks[replica.index]?.volume_id;
  return replica === undefined || volume === undefined
    ? { command, vm: vm.name, match: telling, skip }
    : { command, match: { ...telling, [replica.param]: volume }, skip };
}

function replicaIn(params: Record<string, string>, vm: TestVm): MatrixCall['replica'] {
  for (const [param, value] of Object.entries(params)) {
    const index = vm.disks.findIndex((disk) => disk.volume_id === value);
    if (index !== -1) return { param, index };
  }
  return undefined;
}
