import { z } from 'zod';
import { STEP_NAMES } from '../../../domain/itinerary.js';
import { JOB_TYPES, STATUSES } from '../../../domain/status.js';
import { jobId, line, ok } from '../../schemas.js';

const reason = line(1_000).min(1).meta({ description: 'why; it is recorded' });

export const RollbackRequest = z
  .strictObject({
    confirm_data_loss: z
      .boolean()
      .default(false)
      .meta({ description: 'must be true: what the destination has written is lost' }),
    reason,
  })
  .meta({ id: 'RollbackRequest' });

export const CommitRequest = z.strictObject({ reason: reason.exactOptional() }).meta({ id: 'CommitRequest' });

export const RecoverRequest = z
  .strictObject({
    dry_run: z.boolean().default(false).meta({ description: 'tells what would be done and changes nothing' }),
    reason: reason.exactOptional(),
  })
  .meta({ id: 'RecoverRequest' });

export const RecoverPlan = z
  .strictObject({
    ...ok,
    job_id: jobId,
    job_type: z.enum(JOB_TYPES),
    way: z
      .enum(['leave', 'return'])
      .meta({ description: 'leave: nothing in CloudStack is changed; return: every replica comes home' }),
    why: z.string(),
    calls: z.array(z.strictObject({ step: z.enum(STEP_NAMES), activity: z.string(), object: z.string() })).meta({
      description: 'what would be asked of CloudStack, in order; names that begin with $ are not known yet',
    }),
    resync_required: z
      .array(z.string())
      .meta({ description: 'volumes that come home as they are, because nothing can revert them' }),
    becomes: z.array(z.strictObject({ job_id: jobId, status: z.enum(STATUSES) })).meta({ description: 'jobs it ends' }),
  })
  .meta({ id: 'RecoverPlan' });
