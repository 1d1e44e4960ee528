import { z } from 'zod';
import { LONGEST_HOLD_MS } from '../../domain/duration.js';
import { WAITS } from '../../domain/call.js';
import { ATTENTION_ACTIONS } from '../../domain/job.js';
import { JOB_TYPES, STATUSES } from '../../domain/status.js';
import { STEP_NAMES, STRATEGIES } from '../../domain/itinerary.js';
import {
  freeObject,
  goDuration,
  HOUR_MS,
  jobId,
  line,
  nanoseconds,
  ok,
  page,
  timestamp,
  truth,
  vmId,
} from '../schemas.js';

const bus = z.enum(['ide', 'scsi', 'virtio', 'sata']);

export const CustomConfig = z
  .strictObject({
    skip_snapshot: z.boolean().exactOptional(),
    protection: z.enum(['auto', 'vm-snapshot', 'volume-snapshot', 'clone']).exactOptional(),
    commit_after: goDuration(8_760 * HOUR_MS)
      .exactOptional()
      .meta({ description: 'only live: from its completion until its snapshots are deleted by themselves' }),
    source_running: z.literal('accept').exactOptional(),
    name: line(63).min(1).exactOptional(),
    service_offering_id: line(255).min(1).exactOptional(),
    boot_check: z
      .strictObject({
        kind: z.enum(['tcp', 'http']),
        port: z.int().min(1).max(65_535),
        path: z
          .string()
          .regex(/^\/[\x21-\x7e]{0,499}$/)
          .exactOptional()
          .meta({ description: 'only for http' }),
        timeout: goDuration(HOUR_MS).default('5m'),
        required: z.boolean().default(false),
      })
      .exactOptional(),
    hardware: z
      .strictObject({
        os_type_id: line(255).min(1).exactOptional(),
        root_disk_bus: bus.exactOptional(),
        data_disk_bus: bus.exactOptional(),
        nic_model: z.enum(['e1000', 'virtio', 'rtl8139', 'vmxnet3']).exactOptional(),
        boot_type: z.enum(['BIOS', 'UEFI']).exactOptional(),
        boot_mode: z.enum(['LEGACY', 'SECURE']).exactOptional(),
      })
      .exactOptional(),
  })
  .meta({ id: 'CustomConfig' });

const anyStart = {
  vm_id: vmId,
  vm_name: line(255).min(1).exactOptional().meta({ description: "must equal the inventory's" }),
  skip_validation: z
    .boolean()
    .default(false)
    .meta({ description: 'skips advice, never safety: lock, owner, networks, hold of replication' }),
  network_mappings: z
    .record(line(255).min(1), line(255).min(1))
    .default({})
    .meta({ description: 'source network name → id or name of a CloudStack network; overrides stored mappings' }),
  notification_config: freeObject
    .default({})
    .meta({ description: 'not in this release: any content is refused with 422' }),
  reason: line(1_000).min(1).exactOptional(),
};

/** The mission's Live Failover Request. */
export const LiveRequest = z
  .strictObject({ ...anyStart, custom_config: CustomConfig.default({}) })
  .meta({ id: 'LiveFailoverRequest' });
export type LiveRequest = z.output<typeof LiveRequest>;

const holdTime = goDuration(LONGEST_HOLD_MS);

/** The mission's Test Failover Request. What only a live failover heeds is refused. */
export const TestRequest = z
  .strictObject({
    ...anyStart,
    test_duration: holdTime.exactOptional().meta({ description: 'from power-on to clean-up; 2h when absent' }),
    auto_cleanup: z.boolean().default(true).meta({
      description: 'false: the test stays up until it is ended, and test_duration must be absent',
    }),
    custom_config: CustomConfig.omit({ skip_snapshot: true, source_running: true, commit_after: true }).default({}),
  })
  .refine(({ auto_cleanup, test_duration }) => auto_cleanup || test_duration === undefined, {
    message: 'must be absent with auto_cleanup: false',
    path: ['test_duration'],
  })
  .meta({ id: 'TestFailoverRequest' });
export type TestRequest = z.output<typeof TestRequest>;

export const idempotencyHeader = z.strictObject({
  'idempotency-key': z
    .string()
    .regex(/^[\x21-\x7e]{1,200}$/)
    .optional()
    .meta({ description: 'the same key with the same body gives the same answer for 30 days' }),
});

