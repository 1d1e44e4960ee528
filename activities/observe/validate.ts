import { log } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import type { RunPlan, StartRequest } from '../../domain/plan.js';
import type { Readiness } from '../../domain/readiness.js';
import type { JobType } from '../../domain/status.js';
import { isUnanswered } from '../../readiness/check.js';
import { evaluateReadiness } from '../../readiness/evaluate.js';
import type { ActivityDeps } from '../deps.js';

export interface ValidateInput {
  job_id: string;
  job_type: Extract<JobType, 'live'>;
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
    const open = await r.jobs.openForVm(input.request.vm_id);
    return {
      vm,
      config: vm === null || vm.ossea_config === null ? await r.configs.active() : await r.configs.get(vm.ossea_config),
      mappings: await r.mappings.forVm(input.request.vm_id),
      production: await r.mappings.productionDestinations(),
      open_job:
        open === null || open.job_id === input.job_id
          ? null
          : { job_id: open.job_id, job_type: open.job_type, status: open.status },
    };
  });
  if (facts.vm === null)
    throw ApplicationFailure.nonRetryable(`VM ${input.request.vm_id} is not in the inventory`, 'VM_NOT_FOUND');
  if (facts.config === null)
    throw ApplicationFailure.nonRetryable('There is no active OSSEA configuration', 'OSSEA_NOT_CONFIGURED');
  const { reads } = await deps.cloudstack(facts.config.name);
  const readiness = await evaluateReadiness(
    {
      type: input.job_type,
      job_id: input.job_id,
      request: input.request,
      vm: facts.vm,
      config: facts.config,
      mappings: facts.mappings,
      open_job: facts.open_job,
      production_network_ids: facts.production,
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
