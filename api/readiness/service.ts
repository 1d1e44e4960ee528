import type { z } from 'zod';
import type { Readiness } from '../../domain/readiness.js';
import type { ReadinessInput } from '../../readiness/input.js';
import type { ApiDeps } from '../deps.js';
import { estimateDuration } from '../failover/estimate.js';
import { evaluate } from './evaluate.js';
import { gather } from './input.js';
import type { ReadinessResponse } from './schemas.js';

/** Job id a readiness plan is made for; no job ever bears it. */
const NO_JOB = 'readiness';

/** The readiness of a start without overrides, and what it was computed from. Raises 404 VM_NOT_FOUND. */
export async function evaluated(
  deps: ApiDeps,
  vmId: string,
  type: ReadinessInput['type'],
): Promise<{ input: ReadinessInput; readiness: Readiness }> {
  const request = { vm_id: vmId, skip_validation: false, network_mappings: {}, custom_config: {} };
  const gathered = await gather(deps, type, NO_JOB, request);
  return { input: gathered.input, readiness: await evaluate(gathered, deps.logger) };
}

/** Computes the readiness of a start without overrides and stores it with its time. Raises 404 VM_NOT_FOUND. */
export async function checkReadiness(
  deps: ApiDeps,
  vmId: string,
  type: ReadinessInput['type'],
): Promise<z.input<typeof ReadinessResponse>> {
  const { plan, ...stored } = (await evaluated(deps, vmId, type)).readiness;
  const { refusal, required_actions, ...result } = stored;
  const estimated_duration =
    plan === null ? 'Cannot estimate - validation failed' : await estimateDuration(deps.db, plan.itinerary);
  const answer: z.input<typeof ReadinessResponse> = {
    success: true,
    message: 'VM failover readiness validation completed',
    is_valid: refusal === null,
    readiness_score: result.readiness_score,
    validation_result: { ...result, estimated_duration },
    required_actions,
  };
  await deps.db.uow.run((repos) => repos.vms.storeReadiness(vmId, type, stored, deps.now()));
  return answer;
}
