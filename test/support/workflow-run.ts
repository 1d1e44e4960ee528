import { fileURLToPath } from 'node:url';
import type { WorkflowHandle } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { bundleWorkflowCode, DefaultLogger, Worker, type WorkflowBundle } from '@temporalio/worker';
import { failoverWorkflowId } from '../../domain/ids.js';
import type { RunWindows } from '../../domain/windows.js';
import { systemQueue } from '../../workflows/activity-options.js';
import type { FailoverInput } from '../../workflows/messages.js';
import { livePlan } from './plans.js';
import { ScriptedActivities } from './scripted-activities.js';

export interface Running {
  scripted: ScriptedActivities;
  handle: WorkflowHandle;
}

/** Runs workflows over scripted activities on a Temporal server: the workflow code alone is under test. */
export class WorkflowRuns {
  private runs = 0;

  private constructor(
    private readonly env: TestWorkflowEnvironment,
    private readonly windows: RunWindows,
    private readonly workflowBundle: WorkflowBundle,
  ) {}

  static async on(env: TestWorkflowEnvironment, windows: RunWindows): Promise<WorkflowRuns> {
    const workflowBundle = await bundleWorkflowCode({
      workflowsPath: fileURLToPath(new URL('../../workflows/index.ts', import.meta.url)),
      logger: new DefaultLogger('ERROR'),
    });
    return new WorkflowRuns(env, windows, workflowBundle);
  }

  /** Starts a live failover of `vm-1`, `vm-2` …, hands it to `body`, and stops its workers at the end. */
  async live(
    arrange: (scripted: ScriptedActivities) => void,
    body: (running: Running) => Promise<void>,
    change: Parameters<typeof livePlan>[2] = {},
  ): Promise<void> {
    const { env, windows, workflowBundle } = this;
    const vmId = `vm-${++this.runs}`;
    const jobId = `failover-20260101-000000-${String(this.runs).padStart(6, 'a')}`;
    const taskQueue = `live-${this.runs}`;
    const scripted = new ScriptedActivities(() => livePlan(jobId, vmId, change), windows);
    arrange(scripted);
    const common = { connection: env.nativeConnection, activities: scripted.activities };
    const worker = await Worker.create({ ...common, taskQueue, workflowBundle });
    const system = await Worker.create({ ...common, taskQueue: systemQueue(taskQueue) });
    const input: FailoverInput = {
      head: {
        job_id: jobId,
        vm_id: vmId,
        vm_name: 'Host',
        job_type: 'live',
        workflow_id: failoverWorkflowId(vmId),
        requested_by: 'test',
        reason: null,
        replication_job_id: null,
        parent_job_id: null,
        created_at: new Date().toISOString(),
      },
      request: { vm_id: vmId, skip_validation: false, network_mappings: {}, custom_config: {} },
      search_attributes: env.supportsTimeSkipping,
    };
    await system.runUntil(
      worker.runUntil(async () => {
        const handle = await env.client.workflow.start('liveFailover', {
          workflowId: input.head.workflow_id,
          taskQueue,
          args: [input],
        });
        await body({ scripted, handle });
      }),
    );
  }
}
