import type { ApiErrorCode, ErrorClass } from '../domain/errors.js';
import type { Check, CheckStatus, CheckType } from '../domain/readiness.js';
import type { Facts } from './facts.js';
import type { ReadinessInput } from './input.js';

/** Why a start is refused, in the order in which it is told when several hold: what hides the others first. */
export const REFUSAL_CODES = [
  'OSSEA_NOT_CONFIGURED',
  'ACTIVE_JOBS',
  'INVALID_STATE',
  'OSSEA_API_ERROR',
  'NETWORK_MAPPING_MISSING',
  'CONFIRMATION_REQUIRED',
  'NOT_READY',
] as const satisfies readonly ApiErrorCode[];
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** What one check found. `refuses` is the API code with which a start is refused because of it. */
export interface Finding {
  status: CheckStatus;
  message: string;
  details?: Record<string, unknown>;
  /** What the operator can do; demanded for everything that is not a pass. */
  action?: string;
  refuses?: RefusalCode;
}

export interface CheckDefinition {
  name: string;
  type: CheckType;
  /** False for advice that `skip_validation` may skip: what no plan needs to know and CloudStack does not refuse. */
  safety: boolean;
  run(input: ReadinessInput, facts: Facts): Promise<Finding> | Finding;
}

export interface CheckResult {
  definition: CheckDefinition;
  check: Check;
  finding: Finding;
  /** Set when CloudStack did not answer, or answered that the key may not ask. */
  errorClass?: ErrorClass;
}

export function pass(message: string, details?: Record<string, unknown>): Finding {
  return { status: 'pass', message, ...(details === undefined ? {} : { details }) };
}

/** A failed critical check refuses the start with `refuses` (NOT_READY unless said otherwise). */
export function fail(
  message: string,
  action: string,
  details?: Record<string, unknown>,
  refuses: RefusalCode = 'NOT_READY',
): Finding {
  return { status: 'fail', message, action, refuses, ...(details === undefined ? {} : { details }) };
}

export function warn(message: string, action: string, details?: Record<string, unknown>): Finding {
  return { status: 'warning', message, action, ...(details === undefined ? {} : { details }) };
}

/** Runs a check and times it; an error of the CloudStack client becomes `unknown`, any other error is a bug and is thrown. */
export async function runCheck(
  definition: CheckDefinition,
  input: ReadinessInput,
  facts: Facts,
  now: () => number,
): Promise<CheckResult> {
  const started = now();
  const result = await attempt(definition, input, facts);
  const { finding } = result;
  const check: Check = {
    check_name: definition.name,
    check_type: definition.type,
    status: finding.status,
    message: finding.message,
    execution_time: Math.max(0, Math.round(now() - started)),
    ...(finding.details === undefined ? {} : { details: finding.details }),
  };
  return { definition, check, ...result };
}

async function attempt(
  definition: CheckDefinition,
  input: ReadinessInput,
  facts: Facts,
): Promise<{ finding: Finding; errorClass?: ErrorClass }> {
  try {
    return { finding: await definition.run(input, facts) };
  } catch (error) {
    const errorClass = errorClassOf(error);
    if (errorClass === undefined) throw error;
    const said = error instanceof Error ? error.message : 'no answer';
    const [message, action] = unanswered(errorClass);
    return {
      errorClass,
      finding: { status: 'unknown', message: `${message}: ${said}`, action, refuses: 'OSSEA_API_ERROR' },
    };
  }
}

/** Only `did not answer` is worth waiting for: a refusal is an answer. */
function unanswered(errorClass: ErrorClass): [message: string, action: string] {
  if (errorClass === 'denied')
    return ['CloudStack does not let the key ask', 'Check the API key of the OSSEA configuration and its role.'];
  if (errorClass === 'unavailable' || errorClass === 'unknown-outcome' || errorClass === 'busy')
    return ['CloudStack did not answer', 'Check that the CloudStack API is reachable, then try again.'];
  return ['CloudStack refused the question', 'Check the ids in the OSSEA configuration and in the inventory.'];
}

function errorClassOf(error: unknown): ErrorClass | undefined {
  return error instanceof Error && 'errorClass' in error ? (error.errorClass as ErrorClass) : undefined;
}