/** Only of a test. */
const ofTest = {
  test_duration: z.string().optional().meta({ description: 'as Go prints it; absent with auto_cleanup: false' }),
  auto_cleanup: z.boolean().optional(),
};

/** The mission's Failover Response. */
export const StartResponse = z
  .strictObject({
    ...ok,
    job_id: jobId,
    estimated_duration: z.string(),
    data: z.strictObject({
      job_type: z.enum(JOB_TYPES),
      status: z.literal('executing'),
      vm_id: vmId,
      vm_name: z.string(),
      ...ofTest,
    }),
  })
  .meta({ id: 'FailoverStarted' });
export type StartResponse = z.output<typeof StartResponse>;

const status = z.enum(STATUSES);
const progress = z.number().min(0).max(100);

const action = z.enum(ATTENTION_ACTIONS);

const Attention = z
  .strictObject({
    id: z.string(),
    since: timestamp,
    key: z.string().meta({ description: 'the call that cannot go on' }),
    reason: z.string(),
    actions: z
      .array(z.strictObject({ action, loses: z.string() }))
      .meta({ description: 'empty while it only has to be waited for' }),
  })
  .meta({ id: 'Attention' });

const reason = line(1_000).min(1).meta({ description: 'why; it is recorded' });

export const CancelRequest = z.strictObject({ reason }).meta({ id: 'CancelRequest' });
export const CancelResponse = z.strictObject({ ...ok, job_id: jobId, status }).meta({ id: 'CancelAccepted' });

export const ResolveRequest = z
  .strictObject({
    attention_id: z.string().max(255),
    action,
    reason,
    confirm_data_loss: z.boolean().default(false).meta({ description: 'must be true for abandon' }),
  })
  .meta({ id: 'ResolveRequest' });
export const ResolveResponse = z
  .strictObject({ ...ok, job_id: jobId, attention_id: z.string(), action })
  .meta({ id: 'Resolved' });

export const OnCancel = z
  .strictObject({
    possible: z.boolean().meta({ description: 'false: a cancel is answered 409' }),
    effect: z.string(),
    undoes: z
      .array(z.strictObject({ key: z.string(), activity: z.string(), object: z.string() }))
      .meta({ description: 'the calls it would make, in their order; names with $ stand for ids' }),
  })
  .meta({ id: 'OnCancel' });

const seconds = z.int().min(0).nullable();

export const DataAge = z
  .strictObject({
    oldest_age_seconds: seconds.meta({ description: 'null where the sync of a disk is not known' }),
    spread_seconds: seconds.meta({ description: 'between the oldest and the newest disk' }),
    disks: z.array(
      z.strictObject({
        disk_id: z.string(),
        change_id: z.string(),
        last_sync_time: timestamp.nullable(),
        age_seconds: seconds,
      }),
    ),
  })
  .meta({ id: 'DataAge', description: "age of the replicas' data" });

export const EndTestResponse = z
  .strictObject({
    ...ok,
    job_id: jobId,
    status,
    cleanup_status: z
      .enum(['in_progress', 'ended'])
      .meta({ description: 'ended: the job was over before this request' }),
    estimated_cleanup_time: z.string().nullable().meta({
      description: 'of the clean-up of a test in hold, from the medians of past runs; null for a job that was over',
    }),
  })
  .meta({ id: 'TestEnding' });

export const ExtendRequest = z
  .strictObject({
    duration: holdTime.exactOptional().meta({ description: 'Go duration, added to the deadline' }),
    until: timestamp.exactOptional().meta({ description: 'the new deadline' }),
  })
  .refine(({ duration, until }) => (duration === undefined) !== (until === undefined), 'needs either duration or until')
  .meta({ id: 'ExtendRequest', example: { duration: '1h' } });
export const ExtendResponse = z
  .strictObject({ ...ok, job_id: jobId, cleanup_at: timestamp, remaining: nanoseconds })
  .meta({ id: 'Extended' });

