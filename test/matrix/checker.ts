import type { Effect, SimulatedState } from '../support/driver.js';
import type { TestVm } from '../support/estate.js';

/** Where a run leaves its replicas: home as before, or on the destination, with a way back or committed. */
export type Stand = 'home' | 'destination' | 'committed';

/** An ended run; `leaves`: what it may leave behind, because the key may not do more. */
export interface Ended {
  vm: TestVm;
  stands: Stand;
  leaves?: 'destroyed-vm' | undefined;
}

/** What CloudStack, as it really is, shows against one ended run; empty when rules R1 and R4 were kept. */
export function broken(
  { vm, stands, leaves }: Ended,
  before: SimulatedState,
  after: SimulatedState,
  effects: readonly Effect[],
): string[] {
  const place = stands === 'home' ? untouched(vm, before, after) : arrived(vm, after);
  return [...place, ...leftBehind({ vm, stands, leaves }, after, effects), ...doneTwice(vm, after, effects)];
}

/** Everything the runs on this estate may not leave: volumes beside the replicas, VMs beside those named in `left`, VM snapshots, violations. */
export function estateBroken(left: readonly string[], before: SimulatedState, after: SimulatedState): string[] {
  const ids = (state: SimulatedState): Set<string> => new Set(state.volumes.map((volume) => volume.id));
  const [was, is] = [ids(before), ids(after)];
  const names = new Set([...before.vms.map((v) => v.name), ...left]);
  // A blank root goes with the emptied VM that a key may not expunge.
  const goesWith = new Set<string | null>(
    after.vms.filter(({ state, name }) => state === 'Destroyed' && left.includes(name)).map(({ id }) => id),
  );
  return [
    ...[...was].filter((id) => !is.has(id)).map((id) => `volume ${id} is lost`),
    ...after.volumes
      // What CloudStack has destroyed itself, because it could not make it, it also expunges.
      .filter((v) => !was.has(v.id) && v.state !== 'Destroy' && !goesWith.has(v.virtualmachineid))
      .map((v) => `volume ${v.name} (${v.state}) is left behind`),
    ...after.vms.filter((v) => !names.has(v.name)).map((v) => `VM ${v.name} (${v.state}) is left behind`),
    ...after.vm_snapshots
      .filter(({ id }) => !before.vm_snapshots.some((s) => s.id === id))
      .map(({ id, state }) => `VM snapshot ${id} (${state}) is left behind`),
    ...after.violations.map((violation) => `violation: ${JSON.stringify(violation)}`),
  ];
}

/** Every replica on the one destination, which runs: the boot disk as ROOT at device 0, the others in order, held by it alone. */
function arrived(vm: TestVm, after: SimulatedState): string[] {
  const destinations = after.vms.filter((v) => v.name === vm.name);
  const [destination] = destinations;
  if (destination === undefined || destinations.length > 1) return [`${destinations.length} destinations`];
  const wrong: string[] = [];
  if (destination.state !== 'Running' || !destination.domain.running) wrong.push(`destination ${destination.state}`);
  const devices: number[] = [];
  for (const [index, { volume_id }] of vm.disks.entries()) {
    const volume = after.volumes.find((v) => v.id === volume_id);
    if (volume?.virtualmachineid !== destination.id || volume.held_by.join() !== destination.id)
      wrong.push(
        `replica ${index} on ${volume?.virtualmachineid ?? 'nothing'}, held by ${volume?.held_by.join() ?? ''}`,
      );
    if (index === 0 && (volume?.type !== 'ROOT' || volume.deviceid !== 0))
      wrong.push(`boot disk is ${volume?.type ?? 'lost'} at ${volume?.deviceid ?? 'nothing'}`);
    devices.push(volume?.deviceid ?? -1);
  }
  if (devices.some((device, i) => i > 0 && device <= (devices[i - 1] ?? -1))) wrong.push(`devices ${devices.join()}`);
  const extra = after.volumes.filter((v) => v.virtualmachineid === destination.id).length - vm.disks.length;
  if (extra !== 0) wrong.push(`${extra} volumes too many on the destination`);
  return wrong;
}

