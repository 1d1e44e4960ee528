import { z } from 'zod';
import type { CallInput, CallResult } from '../../domain/call.js';
import { isReplicating } from '../../domain/inventory.js';
import type { ActivityDeps } from '../deps.js';
import { callFailure } from '../lib/failure.js';

/** Plans of before had no `volume_id`. */
const Args = z.object({
  disks: z.array(z.object({ disk_id: z.string(), volume_id: z.string().optional(), change_id: z.string() })),
});

/** R2: directly before the first disk leaves the appliance, no replication runs, and the VM's disks are those planned, each as it was. */
export async function confirmReleasable(deps: ActivityDeps, input: CallInput): Promise<CallResult> {
  const { disks } = Args.parse(input.args);
  const vm = await deps.db.uow.read((r) => r.vms.get(input.vm_id));
  const refuse = (why: string): Error =>
    callFailure('refused', why, { code: 'NOT_RELEASABLE', command: input.activity });
  if (vm === null) throw refuse(`VM ${input.vm_id} is no longer in the inventory`);
  if (vm.held_by !== input.job_id)
    throw refuse(`VM ${input.vm_id} is held by ${vm.held_by ?? 'nobody'}, not by ${input.job_id}`);
  if (isReplicating(vm.replication))
    throw refuse(`Replication job ${vm.replication?.job_id ?? ''} is ${vm.replication?.status ?? ''}`);
  const moved = disks.filter(({ disk_id, volume_id, change_id }) => {
    const now = vm.disks.find((disk) => disk.disk_id === disk_id);
    if (now === undefined || (now.change_id ?? '') !== change_id) return true;
    return volume_id !== undefined && now.volume_id !== volume_id;
  });
  const added = vm.disks.filter(({ disk_id }) => !disks.some((planned) => planned.disk_id === disk_id));
  const changed = [...moved, ...added].map(({ disk_id }) => disk_id);
  if (changed.length > 0) throw refuse(`Replication has changed ${changed.join(', ')} since the run was planned`);
  return {
    observed: `no replication runs; change ids: ${disks.map((d) => `${d.disk_id}=${d.change_id || 'none'}`).join(', ')}`,
    found: true,
  };
}
