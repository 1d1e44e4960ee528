import type { CloudStackReads, VirtualMachine, Volume } from '../../domain/cloudstack.js';
import { isReference } from '../../domain/call.js';
import { isOurs } from '../../domain/marker.js';
import { isGone } from '../../domain/vm-states.js';

/**
 * The job's VM: by id where one was recorded, else by its fixed host name and marker, because a lost reply to
 * deployVirtualMachine hides the id. `undefined` when there is none.
 */
export async function findDestination(
  reads: CloudStackReads,
  object: string,
  hostName: string,
  jobId: string,
): Promise<VirtualMachine | undefined> {
  if (!isReference(object)) return reads.getVirtualMachine(object);
  const ours = (await reads.findVirtualMachinesByName(hostName)).filter((vm) => isOurs(vm, jobId));
  return ours.find((vm) => !isGone(vm)) ?? ours[0];
}

/**
 * The job's VM and any other that bears its marker: where CloudStack was held up in the middle of a deploy for longer than
 * its reply was waited for, the next one may have made a second. For removals, which must leave none.
 */
export async function findAllOfJob(
  reads: CloudStackReads,
  object: string,
  hostName: string,
  jobId: string,
): Promise<VirtualMachine[]> {
  const known = isReference(object) ? undefined : await reads.getVirtualMachine(object);
  const named = await reads.findVirtualMachinesByName(hostName);
  const others = named.filter((vm) => isOurs(vm, jobId) && vm.id !== known?.id);
  return known === undefined ? others : [known, ...others];
}

/** A root that was never written to: what deploy without start leaves behind (facts §3.2). */
export function isBlankRoot(volume: Volume): boolean {
  return volume.type === 'ROOT' && volume.state === 'Allocated';
}
