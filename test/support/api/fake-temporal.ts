import type {
  FailoverStarter,
  InspectedRun,
  RunRef,
  RunAddress,
  RunMessenger,
  StartInput,
  TemporalState,
} from '../../../api/deps.js';
import { TemporalUnavailableError } from '../../../api/errors.js';
import type { WaitingFor } from '../../../domain/call.js';
import { workerIdentity } from '../../../domain/version.js';
import type { FailoverMemo } from '../../../workflows/messages.js';

interface Run extends RunRef {
  input: StartInput;
  open: boolean;
}

/** Temporal as far as the API sees it: one open run per workflow id. */
export class FakeTemporal implements FailoverStarter {
  readonly runs: Run[] = [];
  /** How the next start goes wrong: `away` before anything, `lost` after the run was made. */
  fault: 'away' | 'lost' | null = null;
  worker_count = 1;
  waiting: WaitingFor | null = null;

  async start(input: StartInput, memo: FailoverMemo): Promise<({ kind: 'started' } | { kind: 'already' }) & RunRef> {
    if (this.fault === 'away') throw new TemporalUnavailableError('no');
    const open = this.#newest(input.head.workflow_id);
    if (open?.open) return { kind: 'already', run_id: open.run_id, memo: open.memo };
    const run: Run = { run_id: `run-${this.runs.length + 1}`, memo, input, open: true };
    this.runs.push(run);
    if (this.fault === 'lost') throw new TemporalUnavailableError('maybe');
    return { kind: 'started', run_id: run.run_id, memo };
  }

  async find(vmId: string): Promise<RunRef | null> {
    if (this.fault === 'away') throw new TemporalUnavailableError('no');
    return this.#newest(`failover/${vmId}`) ?? null;
  }

  async waitingFor(): Promise<WaitingFor | null> {
    if (this.fault === 'away') throw new TemporalUnavailableError('no');
    return this.waiting;
  }

  async workers(): Promise<number> {
    if (this.fault === 'away') throw new TemporalUnavailableError('no');
    return this.worker_count;
  }

  missing_search_attributes: string[] | null = [];
  identities = [workerIdentity('1@host')];

  async look(): Promise<TemporalState> {
    if (this.fault === 'away') throw new TemporalUnavailableError('no', { cause: this.cause });
    return {
      address: 'temporal:7233',
      version: '1.29.1',
      namespace: 'default',
      task_queue: 'failover',
      missing_search_attributes: this.missing_search_attributes,
      workers: this.identities,
    };
  }

  /** Of `fault: 'away'`: what gRPC has said. */
  cause: Error = new Error('connection refused');

  /** Whatever the run looks like, as a test changes it. */
  inspected: Partial<InspectedRun> | null = {};

  async inspect({ workflow_id, run_id }: RunAddress): Promise<InspectedRun | null> {
    if (this.fault === 'away') throw new TemporalUnavailableError('no');
    const run = this.runs.find((known) => known.run_id === run_id && known.input.head.workflow_id === workflow_id);
    if (run === undefined || this.inspected === null) return null;
    return {
      state: run.open ? 'running' : 'completed',
      history_events: 7,
      job_id: run.input.head.job_id,
      failover_status: null,
      pending_activities: [],
      ...this.inspected,
    };
  }

  #newest(workflowId: string): Run | undefined {
    return this.runs.findLast((run) => run.input.head.workflow_id === workflowId);
  }
}

/** A Temporal without that run: tests that need a run that answers hand in their own messenger. */
export const fakeMessenger: RunMessenger = {
  cancel: () => Promise.resolve('gone'),
  resolve: () => Promise.resolve('gone'),
  extend: () => Promise.resolve('gone'),
};
