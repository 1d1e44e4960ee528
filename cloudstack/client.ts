import type { CloudStackReads } from '../domain/cloudstack.js';
import { createCommands, type Commands } from './commands.js';
import { JobWatcher, type Jobs } from './job-watcher.js';
import { readsOver } from './reads.js';
import { SkewMeter, type Skew } from './skew.js';
import { Transport, type TransportOptions } from './transport.js';

export interface ClientOptions extends TransportOptions {
  windows: TransportOptions['windows'] & {
    /** Milliseconds between the job watcher's looks. */
    watcherTickMs: number;
    /** Milliseconds of failing looks before those who wait for a job are told; half a minute unless given. */
    watcherPatienceMs?: number;
  };
}

export interface CloudStackClient {
  reads: CloudStackReads;
  commands: Commands;
  jobs: Jobs;
  skew: Skew;
  /**
   * Takes `n` rate tokens together for the caller's own next `n` requests (bound to its async context): a look and its
   * send are not parted by the queue. To be called before the fence begins. Rejects with the signal's reason.
   */
  reserve(n: number, signal?: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** A client for one CloudStack configuration; a process needs one each, as rate and job watcher are per client. */
export function createCloudStackClient(options: ClientOptions): CloudStackClient {
  const { windows } = options;
  const transport = new Transport(options);
  const skew = new SkewMeter(transport, windows.skewLimitMs);
  const jobs = new JobWatcher(transport, {
    tickMs: windows.watcherTickMs,
    ...(windows.watcherPatienceMs === undefined ? {} : { patienceMs: windows.watcherPatienceMs }),
  });
  return {
    reads: readsOver(transport, skew),
    commands: createCommands(transport, jobs, skew),
    jobs,
    skew,
    reserve: (n, signal) => transport.rate.reserve(n, signal),
    close: () => transport.close(),
  };
}
