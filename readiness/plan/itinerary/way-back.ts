import type { BackStep, CallSpec, StepName } from '../../../domain/itinerary.js';
import type { FailoverStatus } from '../../../domain/status.js';
import {
  deleteClone,
  deleteSnapshot,
  deleteVmSnapshot,
  homeward,
  onDestination,
  onVm,
  removal,
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
    args: { virtualmachineid: '$vm' },
    again: { from: stop.key },
  }));
  const reattach = input.disks.map((disk) => homeward('reattach', input, disk));
  return [
    step('stop', 'cleanup', [stop]),
    ...between(input, stop, detach, reattach),
    step('destroy_vm', 'cleanup', removal('destroy_vm', input)),
    step('verify', 'cleanup', [verify(input)]),
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
      // A VM with VM snapshots refuses attach and detach; deleted without revert it would keep what was written (facts §5.3).
      return [
        step('revert', 'reverting', [
          { ...onVm('revert', 'revertToVMSnapshot', input, vmSnapshotArgs(input)), again: { from: stop.key } },
          { ...deleteVmSnapshot('revert', input), again: { from: stop.key } },
        ]),
        step('detach', 'cleanup', detach),
        step('reattach', 'cleanup', reattach),
      ];
    case 'clone':
      return [
        step('detach', 'cleanup', detach),
        step('discard', 'cleanup', [...disks.map((disk) => deleteClone('discard', input, disk)), ...snapshots]),
      ];
  }
}

function verify({ machine, disks }: ItineraryInput): CallSpec {
  return {
    key: 'verify/confirmReturned/$vm',
    activity: 'confirmReturned',
    object: '$vm',
    args: {
      host_name: machine.host_name,
      disks: disks.map(({ volume_id, disk_id, size_bytes, change_id }) => ({
        volume_id,
        disk_id,
        size: size_bytes,
        change_id,
      })),
    },
  };
}

function step(name: StepName, status: FailoverStatus, calls: CallSpec[]): BackStep {
  return { name, status, calls };
}
