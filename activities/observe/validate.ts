import { log } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import type { RunPlan, StartRequest } from '../../domain/plan.js';
import type { Readiness } from '../../domain/readiness.js';
import type { JobType } from '../../domain/status.js';
import { isUnanswered } from '../../readiness/check.js';
import { gatherInput } from '../../readiness/gather.js';
import { evaluateReadiness } from '../../readiness/evaluate.js';
import type { ActivityDeps } from '../deps.js';

export interface ValidateInput {
  job_id: string;
  job_type: Extract<JobType, 'live' | 'test'>;
  request: StartRequest;
}

export interface Validated {
  plan: RunPlan;
  checks: Pick<Readiness['checks'][number], 'check_name' | 'status' | 'message'>[];
}

/**
 * The run's own validation, by the same engine as a start's. CloudStack not answering is waited for; every other
 * refusal is final and becomes the run's failure, with the API's code as its type.
 */
export async function validate(deps: ActivityDeps, input: ValidateInput): Promise<Validated> {
  const facts = await deps.db.uow.read(async (r) => {
    const vm = await r.vms.get(input.request.vm_id);
    if (vm === null) return { vm, config: null };
    const config = await (vm.ossea_config === null ? r.configs.active() : r.configs.get(vm.ossea_config));
    return { vm, config, ...(await gatherInput(r, vm, input.job_id)) };
  });
  if (facts.vm === null)
    throw ApplicationFailure.nonRetryable(`VM ${input.request.vm_id} is not in the inventory`, 'VM_NOT_FOUND');
  if (!('mappings' in facts) || facts.config === null)
    throw ApplicationFailure.nonRetryable('There is no active OSSEA configuration', 'OSSEA_NOT_CONFIGURED');
  const { reads } = await deps.cloudstack(facts.config.name);
  const { vm, config, ...gathered } = facts;
  const readiness = await evaluateReadiness(
    {
      type: input.job_type,
      job_id: input.job_id,
      request: input.request,
      vm,
      config,
      asked_at: Date.now(),
      ...deps.readinessBounds,
      ...gathered,
    },
    {
      reads,
      now: () => Number(process.hrtime.bigint()),
      warn: (fields, message) => {
        log.warn(message, fields);
      },
    },
  );
  const checks = readiness.checks.map(({ check_name, status, message }) => ({ check_name, status, message }));
  if (readiness.plan !== null) return { plan: readiness.plan, checks };
  const refusal = readiness.refusal ?? {
    code: 'INTERNAL_ERROR',
    message: 'readiness gave neither a plan nor a refusal',
  };
  const notAnswered = readiness.checks.some((check) => isUnanswered(check.error_class));
  throw ApplicationFailure.create({
    message: refusal.message,
    type: notAnswered ? 'unavailable' : refusal.code,
    nonRetryable: !notAnswered,
    details: [{ code: refusal.code, checks, required_actions: readiness.required_actions }],
  });
}
