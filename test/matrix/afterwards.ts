import type { Driver } from '../support/driver.js';
import type { TestVm } from '../support/estate.js';
import type { Stand } from './checker.js';
import type { JobKind } from './kinds.js';
import type { Traces } from './rules/traces.js';

/** What the API says of the VM of an ended run, and of the job that the run was about, that is not so. */
export async function misjudged(
  driver: Driver,
  { becomes }: JobKind,
  { jobId, of, vm: { vm_id }, stands }: { jobId: string; of: string | undefined; vm: TestVm; stands: Stand },
): Promise<string[]> {
  const vm = await driver.standing(vm_id);
  const home = { failover_state: 'ready', held_by: null, replication_allowed: true };
  const away = { failover_state: 'failed_over', held_by: of ?? jobId, replication_allowed: false };
  const is = { failover_state: vm.failover_state, held_by: vm.held_by, replication_allowed: vm.replication_allowed };
  const became = of === undefined ? undefined : (await driver.status(of)).status;
  return [
    ...(JSON.stringify(is) === JSON.stringify(stands === 'home' ? home : away)
      ? []
      : [`the VM is said to be ${JSON.stringify(is)}`]),
    ...(vm.disks.some(({ resync_required }) => resync_required) ? ['a resync is asked for'] : []),
    ...(became === becomes ? [] : [`the job it was about became ${String(became)}`]),
  ];
}

/** Replicas that the guest has not written to although it should have, or has although it had clones. */
export async function unwritten(driver: Driver, { guestWrites }: JobKind, { vm, effects }: Traces): Promise<string[]> {
  if (guestWrites === undefined) return [];
  const wrong: string[] = [];
  for (const { volume_id } of vm.disks) {
    // A revert is a write, too.
    const reverts = effects.filter(
      ({ command, object_id }) =>
        command === 'revertToVMSnapshot' || (command === 'revertSnapshot' && object_id === volume_id),
    );
    const writes = (await driver.writes(volume_id)) - reverts.length;
    if (writes > 0 !== (guestWrites === 'replicas')) wrong.push(`replica ${volume_id}: ${writes} writes of a guest`);
  }
  return wrong;
}