/** The mission's Job Status Response, and what it left out. */
export const StatusResponse = z
  .strictObject({
    ...ok,
    job_id: jobId,
    status,
    progress: progress.meta({ description: 'percent; never falls, and stays where it stood on failure' }),
    current_step: z.enum(STEP_NAMES).nullable(),
    strategy: z.enum(STRATEGIES).nullable(),
    strategy_reasons: z
      .array(z.string())
      .meta({ description: 'of a test: why this strategy, and why none that would have been preferred' }),
    start_time: timestamp,
    duration: nanoseconds,
    temporal_url: z
      .string()
      .nullable()
      .meta({ description: "the run in Temporal's web UI; null where none is configured" }),
    waiting_for: z.enum(WAITS).nullable().meta({
      description:
        'what a call waits for before it is made: appliance, which other runs keep busy. Null also while Temporal does not answer',
    }),
    attention: Attention.nullable().meta({
      description: 'why the job waits for a person, the oldest question; null when it does not',
    }),
    attentions: z
      .array(Attention)
      .meta({ description: 'all open questions, oldest first; each is answered by its id' }),
    on_cancel: OnCancel.nullable().meta({ description: 'what a cancel would do now; null for a closed job' }),
    cleanup_at: timestamp.nullable().meta({ description: 'when the test ends by itself' }),
    remaining: nanoseconds.nullable().meta({ description: 'nanoseconds until cleanup_at' }),
    data_age: DataAge.nullable().meta({ description: 'when the job was accepted; null before it is planned' }),
    estimated_duration: z
      .string()
      .nullable()
      .meta({ description: 'of the whole run, from the medians of past runs; null for a closed job' }),
    outcome: freeObject.nullable().meta({ description: 'what was observed at the end; null while the job is open' }),
    job_details: z.strictObject({
      job_type: z.enum(JOB_TYPES),
      vm_id: vmId,
      vm_name: z.string(),
      destination_vm_id: z.string().nullable(),
      snapshot_id: z.string().nullable(),
      error_message: z.string().nullable(),
      requested_by: z.string(),
      reason: z.string().nullable(),
      created_at: timestamp,
      started_at: timestamp.nullable(),
      completed_at: timestamp.nullable(),
      custom_config: CustomConfig.extend({ network_mappings: z.record(z.string(), z.string()), ...ofTest }),
    }),
  })
  .meta({ id: 'FailoverStatus' });

const callStatus = z.enum(['pending', 'running', 'completed', 'failed', 'undone', 'skipped']);

const Call = z
  .strictObject({
    key: z.string(),
    activity: z.string(),
    object: z.string(),
    status: callStatus,
    try: z.int().min(0),
    cloudstack_job_id: z.string().optional(),
    observed: z.string().optional(),
    found: z.boolean().optional().meta({
      description:
        'true: the world was already so; false: CloudStack has acknowledged it; absent where nobody can tell',
    }),
    error: z.string().optional(),
    started_at: timestamp.optional(),
    completed_at: timestamp.optional(),
  })
  .meta({ id: 'StepCall' });

const Step = z
  .strictObject({
    name: z.enum(STEP_NAMES),
    position: z.int().min(0),
    status: callStatus,
    started_at: timestamp.nullable(),
    completed_at: timestamp.nullable(),
    duration: nanoseconds.nullable(),
    calls: z.array(Call),
  })
  .meta({ id: 'Step' });

export const StepsResponse = z.strictObject({
  ...ok,
  job_id: jobId,
  status,
  progress,
  total_steps: z.int(),
  steps: z.array(Step),
});

export const JobListQuery = z.strictObject({
  ...page,
  status: status.optional(),
  type: z.enum(JOB_TYPES).optional(),
  vm_id: vmId.optional(),
  open: truth.optional().meta({ description: 'true: only jobs that have not ended' }),
});

export const JobSummary = z
  .strictObject({
    job_id: jobId,
    vm_id: vmId,
    vm_name: z.string(),
    job_type: z.enum(JOB_TYPES),
    status,
    progress,
    current_step: z.enum(STEP_NAMES).nullable(),
    created_at: timestamp,
    started_at: timestamp.nullable(),
    completed_at: timestamp.nullable(),
    cleanup_at: timestamp.nullable().meta({ description: 'when the test ends by itself' }),
    parent_job_id: z.string().nullable().meta({ description: 'the job that this one follows' }),
    duration: nanoseconds,
    destination_vm_id: z.string().nullable(),
    error_message: z.string().nullable(),
  })
  .meta({ id: 'FailoverJob' });

export const JobListResponse = z.strictObject({
  ...ok,
  total_jobs: z.int(),
  returned_jobs: z.int(),
  jobs: z.array(JobSummary),
});
