import type { FailoverState } from './inventory.js';

export const JOB_TYPES = ['live', 'test', 'rollback', 'commit', 'recover'] as const;
export type JobType = (typeof JOB_TYPES)[number];
/** Jobs about another job, which they name as their parent. */
export type FollowUpType = Extract<JobType, 'rollback' | 'commit' | 'recover'>;

/** Statuses of a job row: the mission's ten, then ours. The only list of them. */
export const STATUSES = [
  'pending',
  'validating',
  'snapshotting',
  'creating_vm',
  'switching_volume',
  'powering_on',
  'completed',
  'failed',
  'cleanup',
  'reverting',
  'test_running',
  'attention',
  'cancelled',
  'rolled_back',
] as const;
export type FailoverStatus = (typeof STATUSES)[number];

/** Legal transitions. `attention` may be entered from any open status and is left to the one it interrupted. */
const NEXT: Record<FailoverStatus, readonly FailoverStatus[]> = {
  pending: ['validating', 'reverting', 'failed', 'cancelled'],
  // A rollback or commit begins with what ends a test.
  validating: [
    'snapshotting',
    'creating_vm',
    'switching_volume',
    'cleanup',
    'reverting',
    'completed',
    'failed',
    'cancelled',
  ],
  // A test by VM snapshot is protected after its volumes have moved (safety.md, "Itineraries").
  snapshotting: ['creating_vm', 'switching_volume', 'powering_on', 'reverting', 'failed', 'cancelled'],
  creating_vm: ['switching_volume', 'reverting', 'failed', 'cancelled'],
  switching_volume: ['snapshotting', 'powering_on', 'reverting', 'completed', 'failed', 'cancelled'],
  powering_on: ['test_running', 'cleanup', 'reverting', 'completed', 'failed'],
  test_running: ['cleanup', 'reverting'],
  cleanup: ['reverting', 'completed', 'failed', 'cancelled'],
  reverting: ['cleanup', 'completed', 'failed', 'cancelled', 'rolled_back'],
  attention: STATUSES.filter((s) => s !== 'pending' && s !== 'attention'),
  completed: ['rolled_back'],
  failed: [],
  cancelled: [],
  rolled_back: [],
};

const CLOSED: readonly FailoverStatus[] = ['completed', 'failed', 'cancelled', 'rolled_back'];

export function isOpen(status: FailoverStatus): boolean {
  return !CLOSED.includes(status);
}

export function mayFollow(from: FailoverStatus, to: FailoverStatus): boolean {
  return from === to || NEXT[from].includes(to) || (to === 'attention' && isOpen(from));
}

/** How a VM stands from the acceptance of an operation until the run says more. */
const AT_ACCEPTANCE: Record<Exclude<JobType, 'commit' | 'recover'>, FailoverState> = {
  live: 'failing_over',
  test: 'testing',
  rollback: 'rolling_back',
};

/** Who holds the VM while this job runs; null: it stays with the job that is committed or recovered. */
export function holdOf({
  job_type,
  job_id,
}: {
  job_type: JobType;
  job_id: string;
}): { failover_state: FailoverState; held_by: string } | null {
  if (job_type === 'commit' || job_type === 'recover') return null;
  return { failover_state: AT_ACCEPTANCE[job_type], held_by: job_id };
}