/** Every replica where it was, byte for byte. */
function untouched(vm: TestVm, before: SimulatedState, after: SimulatedState): string[] {
  return vm.disks.flatMap(({ volume_id }) => {
    const [was, is] = [before, after].map((state) => state.volumes.find((v) => v.id === volume_id));
    if (was === undefined || is === undefined) return [`replica ${volume_id} is lost`];
    return (['content_sha256', 'virtualmachineid', 'deviceid', 'type', 'state', 'held_by'] as const)
      .filter((field) => String(was[field]) !== String(is[field]))
      .map((field) => `replica ${volume_id} ${field}: ${String(was[field])} → ${String(is[field])}`);
  });
}

function leftBehind({ vm, stands, leaves }: Ended, after: SimulatedState, effects: readonly Effect[]): string[] {
  const replicas = vm.disks.map((disk) => disk.volume_id);
  const snapshots = after.snapshots.filter((s) => replicas.includes(s.volumeid));
  const deployed = effects.filter((e) => isDeployOf(e, vm)).map((e) => e.object_id);
  const ours = after.vms.filter((v) => deployed.includes(v.id));
  const emptied = ours.filter(
    (v) =>
      v.state === 'Destroyed' &&
      !after.volumes.some((volume) => volume.virtualmachineid === v.id && volume.state !== 'Allocated'),
  );
  const vms = ours.length - (leaves === 'destroyed-vm' ? emptied.length : 0);
  const none = snapshots.length > 0 ? [`${snapshots.length} snapshots left behind`] : [];
  if (stands === 'home') return [...(vms > 0 ? [`${vms} VMs left behind`] : []), ...none];
  const one = vms === 1 ? [] : [`${vms} VMs of this run`];
  if (stands === 'committed') return [...one, ...none];
  // One usable snapshot a replica is kept for a rollback; what CloudStack has spoilt itself (Error) is gone.
  const right =
    snapshots.length === replicas.length &&
    replicas.every((id) => snapshots.some((s) => s.volumeid === id && s.state === 'BackedUp'));
  return [...one, ...(right ? [] : ['not one snapshot a replica'])];
}

/** The same command on the same subject again, with nothing in between that takes it back. */
function doneTwice(vm: TestVm, after: SimulatedState, effects: readonly Effect[]): string[] {
  const ids = new Set(vm.disks.map((disk) => disk.volume_id));
  const last = new Map<string, Effect>();
  const twice: string[] = [];
  for (const effect of effects) {
    const { command, object_id, params, summary } = effect;
    const ours = isDeployOf(effect, vm) || Object.values(params).some((value) => ids.has(value));
    if (!ours && ![...ids].some((id) => summary.includes(id))) continue;
    // What turns up with our objects, a blank root or a snapshot, is ours from here on.
    ids.add(object_id);
    const subject = isDeployOf(effect, vm) ? 'VM' : (madeOf(effect) ?? object_id);
    const before = last.get(subject);
    last.set(subject, effect);
    // A revert of the whole VM is judged with the requests (R7).
    if (command === 'revertToVMSnapshot') continue;
    if (before === undefined || whatItDoes(before) !== whatItDoes(effect)) continue;
    // A snapshot or VM that CloudStack spoilt itself is made anew; a command that failed took no effect.
    if (before.object_id !== object_id && isSpoilt(before.object_id, after)) continue;
    // On the host a revert may have gone half way: only a success that was there to be seen makes another one too many (R7).
    if (command === 'revertSnapshot' && after.jobs.find(({ id }) => id === before.jobid)?.jobstatus !== 1) continue;
    twice.push(`twice: ${whatItDoes(effect)} on ${subject}`);
  }
  return twice;
}

const isDeployOf = (effect: Effect, vm: TestVm): boolean =>
  effect.command === 'deployVirtualMachine' && effect.params.name === vm.name;

/** What a create command was about, whose object is another one each time. */
function madeOf({ command, params }: Effect): string | undefined {
  const of = {
    createSnapshot: params.volumeid,
    createVolume: params.snapshotid,
    createVMSnapshot: params.virtualmachineid,
  };
  return command in of ? `${command} ${of[command as keyof typeof of] ?? ''}` : undefined;
}

const whatItDoes = ({ command, params }: Effect): string =>
  command === 'updateVirtualMachine' ? `${command} ${params.deleteprotection ?? ''} ${params.ostypeid ?? ''}` : command;

/** In Error, or gone because it was. */
function isSpoilt(id: string, after: SimulatedState): boolean {
  const object = [...after.snapshots, ...after.vms, ...after.volumes, ...after.vm_snapshots].find((o) => o.id === id);
  return object === undefined || ['Error', 'Destroy'].includes(object.state);
}
