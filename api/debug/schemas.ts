import { z } from 'zod';
import { JOB_TYPES, STATUSES } from '../../domain/status.js';
import { PENDING_STATES } from '../deps.js';
import { jobId, ok, page, timestamp, vmId, wholeNumberOr } from '../schemas.js';

const word = z.enum(['up', 'down']);

export const HealthResponse = z
  .strictObject({
    ...ok,
    status: z.enum(['healthy', 'degraded', 'unhealthy']).meta({
      description: 'unhealthy: nothing can be started; degraded: something a start needs is away or no worker runs',
    }),
    timestamp,
    components: z.strictObject({
      api_server: word,
      database: word,
      temporal: word,
      failover_engines: z.enum(['up', 'down', 'no_worker']),
      ossea_client: z.enum(['up', 'down', 'not_configured']),
    }),
    metrics: z
      .strictObject({
        version: z.string(),
        workers: z.int().nullable(),
        active_failover_jobs: z.int().nullable(),
        total_vms_discovered: z.int().nullable(),
        ossea_volumes: z.int().nullable(),
        network_mappings: z.int().nullable(),
      })
      .optional()
      .meta({ description: 'only with a valid token; null where it could not be read' }),
  })
  .meta({ id: 'Health' });
export type HealthResponse = z.infer<typeof HealthResponse>;

const Finding = z
  .strictObject({
    name: z.string(),
    status: z.enum(['pass', 'warning', 'fail', 'unknown']),
    message: z.string(),
    cure: z.string().nullable(),
  })
  .meta({ id: 'Finding' });
export type Finding = z.output<typeof Finding>;

export const DiagnosisResponse = z.strictObject({
  ...ok,
  version: z.string().meta({ description: 'of this API' }),
  findings: z.array(Finding),
});

export const EndpointsResponse = z.strictObject({
  ...ok,
  total_endpoints: z.int(),
  endpoints: z.array(
    z.strictObject({
      method: z.string(),
      path: z.string(),
      operation_id: z.string(),
      summary: z.string(),
      role: z.string(),
    }),
  ),
});

export const DebugJobsQuery = z.strictObject({
  ...page,
  limit: wholeNumberOr(20, 1, 50),
  status: z.enum(STATUSES).optional(),
  type: z.enum(JOB_TYPES).optional(),
  vm_id: vmId.optional(),
});

const Workflow = z
  .strictObject({
    workflow_id: z.string(),
    run_id: z.string(),
    state: z.string().meta({
      description: "Temporal's word; `gone` where it does not know the run, `unknown` where it does not answer",
    }),
    history_events: z.int().nullable(),
    failover_status: z.string().nullable().meta({ description: 'the search attribute' }),
    pending_activities: z.array(
      z.strictObject({
        activity: z.string(),
        attempt: z.int(),
        state: z.enum(PENDING_STATES),
        last_failure: z.string().nullable(),
      }),
    ),
    temporal_url: z.string().nullable(),
  })
  .meta({ id: 'DebugWorkflow' });

const DebugJob = z
  .strictObject({
    job_id: jobId,
    vm_id: vmId,
    job_type: z.enum(JOB_TYPES),
    status: z.enum(STATUSES),
    current_step: z.string().nullable(),
    progress: z.number(),
    seq: z.int().meta({ description: 'number of the projection that was applied last' }),
    updated_at: timestamp,
    held_by: z.string().nullable().meta({ description: 'the job that holds the VM' }),
    workflow: Workflow.nullable().meta({ description: "null for jobs of the original's engine" }),
    disagreements: z.array(z.string()),
  })
  .meta({ id: 'DebugJob' });

export const DebugJobsResponse = z.strictObject({
  ...ok,
  total_jobs: z.int(),
  returned_jobs: z.int(),
  total_disagreements: z.int().meta({ description: 'in this page' }),
  jobs: z.array(DebugJob),
});

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;

export const LogsQuery = z.strictObject({
  limit: wholeNumberOr(100, 1, 500).meta({ description: 'the newest that match' }),
  level: z.enum(LOG_LEVELS).default('info').meta({ description: 'this one and above' }),
  job_id: jobId.optional(),
});

export const LogsResponse = z.strictObject({
  ...ok,
  returned_logs: z.int(),
  logs: z.array(
    z
      .strictObject({
        time: timestamp,
        level: z.enum(LOG_LEVELS),
        source: z.enum(['api', 'run']).meta({ description: 'run: an event that the workflow has recorded' }),
        message: z.string(),
        request_id: z.string().nullable(),
        request: z.string().nullable().meta({ description: 'method, path and status of a request' }),
        cause: z.string().nullable().meta({ description: 'may name hosts and addresses: null for viewers' }),
      })
      .meta({ id: 'LogLine' }),
  ),
});
