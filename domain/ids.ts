import type { FollowUpType } from './status.js';

/** Ids of vms, jobs and workflows. */

export const VM_ID_PATTERN = /^(?!\.{1,2}$)[A-Za-z0-9._-]{1,128}$/;

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

/** Six base32 characters from six random bytes: seconds alone collide. */
function suffix(random: Uint8Array): string {
  if (random.length < 6) throw new RangeError('six random bytes are needed');
  return Array.from(random.subarray(0, 6), (byte) => BASE32[byte % 32]).join('');
}

function stamp(now: Date): string {
  const iso = now.toISOString();
  return `${iso.slice(0, 10).replaceAll('-', '')}-${iso.slice(11, 19).replaceAll(':', '')}`;
}

/** `failover-YYYYMMDD-HHMMSS-xxxxxx`, UTC. */
export function liveJobId(now: Date, random: Uint8Array): string {
  return `failover-${stamp(now)}-${suffix(random)}`;
}

/** `test-failover-<vm_id>-<unix s>-xxxxxx` */
export function testJobId(vmId: string, now: Date, random: Uint8Array): string {
  return `test-failover-${vmId}-${Math.floor(now.getTime() / 1000)}-${suffix(random)}`;
}

/** `rollback-YYYYMMDD-HHMMSS-xxxxxx`, `commit-…`, `recover-…`, UTC. */
export function followUpJobId(type: FollowUpType, now: Date, random: Uint8Array): string {
  return `${type}-${stamp(now)}-${suffix(random)}`;
}

export const JOB_ID_PATTERN = /^[A-Za-z0-9._-]{1,200}$/;

/** One workflow id per VM: the Temporal server itself enforces one open operation per VM (R2). */
export function failoverWorkflowId(vmId: string): string {
  return `failover/${vmId}`;
}

/** The workflow that waits until a live job is to be committed. */
export function commitWorkflowId(jobId: string): string {
  return `commit/${jobId}`;
}
