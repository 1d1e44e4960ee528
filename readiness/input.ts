import type { CloudStackReads } from '../domain/cloudstack.js';
import type { NetworkMapping, OsseaConfig, StoredVm } from '../domain/inventory.js';
import type { OpenRun } from '../domain/job.js';
import type { StartRequest } from '../domain/plan.js';
import type { JobType } from '../domain/status.js';

/** Everything readiness knows from the database; gathered by the caller in one read. */
export interface ReadinessInput {
  type: Extract<JobType, 'live' | 'test'>;
  /** Id the plan is made for; names, markers and keys derive from it. */
  job_id: string;
  request: StartRequest;
  vm: StoredVm;
  /** The VM's configuration, else the active one; null where there is none. */
  config: OsseaConfig | null;
  /** Of this VM, production and test. */
  mappings: NetworkMapping[];
  /** An open operation of this VM other than `job_id`. */
  open_job: { job_id: string; job_type: JobType; status: string } | null;
  /** Runs that began before this one and may yet take something of CloudStack's limits, whatever their VM. */
  open_runs: OpenRun[];
  /** Replicas of this VM that another open job has taken, whatever VM that one is for. */
  volumes_in_use: { volume_id: string; job_id: string }[];
  /** Milliseconds since the epoch. */
  asked_at: number;
  /** Age of a disk's last sync, in milliseconds, above which there is a warning. */
  sync_max_age_ms: number;
  /** By how much CloudStack's clock may differ from ours, in milliseconds, before there is a warning, or nothing is sent. */
  skew_warn_ms: number;
  skew_limit_ms: number;
  /** Destinations of any production mapping of the configuration (R8). */
  production_network_ids: string[];
}

export type ReadinessBounds = Pick<ReadinessInput, 'sync_max_age_ms' | 'skew_warn_ms' | 'skew_limit_ms'>;

export interface ReadinessPorts {
  reads: CloudStackReads;
  /** Monotonic clock in nanoseconds, for execution times. */
  now: () => number;
  /** Takes for the log what callers are not told: it may name hosts and addresses. */
  warn: (fields: Record<string, unknown>, message: string) => void;
}
