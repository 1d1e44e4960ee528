import { ApplicationFailure } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { expect } from 'vitest';
import type { ActivityDeps, Windows } from '../../activities/deps.js';
import { customJobId } from '../../activities/lib/custom-job-id.js';
import { mutate } from '../../activities/lib/mutate.js';
import type { Created } from '../../db/index.js';
import type { CallInput, CallResult } from '../../domain/call.js';
import type { Mutation } from '../../domain/itinerary.js';
import { FakeCloudStack } from './fake-cloudstack.js';

const WINDOWS: Windows = {
  fenceMs: 60,
  skewAllowanceMs: 20,
  heartbeatMs: 1000,
  httpTimeoutMs: 10,
  stepBudgetMs: 1000,
  attentionAfterMs: 1000,
  watcherTickMs: 1,
};

/** Mutating activities over a fake CloudStack and an inventory of a few ids. */
export class Mutating {
  readonly cs = new FakeCloudStack();
  readonly replicas = new Set<string>();
  /** What the activities have put on record as created. */
  readonly created: Created[] = [];
  recording: (created: Created) => Promise<void> = async (created) => void this.created.push(created);
  readonly windows: Windows = { ...WINDOWS };
  /** The appliance that the configuration names. */
  appliance = 'appliance';

  get deps(): ActivityDeps {
    const repositories = {
      vms: { isReplica: (id: string) => Promise.resolve(this.replicas.has(id)) },
      jobs: {
        recordCreated: (_job: string, created: Created) => this.recording(created),
      },
      configs: { get: () => Promise.resolve({ oma_vm_id: this.appliance }) },
    };
    const work = (body: (r: typeof repositories) => unknown): unknown => body(repositories);
    return {
      db: { uow: { read: work, run: work } } as unknown as ActivityDeps['db'],
      cloudstack: () => Promise.resolve(this.cs.port()),
      confirmAttempt: () => Promise.resolve(),
      windows: this.windows,
      readinessBounds: { sync_max_age_ms: 0, skew_warn_ms: 2_000, skew_limit_ms: 5_000 },
    };
  }

  /** The attempt-th attempt of the call; expected failures are not worth a log line. */
  run(input: CallInput, attempt = 1): Promise<CallResult> {
    const env = new MockActivityEnvironment({ attempt }, { logger: new DefaultLogger('ERROR') });
    return env.run((i: CallInput) => mutate(this.deps, i.activity as Mutation, i), input);
  }

  /** With what failure it ends. */
  async failureOf(input: CallInput, attempt = 1): Promise<ApplicationFailure> {
    const error: unknown = await this.run(input, attempt).then(
      () => undefined,
      (e: unknown) => e,
    );
    expect(error).toBeInstanceOf(ApplicationFailure);
    return error as ApplicationFailure;
  }

  get commands(): string[] {
    return this.cs.sent.map(({ command }) => command);
  }
}

/** A call of job-1 as the executor makes it. */
export function aCall(
  activity: Mutation,
  object: string,
  args: CallInput['args'],
  change: Partial<CallInput> = {},
): CallInput {
  const key = `step/${activity}/${object}`;
  const job = { job_id: 'job-1', of_job: 'job-1', vm_id: 'vm-1', config: 'primary' };
  return { ...job, key, activity, object, args, try: 0, priority: 'test', ...change };
}

export function jobIdOf({ job_id, key, try: tryNumber }: CallInput): string {
  return customJobId(job_id, key, tryNumber);
}
