import { fileURLToPath } from 'node:url';
import type { WorkflowHandle } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { bundleWorkflowCode, DefaultLogger, Worker, type WorkflowBundle } from '@temporalio/worker';
import { afterAll, beforeAll, type afterEach, type beforeEach } from 'vitest';
import { failoverWorkflowId } from '../../domain/ids.js';
import type { CustomConfig, RunPlan } from '../../domain/plan.js';
import type { FollowUpType } from '../../domain/status.js';
import type { RunWindows } from '../../domain/windows.js';
import { systemQueue } from '../../workflows/activity-options.js';
import { WORKFLOW_TYPES, type FailoverInput } from '../../workflows/messages.js';
import { livePlan, testPlan, type PlanChange } from './plans.js';
import { ScriptedActivities } from './scripted-activities.js';

const MINUTE_MS = 60_000;
/** The windows of production (safety.md). */
export const PRODUCTION_WINDOWS: RunWindows = {
  heartbeat_ms: 15_000,
  step_budget_ms: 30 * MINUTE_MS,
  attention_after_ms: 30 * MINUTE_MS,
  settle_ms: MINUTE_MS,
};
/** So short that a test sees budgets and questions at once. */
export const SHORT_WINDOWS: RunWindows = {
  heartbeat_ms: 5_000,
  step_budget_ms: 3_000,
  attention_after_ms: 1_500,
  settle_ms: 100,
};

export interface Running {
  scripted: ScriptedActivities;
  handle: WorkflowHandle;
  jobId: string;
  /** Ends the run's workers, does `work`, and starts others. */
  withoutWorkers(work: () => Promise<unknown>): Promise<void>;
}

type Arrange = (scripted: ScriptedActivities) => void;
type Body = (running: Running) => Promise<void>;

/** The workflow code of this checkout, bundled as the worker runs it. */
export function workflowCode(): Promise<WorkflowBundle> {
  return bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL('../../workflows/index.ts', import.meta.url)),
    workflowInterceptorModules: [fileURLToPath(new URL('../../workflows/log-context.ts', import.meta.url))],
    logger: new DefaultLogger('ERROR'),
  });
}

/** Runs workflows over scripted activities on a Temporal server: the workflow code alone is under test. */
export class WorkflowRuns {
  private runs = 0;

  private ground: { env: TestWorkflowEnvironment; workflowBundle: WorkflowBundle } | undefined;

  private constructor(private readonly windows: RunWindows) {}

  /** On a server of its own from `hooks`' first on until their second: one for the tests of a file or block, or one for each. */
  static on(
    start: () => Promise<TestWorkflowEnvironment>,
    windows: RunWindows,
    [before, after]: [typeof beforeAll | typeof beforeEach, typeof afterAll | typeof afterEach] = [beforeAll, afterAll],
  ): WorkflowRuns {
    const runs = new WorkflowRuns(windows);
    before(async () => {
      runs.ground = { env: await start(), workflowBundle: await workflowCode() };
    });
    after(() => runs.env.teardown());
    return runs;
  }

  /** The server. */
  get env(): TestWorkflowEnvironment {
    return this.started.env;
  }

  private get started(): NonNullable<WorkflowRuns['ground']> {
    if (this.ground === undefined) throw new Error('no test has begun');
    return this.ground;
  }

  /** Starts a live failover of `vm-1`, `vm-2` …, hands it to `body`, and stops its workers at the end. */
  live(arrange: Arrange, body: Body, change: PlanChange = {}, custom_config: CustomConfig = {}): Promise<void> {
    return this.run('live', arrange, body, (jobId, vmId) => livePlan(jobId, vmId, change), custom_config);
  }

  /** As `live`, of a test failover. */
  test(arrange: Arrange, body: Body, change: Parameters<typeof testPlan>[2] = {}): Promise<void> {
    return this.run('test', arrange, body, (jobId, vmId) => testPlan(jobId, vmId, change));
  }

  /** Starts a follow-up of the job that has had these workers, under its VM's workflow id. */
  followUp(head: FailoverInput['head'], type: FollowUpType, taskQueue: string): Promise<WorkflowHandle> {
    const input: FailoverInput = {
      head: { ...head, job_id: `${type}-by-hand`, job_type: type, parent_job_id: head.job_id },
      request: { vm_id: head.vm_id, skip_validation: false, network_mappings: {}, custom_config: {} },
      search_attributes: this.env.supportsTimeSkipping,
    };
    const workflowId = failoverWorkflowId(head.vm_id);
    return this.env.client.workflow.start(WORKFLOW_TYPES[type], { workflowId, taskQueue, args: [input] });
  }

  private async run(
    type: 'live' | 'test',
    arrange: Arrange,
    body: Body,
    planOf: (jobId: string, vmId: string) => RunPlan,
    custom_config: CustomConfig = {},
  ): Promise<void> {
    const { env, windows } = this;
    const vmId = `vm-${++this.runs}`;
    const jobId = `failover-20260101-000000-${String(this.runs).padStart(6, 'a')}`;
    const taskQueue = `${type}-${this.runs}`;
    const scripted = new ScriptedActivities(() => planOf(jobId, vmId), windows);
    arrange(scripted);
    const input: FailoverInput = {
      head: {
        job_id: jobId,
        vm_id: vmId,
        vm_name: 'Host',
        job_type: type,
        workflow_id: failoverWorkflowId(vmId),
        requested_by: 'test',
        reason: null,
        replication_job_id: null,
        parent_job_id: null,
        created_at: new Date().toISOString(),
      },
      request: { vm_id: vmId, skip_validation: false, network_mappings: {}, custom_config },
      search_attributes: env.supportsTimeSkipping,
    };
    let workers = await this.workers(scripted, taskQueue);
    const withoutWorkers = async (work: () => Promise<unknown>): Promise<void> => {
      await workers.stop();
      await work();
      workers = await this.workers(scripted, taskQueue);
    };
    try {
      const handle = await env.client.workflow.start(WORKFLOW_TYPES[type], {
        workflowId: input.head.workflow_id,
        taskQueue,
        args: [input],
      });
      await body({ scripted, handle, jobId, withoutWorkers });
    } finally {
      await workers.stop();
    }
  }

  private async workers({ activities }: ScriptedActivities, taskQueue: string): Promise<{ stop(): Promise<void> }> {
    const common = { connection: this.env.nativeConnection, activities };
    const workers = [
      await Worker.create({ ...common, taskQueue, workflowBundle: this.started.workflowBundle }),
      await Worker.create({ ...common, taskQueue: systemQueue(taskQueue) }),
    ];
    const running = workers.map((worker) => worker.run());
    return {
      async stop() {
        for (const worker of workers) worker.shutdown();
        await Promise.all(running);
      },
    };
  }
}
