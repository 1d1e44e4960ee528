import type { BackStep, CallSpec, StepName } from '../../../domain/itinerary.js';
import type { FailoverStatus } from '../../../domain/status.js';
import {
  cloneArgs,
  confirmReturned,
  deleteClone,
  deleteSnapshot,
  deleteVmSnapshot,
  homeward,
  onDestination,
  onVm,
  removal,
  startUnlessStarted,
  vmSnapshotArgs,
  type ItineraryInput,
} from './calls.js';

/**
 * Gives every replica back after the destination may have run: stop, then revert and home in the order the strategy
 * demands, then what the job has made goes; snapshots only after their revert (R7). HA or a person may start the VM again
 * in between, so what is refused then begins with the stop again.
 */
export function wayBack(input: ItineraryInput): BackStep[] {
  const stop = onVm('stop', 'stopVirtualMachine', input);
  stop.again = { from: stop.key, via: onVm('stop', 'recoverVirtualMachine', input) };
  const detach = input.disks.map((disk): CallSpec => ({
    key: `detach/detachVolume/${onDestination(input, disk)}`,
    activity: 'detachVolume',
    object: onDestination(input, disk),
    args: { virtualmachineid: '$vm', ...cloneArgs(input, disk) },
    again: { from: stop.key },
  }));
  const reattach = input.disks.map((disk) => homeward('reattach', input, disk));
  return [
    step('stop', 'cleanup', [stop]),
    ...between(input, stop, detach, reattach),
    step('destroy_vm', 'cleanup', removal('destroy_vm', input)),
    step('verify', 'cleanup', [confirmReturned('verify', input)]),
  ];
}

function between(input: ItineraryInput, stop: CallSpec, detach: CallSpec[], reattach: CallSpec[]): BackStep[] {
  const { disks } = input;
  const snapshots = disks.map((disk) => deleteSnapshot('discard', input, disk));
  switch (input.strategy) {
    case 'none':
      return [step('detach', 'cleanup', detach), step('reattach', 'cleanup', reattach)];
    case 'volume-snapshot':
      return [
        step('detach', 'cleanup', detach),
        step(
          'revert',
          'reverting',
          disks.map((disk) => ({
            key: `revert/revertSnapshot/${disk.volume_id}`,
            activity: 'revertSnapshot',
            object: `$snapshot.${disk.volume_id}`,
            args: { volumeid: disk.volume_id, size: disk.size_bytes },
          })),
        ),
        step('reattach', 'cleanup', reattach),
        step('discard', 'cleanup', snapshots),
      ];
    case 'vm-snapshot':
      return [
        step('revert', 'reverting', revertToVmSnapshot(input, stop)),
        step('detach', 'cleanup', [...detach, stayedStopped(input)]),
        step('reattach', 'cleanup', reattach),
      ];
    case 'clone':
      return [
        step('detach', 'cleanup', detach),
        step('discard', 'cleanup', [...disks.map((disk) => deleteClone('discard', input, disk)), ...snapshots]),
      ];
  }
}

/**
 * A VM with VM snapshots refuses attach and detach; deleted without revert it would keep what was written (facts §5.3).
 * So a no to the deletion begins with the revert again: somebody may have started the VM in between.
 */
function revertToVmSnapshot(input: ItineraryInput, stop: CallSpec): CallSpec[] {
  const unless_started = startUnlessStarted('revert', input);
  const revert = onVm('revert', 'revertToVMSnapshot', input, { ...vmSnapshotArgs(input), reverted: '$reverted' });
  return [
    { ...revert, again: { from: stop.key }, unless_started },
    { ...deleteVmSnapshot('revert', input), again: { from: revert.key }, unless_started },
  ];
}

/** By VM snapshot the replicas are on the destination between their revert and their detach, and can be started there. */
function stayedStopped({ machine, disks }: ItineraryInput): CallSpec {
  return {
    key: 'detach/confirmStayedStopped/$vm',
    activity: 'confirmStayedStopped',
    object: '$vm',
    args: { host_name: machine.host_name, since: '$reverted', replicas: disks.map(({ volume_id }) => volume_id) },
  };
}

function step(name: StepName, status: FailoverStatus, calls: CallSpec[]): BackStep {
  return { name, status, calls };
}
