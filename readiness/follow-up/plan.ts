import type { RecordedJob } from '../../domain/job.js';
import type { FollowUpType } from '../../domain/status.js';
import { planCommit } from './commit.js';
import type { Ask, FollowUp, Refused } from './job.js';
import { planRecover } from './recover.js';
import { planRollback } from './rollback.js';

/** What a follow-up of this type would do to `job`, or why it may not. Raises what CloudStack's reads raise. */
export function planFollowUp(type: FollowUpType, job: RecordedJob, ask: Ask): Promise<FollowUp | Refused> {
  return { rollback: planRollback, commit: planCommit, recover: planRecover }[type](job, ask);
}
