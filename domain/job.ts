import type { StepName, Strategy } from './itinerary.js';
import type { FailoverState, NetworkMapping } from './inventory.js';
import type { RunPlan } from './plan.js';
import type { FailoverStatus, JobType } from './status.js';

export type CallStatus = 'pending' | 'running' | 'completed' | 'failed' | 'undone' | 'skipped';

/** One call of a step as `/steps` shows it. */
export interface CallProjection {
  key: string;
  activity: string;
  object: string;
  status: CallStatus;
  /** Tries so far, from 0 (safety.md R4), not Temporal's attempts. */
  try: number;
  /** CloudStack's job id, when the command has one and it was seen. */
  cloudstack_job_id?: string;
  /** What was observed, in one sentence; absent before anything was. */
  observed?: string;
  /** True when the world was already so and no call of this job explains it. */
  found?: boolean;
  error?: string;
  /** ISO 8601 UTC. */
  started_at?: string;
  completed_at?: string;
}

export interface StepProjection {
  name: StepName;
  /** Position in the itinerary, from 0. */
  position: number;
  status: CallStatus;
  started_at?: string;
  completed_at?: string;
  calls: CallProjection[];
}

export const ATTENTION_ACTIONS = ['retry', 'skip', 'abandon'] as const;
export type AttentionAction = (typeof ATTENTION_ACTIONS)[number];

/** Why a run waits for a person, and what that person may answer. */
export interface Attention {
  /** Names this one question: an answer to an older one is refused. */
  id: string;
  /** ISO 8601 UTC. */
  since: string;
  /** The call that cannot go on. */
  key: string;
  reason: string;
  /** Empty while the call itself is still being tried by Temporal: it goes on when the cause is gone. */
  actions: { action: AttentionAction; loses: string }[];
}

export type VolumeState = 'on_appliance' | 'in_flight' | 'on_destination' | 'unknown';

/** One replica of the run, as last observed. */
export interface VolumeProjection {
  volume_id: string;
  disk_id: string;
  boot: boolean;
  original_device_id: number;
  change_id: string;
  snapshot_id?: string;
  /** Volume made of the snapshot, which the destination has in place of the replica (strategy `clone`). */
  clone_id?: string;
  /** Where its file was before the VM snapshot, for keys that may read it (R7). */
  path?: string;
  state: VolumeState;
}

/** An open run that may yet take something of CloudStack's limits. */
export interface OpenRun {
  job_id: string;
  /** Of its VM; null is the active one. */
  ossea_config: string | null;
  cpu_count: number;
  memory_mb: number;
  /** Of each disk. */
  disk_gb: number[];
  /** Null before its validation. */
  strategy: Strategy | null;
  /** Whether its VM exists in CloudStack already, and how many of its disks have their snapshot. */
  deployed: boolean;
  snapshots: number;
}

export interface EventProjection {
  /** Per job, from 1, gapless. */
  seq: number;
  /** ISO 8601 UTC. */
  time: string;
  type: string;
  message: string;
  details?: Record<string, unknown>;
}

/** What is known of a job before its workflow has said anything. */
export interface JobHead {
  job_id: string;
  vm_id: string;
  vm_name: string;
  job_type: JobType;
  workflow_id: string;
  run_id: string;
  request: Record<string, unknown>;
  requested_by: string;
  reason: string | null;
  replication_job_id: string | null;
  parent_job_id: string | null;
  /** ISO 8601 UTC. */
  created_at: string;
}

export interface JobOutcome {
  summary: string;
  /** The only claim about the guest: CloudStack's state, or that a boot check passed (R9). */
  destination_state?: string;
  boot_check?: 'passed' | 'failed' | 'skipped' | 'not asked for';
  rollback?: string;
  left_behind?: string[];
  [key: string]: unknown;
}

/** What `validate` has frozen of a run. */
export interface Planned {
  plan: RunPlan;
  network_mappings: Pick<
    NetworkMapping,
    'source_network_name' | 'destination_network_id' | 'destination_network_name'
  >[];
}

/**
 * What became of a projection: stored, older than what is, or not enough, because what it follows is not there (the database
 * was brought back from a backup): then everything is to be told again.
 */
export type Recorded = 'applied' | 'stale' | 'incomplete';

/**
 * What has changed in the workflow's view of itself; applied to the database only if `seq` is newer (R9). Scalars are
 * whole; of steps, calls, volumes and events only those come that have changed since the projection before, because every
 * projection stays in the workflow's history, whose size is limited.
 */
export interface JobProjection {
  head: JobHead;
  /** Monotonic per run, from 1. */
  seq: number;
  /** `seq` of the one before, since which these are the changes; absent where everything is told. */
  since?: number;
  status: FailoverStatus;
  /** Percent, never falling. */
  progress: number;
  current_step: StepName | null;
  strategy: Strategy | null;
  destination_vm_id: string | null;
  /** The VM snapshot or the boot disk's snapshot; all are in `volumes`. */
  ossea_snapshot_id: string | null;
  error_message: string | null;
  outcome: JobOutcome | null;
  /** Every open question, the oldest first; each is answered by its own id. */
  attentions: Attention[];
  /** ISO 8601 UTC. */
  started_at: string | null;
  completed_at: string | null;
  cleanup_at: string | null;
  /** null: as before. */
  planned: Planned | null;
  /** By position; in each, `calls` by key. */
  steps: StepProjection[];
  /** By volume id. */
  volumes: VolumeProjection[];
  /** By `seq`. */
  events: EventProjection[];
  /**
   * Volumes that were booted without a verified revert: only a full sync mends them (R7). Written to the inventory in the
   * same transaction, and kept with the volume, whatever the inventory does meanwhile.
   */
  resync_required: string[];
  /** What becomes of the jobs that this one is about: rolled back, or recovered. Written in the same transaction. */
  closes: { job_id: string; status: FailoverStatus }[];
  /** Written to the VM in the same transaction; null: it stands as the job found it. */
  hold: { failover_state: FailoverState; held_by: string | null } | null;
}

/** A job of this VM that another one is to follow, as recorded. */
export interface RecordedJob {
  job_id: string;
  job_type: JobType;
  status: FailoverStatus;
  parent_job_id: string | null;
  destination_vm_id: string | null;
  /** The root volume that the destination was deployed with. */
  blank_root_id: string | null;
  ossea_snapshot_id: string | null;
  plan: RunPlan | null;
  steps: StepProjection[];
  volumes: VolumeProjection[];
  /** Who holds the VM now. */
  held_by: string | null;
  /** Where its replicas are replicated to, as the inventory says now; null where VM or configuration are not there. */
  inventory: { config: string; appliance_vm_id: string; volumes: string[] } | null;
  /** Jobs that followed it already. */
  followed_by: { job_id: string; job_type: JobType; status: FailoverStatus }[];
  /** Recoveries of it that have not ended either. */
  lost_recoveries: { job_id: string; steps: StepProjection[] }[];
  /** Live failovers of its VM that have completed and were not rolled back. */
  failed_over_by: string[];
}

/** The calls of a step with the changed ones in place of their former selves; new ones, those of an undo, at the end. */
export function mergeCalls(stored: readonly CallProjection[], changed: readonly CallProjection[]): CallProjection[] {
  const now = new Map(changed.map((call) => [call.key, call]));
  const kept = stored.map((call) => now.get(call.key) ?? call);
  return [...kept, ...changed.filter((call) => !stored.some((s) => s.key === call.key))];
}
