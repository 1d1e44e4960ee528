import type { Json, Mutation, Observation } from './itinerary.js';

/** Order in which operations wait for the appliance: live before undo before test. */
export type Priority = 'live' | 'undo' | 'test';

/** What an attempt may wait for before its look; told in its heartbeats, so that it is over with the attempt. */
export const WAITS = ['appliance'] as const;
export type WaitingFor = (typeof WAITS)[number];

/** A call of this or an earlier job, with tries from 0 to `tries`. */
export interface EarlierCall {
  job_id: string;
  key: string;
  tries: number;
}

/** What the executor hands to the activity of one call; references are resolved as far as they are known. */
export interface CallInput {
  job_id: string;
  /** The job for which VM, snapshots and clones were made: of a rollback, commit or recover the failover, else this job. */
  of_job: string;
  vm_id: string;
  /** Name of the OSSEA configuration; keys are looked up by the activity (R10). */
  config: string;
  key: string;
  activity: Mutation | Observation;
  object: string;
  args: Record<string, Json>;
  /** From 0; raised by the workflow only when the earlier try is final and the world unchanged (R4). */
  try: number;
  priority: Priority;
  /** Set when an earlier activity of this try ended without a final answer: settle before the first look. */
  resettle?: boolean;
  /** Set in an undo or abandon: what is gone already need not be undone. */
  backward?: boolean;
  /** Calls that must be final before anything else: in an undo the call that is undone (R4, R5). */
  settles?: EarlierCall[];
}

/** What a call observed. Nothing in here is inferred (R9). */
export interface CallResult {
  /** One sentence. */
  observed: string;
  /** True when it was already so, false when CloudStack has acknowledged this call; absent where nobody can tell (R9). */
  found?: boolean;
  /** CloudStack's job, where the command has one and it was seen. */
  cloudstack_job_id?: string;
  /** Names that later calls refer to, e.g. `$vm`. */
  refs?: Record<string, string>;
  /** Only of confirmNeverStarted: true also where it cannot be told any more. */
  started?: boolean;
  /** Replicas that are not as the run found them, although their revert was reported (R7). */
  altered?: string[];
  /** Only of a boot check. */
  boot_check?: 'passed' | 'failed';
  /** Things of this job that stay in CloudStack although they were to go. */
  left_behind?: string[];
}

/** Code of a no to a call on a volume that CloudStack does not show, or is about to delete. */
export const VOLUME_MISSING = 'VOLUME_MISSING';

/** Details of the failure with which a call's activity gives a final answer back to the workflow. */
export interface CallFailureDetails {
  /** CloudStack's errorcode, or ours. */
  code: string | number | null;
  command: string;
  cloudstack_job_id?: string;
  /** False where a read failed: a command of this try may be under way. */
  settled?: boolean;
}

/** A reference that is not resolved yet. */
export function isReference(value: unknown): value is `$${string}` {
  return typeof value === 'string' && value.startsWith('$');
}
