import { z } from 'zod';
import type { CallInput, CallResult } from '../../domain/call.js';
import { isReplicating } from '../../domain/inventory.js';
import type { ActivityDeps } from '../deps.js';
import { callFailure } from '../lib/failure.js';

const Args = z.object({ disks: z.array(z.object({ disk_id: z.string(), change_id: z.string() })) });

/** R2: directly before the first disk leaves the appliance, no replication runs and each disk is as it was planned. */
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
  const moved = disks.filter(
    (d) => (vm.disks.find((now) => now.disk_id === d.disk_id)?.change_id ?? '') !== d.change_id,
  );
  if (moved.length > 0)
    throw refuse(`Replication has changed ${moved.map((d) => d.disk_id).join(', ')} since the run was planned`);
  return {
    observed: `no replication runs; change ids: ${disks.map((d) => `${d.disk_id}=${d.change_id || 'none'}`).join(', ')}`,
    found: true,
  };
}
