import { ActivityCancellationType, type ActivityOptions } from '@temporalio/workflow';
import type { RunWindows } from '../domain/windows.js';

/** A cancellation never leaves a call behind: it is waited for (safety.md, "Cancel"). */
const WAIT = ActivityCancellationType.WAIT_CANCELLATION_COMPLETED;

/** Outages are waited out on the server, without limit; final answers are non-retryable failures (R5). */
const UNLIMITED = { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' } as const;

/** The second task queue of the same worker: looking and recording are never starved by calls that wait for CloudStack. */
export function systemQueue(taskQueue: string): string {
  return `${taskQueue}-system`;
}

const LOOK_MS = 10 * 60_000;

/** Looks at the world only, for `askingMs` more than a look takes; heartbeats like a change, so that a lost worker is noticed soon. */
export function observeOptions(taskQueue: string, windows: RunWindows, askingMs = 0): ActivityOptions {
  return { ...undoOptions(taskQueue, windows), startToCloseTimeout: LOOK_MS + askingMs };
}

/** Writes our own database: as often as it takes, because a run is not over before it is on record. */
export function recordOptions(taskQueue: string): ActivityOptions {
  return {
    taskQueue: systemQueue(taskQueue),
    // Writing twice is harmless (the newer `seq` wins), so a lost worker need not be waited for long.
    startToCloseTimeout: '15 seconds',
    cancellationType: WAIT,
    retry: { initialInterval: '200 milliseconds', backoffCoefficient: 2, maximumInterval: '30 seconds' },
  };
}

/** Changes CloudStack. A backup takes hours, so only the heartbeat tells a dead worker from a slow storage. */
export function mutateOptions(taskQueue: string, windows: RunWindows): ActivityOptions {
  return {
    taskQueue,
    startToCloseTimeout: '7 days',
    heartbeatTimeout: windows.heartbeat_ms,
    cancellationType: WAIT,
    retry: UNLIMITED,
  };
}

/** As a change, but on the second queue: waiting starts must not keep a replica from coming home. */
export function undoOptions(taskQueue: string, windows: RunWindows): ActivityOptions {
  return { ...mutateOptions(taskQueue, windows), taskQueue: systemQueue(taskQueue) };
}
