import type { Logger } from 'pino';
import type { Database } from '../db/index.js';
import type { WaitingFor } from '../domain/call.js';
import type { CloudStackReads } from '../domain/cloudstack.js';
import type { OsseaConfig, OsseaCredentials } from '../domain/inventory.js';
import type { ReadinessBounds } from '../readiness/input.js';
import type {
  CancelMessage,
  ExtendMessage,
  FailoverInput,
  FailoverMemo,
  ResolveMessage,
} from '../workflows/messages.js';
import type { EventTail } from './events/tail.js';

/** What a run is started with; whether the server takes search attributes is the starter's to know. */
export type StartInput = Omit<FailoverInput, 'search_attributes'>;

export interface RunRef {
  run_id: string;
  /** Null when the workflow was started by something else than this API. */
  memo: FailoverMemo | null;
}

/** Temporal, as the API uses it. Every call raises TemporalUnavailableError within a bounded time. */
export interface FailoverStarter {
  /** Starts the run, or tells which run already has the VM's workflow id. */
  start(input: StartInput, memo: FailoverMemo): Promise<({ kind: 'started' } | { kind: 'already' }) & RunRef>;
  /** The newest run of the VM's workflow id, open or closed; null when there was none. */
  find(vmId: string): Promise<RunRef | null>;
  /** What a call of this run waits for before its look; null when for nothing, or when no such run is open. */
  waitingFor(run: RunAddress): Promise<WaitingFor | null>;
  /** How many workers polled for failovers in the last minute. */
  workers(): Promise<number>;
}

/** One run: workflow ids are used again, so the run id is part of the address. */
export interface RunAddress {
  workflow_id: string;
  run_id: string;
}

/** PendingActivityState of temporal.api.enums.v1, in the order of its numbers. */
export const PENDING_STATES = [
  'unspecified',
  'scheduled',
  'started',
  'cancel_requested',
  'paused',
  'pause_requested',
] as const;

/** A run as the Temporal server knows it. */
export interface InspectedRun {
  /** Temporal's word: running, completed, failed, terminated … */
  state: string;
  history_events: number;
  /** Of the memo and the search attributes; null where the run has none. */
  job_id: string | null;
  failover_status: string | null;
  pending_activities: {
    activity: string;
    attempt: number;
    state: (typeof PENDING_STATES)[number];
    last_failure: string | null;
  }[];
}

/** Null where the server does not know the run (any more). Raises TemporalUnavailableError. */
export type RunInspector = (run: RunAddress) => Promise<InspectedRun | null>;

/** Messages to a run. Each raises TemporalUnavailableError within a bounded time; `gone` when no such run is open. */
export interface RunMessenger {
  cancel(run: RunAddress, message: CancelMessage): Promise<'sent' | 'gone'>;
  /** `refused` when the question is not open any more or does not admit the action, `other` when the id belongs to another answer. */
  resolve(run: RunAddress, message: ResolveMessage, updateId: string): Promise<'done' | 'refused' | 'other' | 'gone'>;
  /** The new deadline, or why there is none. */
  extend(
    run: RunAddress,
    message: ExtendMessage,
    updateId: string,
  ): Promise<{ cleanup_at: string } | { refused: string } | 'other' | 'gone'>;
}

/** The Temporal server, and what it has of this installation. */
export interface TemporalState {
  address: string;
  version: string;
  namespace: string;
  task_queue: string;
  /** Null where the server shows nobody what it has. */
  missing_search_attributes: string[] | null;
  /** Identity of each worker that polled in the last minute. */
  workers: string[];
}

/** Reads of one CloudStack; built anew whenever configuration or keys change. */
export type CloudStackProvider = (config: OsseaConfig, credentials: OsseaCredentials) => CloudStackReads;

/** Per token, or per address without one. */
export interface RateLimit {
  /** Requests a second, on average. */
  perSecond: number;
  /** Requests that may come at once. */
  burst: number;
}

/** Guessing tokens is stopped per address. */
export interface LockOutLimit {
  /** Bad tokens within `ms` after which the address is locked out for `ms`. */
  after: number;
  ms: number;
}

export interface ApiDeps {
  db: Database;
  failovers: FailoverStarter;
  /** What happens to all jobs; closed by who made it. */
  tail: EventTail;
  messages: RunMessenger;
  inspect: RunInspector;
  /** Raises TemporalUnavailableError. */
  lookAtTemporal: () => Promise<TemporalState>;
  cloudstack: CloudStackProvider;
  now: () => Date;
  random: (bytes: number) => Uint8Array;
  logger: Logger;
  /** The last lines of this process's log: pino's JSON, secrets censored, oldest first. */
  recentLogLines: () => readonly string[];
  rateLimit: RateLimit;
  readinessBounds: ReadinessBounds;
  lockOut: LockOutLimit;
  /** Where the built console is; without it there is none. */
  consoleFolder?: string;
  version: string;
  /** Address of a run in Temporal's web UI, or null where none is configured. */
  temporalUrl: (workflowId: string, runId: string) => string | null;
}
