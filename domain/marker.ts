import type { VirtualMachine } from './cloudstack.js';

/** Set atomically by deployVirtualMachine: the proof that a VM is a job's (R1). */
export const MARKER = 'failover.job';

export function isOurs(vm: VirtualMachine, jobId: string): boolean {
  return vm.details?.[MARKER] === jobId;
}
