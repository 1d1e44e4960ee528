import type { SimulatedState } from '../../support/driver.js';
import { testEstate, type TestVm } from '../../support/estate.js';
import { isRead, tracesOf, type Traces } from './traces.js';

/** One request as a test writes it down; `object` is what it took effect on, `no` the code of a refusal. */
export interface Line {
  command: string;
  params: Record<string, string>;
  object?: string;
  no?: number;
}

const found = testEstate(['four-disks']).vms[0];
if (found === undefined) throw new Error('no VM');
/** A VM of two disks. */
export const vm: TestVm = { ...found, disks: found.disks.slice(0, 2) };
export const [boot, data] = vm.disks.map(({ volume_id }) => volume_id) as [string, string];
export const DESTINATION = '11111111-1111-4111-8111-111111111111';
export const BLANK = '22222222-2222-4222-8222-222222222222';
export const SNAPSHOTS: Record<string, string> = {
  [boot]: '33333333-3333-4333-8333-333333333333',
  [data]: '44444444-4444-4444-8444-444444444444',
};

export const CLONES: Record<string, string> = {
  [boot]: '55555555-5555-4555-8555-555555555555',
  [data]: '66666666-6666-4666-8666-666666666666',
};
const VM_SNAPSHOT = '77777777-7777-4777-8777-777777777777';

const listVmSnapshots = (): Line => ({ command: 'listVMSnapshot', params: { virtualmachineid: DESTINATION } });
const listVolume = (id: string): Line => ({ command: 'listVolumes', params: { id } });
const listVm = (): Line => ({ command: 'listVirtualMachines', params: { id: DESTINATION } });
const listSnapshots = (volumeid: string): Line => ({ command: 'listSnapshots', params: { volumeid } });
const around = (look: Line, change: Line): Line[] => [look, change, look];
const onVolume = (command: string, id: string, params: Record<string, string> = {}): Line[] =>
  around(listVolume(id), { command, params: { id, ...params }, object: id });
const onVm = (command: string, params: Record<string, string> = {}): Line[] =>
  around(listVm(), { command, params: { id: DESTINATION, ...params }, object: DESTINATION });

/** Every change as the product makes it: a look, the change, a look. */
export const does = {
  deploy: (params: Record<string, string> = {}): Line[] =>
    around(
      { command: 'listVirtualMachines', params: { name: vm.name } },
      { command: 'deployVirtualMachine', params: { name: vm.name, ...params }, object: DESTINATION },
    ),
  deleteBlank: (): Line[] => onVolume('deleteVolume', BLANK),
  detach: (id: string): Line[] => onVolume('detachVolume', id),
  attach: (id: string): Line[] => onVolume('attachVolume', id, { virtualmachineid: DESTINATION }),
  home: (id: string): Line[] => onVolume('attachVolume', id, { virtualmachineid: vm.appliance_vm_id }),
  snapshot: (volumeid: string): Line[] =>
    around(listSnapshots(volumeid), {
      command: 'createSnapshot',
      params: { volumeid },
      object: SNAPSHOTS[volumeid] ?? '',
    }),
  dropSnapshot: (volumeid: string): Line[] => {
    const id = SNAPSHOTS[volumeid] ?? '';
    return around(listSnapshots(volumeid), { command: 'deleteSnapshot', params: { id }, object: id });
  },
  revert: (volumeid: string): Line[] =>
    around(listVolume(volumeid), {
      command: 'revertSnapshot',
      params: { id: SNAPSHOTS[volumeid] ?? '' },
      object: volumeid,
    }),
  protect: (on: boolean): Line[] => onVm('updateVirtualMachine', { deleteprotection: String(on) }),
  start: (): Line[] => onVm('startVirtualMachine'),
  stop: (): Line[] => onVm('stopVirtualMachine'),
  destroy: (): Line[] => [...onVm('destroyVirtualMachine'), ...onVm('expungeVirtualMachine')],
  clone: (volumeid: string): Line[] => {
    const name = `clone of ${volumeid}`;
    const change = { command: 'createVolume', params: { name, snapshotid: SNAPSHOTS[volumeid] ?? '' } };
    return around({ command: 'listVolumes', params: { name } }, { ...change, object: CLONES[volumeid] ?? '' });
  },
  deleteClone: (volumeid: string): Line[] => onVolume('deleteVolume', CLONES[volumeid] ?? ''),
  takeVmSnapshot: (): Line[] =>
    around(listVmSnapshots(), {
      command: 'createVMSnapshot',
      params: { virtualmachineid: DESTINATION },
      object: VM_SNAPSHOT,
    }),
  onVmSnapshot: (command: 'revertToVMSnapshot' | 'deleteVMSnapshot', no?: number): Line[] =>
    around(listVmSnapshots(), {
      command,
      params: { vmsnapshotid: VM_SNAPSHOT },
      ...(no === undefined ? { object: VM_SNAPSHOT } : { no }),
    }),
  refused: (no: number): Line[] =>
    around(listVolume(data), {
      command: 'attachVolume',
      params: { id: data, virtualmachineid: DESTINATION },
      no,
    }),
};

/** A run up to its point of no return, and what gives everything back before and after it. */
export const FORWARD: Line[] = [
  ...does.deploy(),
  ...does.deleteBlank(),
  ...[boot, data].flatMap(does.detach),
  ...[boot, data].flatMap(does.snapshot),
  ...does.protect(true),
  ...does.attach(boot),
];
export const UNDO: Line[][] = [
  does.detach(boot),
  does.dropSnapshot(data),
  does.dropSnapshot(boot),
  does.home(data),
  does.home(boot),
  does.protect(false),
  does.destroy(),
];

/** These requests as the simulator would have logged them, a second apart. */
export function played(lines: readonly Line[], strategy = 'volume-snapshot'): Traces {
  const at = (position: number): string => new Date(Date.UTC(2026, 10, 23, 0, 0, position)).toISOString();
  const requests = lines.map(({ command, params, no }, i) => ({
    seq: i + 1,
    at: at(i),
    command,
    params,
    http_status: no ?? 200,
    ...(no === undefined ? {} : { errorcode: no }),
    ...(no === undefined && !isRead({ command }) ? { jobid: `job ${i}` } : {}),
  }));
  const effects = lines.flatMap(({ command, params, object }, i) =>
    object === undefined
      ? []
      : [
          {
            seq: i,
            at: at(i),
            command,
            jobid: `job ${i}`,
            object_kind: '',
            object_id: object,
            summary: command === 'deployVirtualMachine' ? `with root volume ${BLANK}` : '',
            params,
          },
        ],
  );
  const jobs: SimulatedState['jobs'] = lines.map(({ command }, i) => ({
    id: `job ${i}`,
    command,
    jobstatus: 1,
    completed: Date.parse(at(i)),
  }));
  return tracesOf(vm, requests, effects, { jobs }, strategy);
}
