import type { z } from 'zod';
import { followUpJobId } from '../../../domain/ids.js';
import type { RecordedJob } from '../../../domain/job.js';
import type { StartRequest } from '../../../domain/plan.js';
import { isOpen, type FollowUpType } from '../../../domain/status.js';
import type { FollowUp } from '../../../readiness/follow-up/job.js';
import { planFollowUp } from '../../../readiness/follow-up/plan.js';
import type { JobRow } from '../../../db/index.js';
import { readsOf } from '../../cloudstack.js';
import type { ApiDeps } from '../../deps.js';
import { ApiError } from '../../errors.js';
import { done } from '../../schemas.js';
import { estimateDuration, NO_HISTORY } from '../estimate.js';
import { bodyHash, type Key } from '../idempotency.js';
import { accepted, findStarted, headOf, type Asker, type NewJob } from '../job-record.js';
import { once } from '../once.js';
import type { StartResponse } from '../schemas.js';
import { anotherJob, startRun } from '../start-run.js';
import { getJob } from '../views.js';
import type { RecoverPlan } from './schemas.js';

/** A follow-up of `job_id` as it is asked for. */
export interface Asked {
  type: FollowUpType;
  job_id: string;
  reason?: string | undefined;
  confirm_data_loss?: boolean;
}

/**
 * Starts a rollback, commit or recovery, once for an Idempotency-Key. Raises, in this order: a used key (422), unknown job
 * (404), another open job of the VM or a wrong state (409), all that CloudStack shows against it (422 NOT_READY), an
 * unconfirmed rollback (422); 503 with `details.job_id` where a start could not be confirmed.
 */
export function startFollowUp(deps: ApiDeps, asked: Asked, asker: Asker, key: Key | null): Promise<StartResponse> {
  const { type, job_id, reason } = asked;
  const hash = bodyHash(type, asked);
  const jobOf = (id: string, parent: JobRow): { job: NewJob; request: StartRequest } => {
    const { vm_id, vm_name, replication_job_id } = parent;
    const request = { ...NOTHING_ASKED, vm_id, ...(reason === undefined ? {} : { reason }) };
    const about = { job_id: id, job_type: type, vm_id, vm_name, replication_job_id, parent_job_id: job_id };
    return { job: headOf(deps, about, request, asker), request };
  };
  const parent = (): Promise<JobRow> => deps.db.uow.read((repos) => getJob(repos, job_id));
  return once(deps, key, {
    hash,
    proposed: followUpJobId(type, deps.now(), deps.random(6)),
    async begin(id) {
      const { found } = await plannedFollowUp(deps, asked);
      const estimate = await estimateDuration(deps.db, found.plan?.itinerary);
      const { job, request } = jobOf(id, await parent());
      await startRun(deps, job, request, { request_id: asker.request_id, hash });
      return accepted(job, estimate);
    },
    async found(id) {
      const row = await parent();
      const started = await findStarted(deps, id, row.vm_id, () => Promise.resolve(jobOf(id, row).job));
      return started && accepted(started, NO_HISTORY);
    },
  });
}

const NOTHING_ASKED = { skip_validation: false, network_mappings: {}, custom_config: {} };

/** What a recovery would do now. Raises as `startFollowUp` does. */
export async function dryRecover(deps: ApiDeps, jobId: string): Promise<z.input<typeof RecoverPlan>> {
  const { job, found } = await plannedFollowUp(deps, { type: 'recover', job_id: jobId });
  const { plan, why = '', unreverted = [], closes = [] } = found;
  const steps = plan?.itinerary.way_back ?? [];
  return done(plan === null ? 'Nothing in CloudStack would be changed' : 'Every replica would come home', {
    job_id: jobId,
    job_type: job.job_type,
    way: plan === null ? ('leave' as const) : ('return' as const),
    why,
    calls: steps.flatMap(({ name, calls }) =>
      calls.map(({ activity, object }) => ({ step: name, activity, object: found.refs[object] ?? object })),
    ),
    resync_required: unreverted,
    becomes: closes,
  });
}

async function plannedFollowUp(deps: ApiDeps, asked: Asked): Promise<{ job: RecordedJob; found: FollowUp }> {
  const { type, job_id } = asked;
  const { row, job, open } = await deps.db.uow.read(async (repos) => {
    const parent = await getJob(repos, job_id);
    return { row: parent, job: await repos.jobs.recorded(job_id), open: await repos.jobs.openForVm(parent.vm_id) };
  });
  if (job === null) throw new Error(`job ${job_id} vanished within one read`);
  const own = [job_id, ...job.lost_recoveries.map((recovery) => recovery.job_id)];
  if (open !== null && !(type === 'recover' && own.includes(open.job_id))) throw anotherJob(open.job_id);
  if (type === 'recover' && isOpen(row.status) && (await deps.inspect(row))?.state === 'running')
    throw new ApiError('INVALID_STATE', `The workflow of job ${job_id} is there: it needs no recovery`, {
      required_actions: ['Wait for the job, cancel it, or answer its attention.'],
    });
  const found = await planFollowUp(type, job, async (config) => (await readsOf(deps, config)).reads);
  if ('refused' in found)
    throw new ApiError(found.code, `${type} of ${job_id} is not possible: ${found.refused.join('; ')}`, {
      details: { refused: found.refused },
      ...(found.code === 'NOT_READY' ? { required_actions: found.refused } : {}),
    });
  if (type === 'rollback' && asked.confirm_data_loss !== true)
    throw new ApiError(
      'CONFIRMATION_REQUIRED',
      'A rollback loses everything the destination has written since its start',
      {
        required_actions: ['Repeat the request with confirm_data_loss: true.'],
      },
    );
  return { job, found };
}
