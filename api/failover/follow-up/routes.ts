import type { ApiErrorCode } from '../../../domain/errors.js';
import type { ApiDeps } from '../../deps.js';
import { route, type Route } from '../../route.js';
import { jobParams } from '../../schemas.js';
import { idempotencyHeader } from '../schemas.js';
import { started, starting } from '../starting.js';
import { CommitRequest, RecoverPlan, RecoverRequest, RollbackRequest } from './schemas.js';
import { dryRecover, startFollowUp } from './service.js';

const tag = 'failover';
const errors = [
  'JOB_NOT_FOUND',
  'NOT_FOUND',
  'ACTIVE_JOBS',
  'INVALID_STATE',
  'NOT_READY',
  'IDEMPOTENCY_KEY_REUSED',
  'OSSEA_API_ERROR',
  'OSSEA_NOT_CONFIGURED',
] as const satisfies ApiErrorCode[];

const common = {
  method: 'post',
  tag,
  role: 'operator',
  params: jobParams,
  headers: idempotencyHeader,
  ...starting,
} as const;

/** Jobs about another job: they have the VM's lock like a start, and ids of their own. */
export function followUpRoutes(deps: ApiDeps): Route[] {
  const rollback = route({
    ...common,
    path: '/failover/{job_id}/rollback',
    operationId: 'rollbackFailover',
    summary: 'Undoes a completed live failover',
    description:
      'Stops and removes the destination, reverts every replica to its snapshot and brings it home. Refused with every reason (details.refused) where that cannot work; asked without confirm_data_loss it is only checked.',
    body: RollbackRequest,
    audited: ['confirm_data_loss'],
    errors: [...errors, 'CONFIRMATION_REQUIRED'],
    handler: ({ params, headers, body }, context) =>
      started(headers, context, (asker, key) =>
        startFollowUp(deps, { type: 'rollback', job_id: params.job_id, ...body }, asker, key),
      ),
  });

  const commit = route({
    ...common,
    path: '/failover/{job_id}/commit',
    operationId: 'commitFailover',
    summary: 'Makes a completed live failover final',
    description: 'Deletes its rollback snapshots and lifts the protection of its VM: there is no way back.',
    body: CommitRequest,
    errors,
    handler: ({ params, headers, body }, context) =>
      started(headers, context, (asker, key) =>
        startFollowUp(deps, { type: 'commit', job_id: params.job_id, ...body }, asker, key),
      ),
  });

  const recover = route({
    ...common,
    path: '/failover/{job_id}/recover',
    operationId: 'recoverFailover',
    summary: 'Ends a job whose workflow is gone',
    description:
      'For a run that was terminated or whose Temporal data is lost: brings every replica home, or leaves a live destination that runs as it is. 409 while the workflow is there.',
    body: RecoverRequest,
    audited: ['dry_run'],
    alternative: { status: 200, description: 'What a recovery would do; nothing was changed', response: RecoverPlan },
    errors,
    handler({ params, headers, body: { dry_run, reason } }, context) {
      const { job_id } = params;
      if (!dry_run)
        return started(headers, context, (asker, key) =>
          startFollowUp(deps, { type: 'recover', job_id, reason }, asker, key),
        );
      context.answerAlternative();
      return dryRecover(deps, job_id);
    },
  });

  return [rollback, commit, recover];
}
