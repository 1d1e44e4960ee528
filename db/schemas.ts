import { z } from 'zod';
import type { SourceNetwork } from '../domain/inventory.js';
import {
  ATTENTION_ACTIONS,
  type Attention,
  type CallProjection,
  type JobOutcome,
  type Planned,
} from '../domain/job.js';
import type { RunPlan } from '../domain/plan.js';
import type { Readiness } from '../domain/readiness.js';

/**
 * What the JSON columns must hold. Loose objects: a field that a newer version of the product wrote is kept, because
 * worker and API are not upgraded at the same moment.
 */

const text = z.string();
const optionalText = z.string().exactOptional();

export const anyObject = z.record(z.string(), z.unknown());

export const sourceNetworks = z.array(
  z.looseObject({ source_network_name: text, adapter_type: text, mac: text, ip: optionalText, connected: z.boolean() }),
) satisfies z.ZodType<SourceNetwork[]>;

export const calls = z.array(
  z.looseObject({
    key: text,
    activity: text,
    object: text,
    status: z.enum(['pending', 'running', 'completed', 'failed', 'undone', 'skipped']),
    try: z.number(),
    cloudstack_job_id: optionalText,
    observed: optionalText,
    found: z.boolean().exactOptional(),
    error: optionalText,
    started_at: optionalText,
    completed_at: optionalText,
  }),
) satisfies z.ZodType<CallProjection[]>;

/**
 * A plan is frozen in the form of the version that made it and only shown again, so its outline alone is checked: a
 * stricter reading would make the rows of older versions unreadable.
 */
function outline<T>(shape: z.ZodRawShape): z.ZodType<T> {
  return z.looseObject(shape) as unknown as z.ZodType<T>;
}

/** What `failover_jobs.plan` holds. */
export const plan = outline<RunPlan>({
  config: text,
  machine: z.looseObject({ host_name: text, service_offering_id: text, nics: z.array(anyObject) }),
  disks: z.array(z.looseObject({ volume_id: text })),
  itinerary: z.looseObject({
    version: z.number(),
    strategy: text,
    steps: z.array(z.looseObject({ name: text, status: text, after: z.array(text), calls: z.array(anyObject) })),
    way_back: z.array(z.looseObject({ name: text, calls: z.array(anyObject) })),
  }),
});

export const attentions = z.array(
  z.looseObject({
    id: text,
    since: text,
    key: text,
    reason: text,
    actions: z.array(z.looseObject({ action: z.enum(ATTENTION_ACTIONS), loses: text })),
  }),
) satisfies z.ZodType<Attention[]>;

export const outcome = z.looseObject({
  summary: text,
  destination_state: optionalText,
  boot_check: z.enum(['passed', 'failed', 'skipped', 'not asked for']).exactOptional(),
  rollback: optionalText,
  left_behind: z.array(text).exactOptional(),
}) satisfies z.ZodType<JobOutcome>;

const mapping = z.looseObject({
  source_network_name: text,
  destination_network_id: text,
  destination_network_name: text,
});

/** Ours is a list; the original stored an object of source name → destination id, which named no networks. */
export const jobMappings = z.union([
  z.array(mapping),
  z.record(text, text).transform((map) =>
    Object.entries(map).map(([source, id]) => ({
      source_network_name: source,
      destination_network_id: id,
      destination_network_name: '',
    })),
  ),
]) satisfies z.ZodType<Planned['network_mappings']>;

/** A computed readiness as lists show it: without the run plan, which each start makes anew. */
export type StoredReadiness = Omit<Readiness, 'plan'>;

export const readiness = z.looseObject({
  vm_id: text,
  is_ready: z.boolean(),
  readiness_score: z.number(),
  checks: z.array(
    z.looseObject({
      check_name: text,
      check_type: z.enum(['critical', 'warning', 'info']),
      status: z.enum(['pass', 'fail', 'warning', 'skip', 'unknown']),
      message: text,
      execution_time: z.number(),
      details: anyObject.exactOptional(),
    }),
  ),
  warnings: z.array(text),
  errors: z.array(text),
  required_actions: z.array(text),
  execution_time: z.number(),
  refusal: z
    .looseObject({
      code: z.custom<NonNullable<Readiness['refusal']>['code']>((v) => typeof v === 'string'),
      message: text,
    })
    .nullable(),
}) satisfies z.ZodType<StoredReadiness>;
