import { isRetryable, type ApiErrorCode, type ErrorClass } from '../domain/errors.js';
import type { Check, CheckStatus, CheckType } from '../domain/readiness.js';
import type { Facts } from './facts.js';
import type { ReadinessInput, ReadinessPorts } from './input.js';

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

type Found<S extends CheckStatus> = Finding & { status: S };

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
}

/** The CloudStack client's errors, as far as readiness looks at them. */
interface ClientError extends Error {
  errorClass: ErrorClass;
  /** What happened in one word or number: CloudStack's error code, or e.g. NOT_CONNECTED. */
  code?: string;
  /** There only where CloudStack itself spoke; then `errortext` is its own text. */
  errorcode?: number;
  errortext?: string;
}

export function pass(message: string, details?: Record<string, unknown>): Found<'pass'> {
  return { status: 'pass', message, ...(details === undefined ? {} : { details }) };
}

/** A failed critical check refuses the start with `refuses` (NOT_READY unless said otherwise). */
export function fail(
  message: string,
  action: string,
  details?: Record<string, unknown>,
  refuses: RefusalCode = 'NOT_READY',
): Found<'fail'> {
  return { status: 'fail', message, action, refuses, ...(details === undefined ? {} : { details }) };
}

export function warn(message: string, action: string, details?: Record<string, unknown>): Found<'warning'> {
  return { status: 'warning', message, action, ...(details === undefined ? {} : { details }) };
}

/** Runs a check and times it; an error of the CloudStack client becomes `unknown`, any other error is a bug and is thrown. */
export async function runCheck(
  definition: CheckDefinition,
  input: ReadinessInput,
  facts: Facts,
  { now, warn: log }: Pick<ReadinessPorts, 'now' | 'warn'>,
): Promise<CheckResult> {
  const started = now();
  const { finding, error } = await attempt(definition, input, facts);
  if (error !== undefined)
    log({ check: definition.name, error_class: error.errorClass, reason: error.message }, 'a check remains unknown');
  const check: Check = {
    check_name: definition.name,
    check_type: definition.type,
    status: finding.status,
    message: finding.message,
    execution_time: Math.max(0, Math.round(now() - started)),
    ...(finding.details === undefined ? {} : { details: finding.details }),
    ...(error === undefined ? {} : { error_class: error.errorClass }),
  };
  return { definition, check, finding };
}

async function attempt(
  definition: CheckDefinition,
  input: ReadinessInput,
  facts: Facts,
): Promise<{ finding: Finding; error?: ClientError }> {
  try {
    return { finding: await definition.run(input, facts) };
  } catch (error) {
    if (!isClientError(error)) throw error;
    const [message, action] = unanswered(error);
    return { error, finding: { status: 'unknown', message, action, refuses: 'OSSEA_API_ERROR' } };
  }
}

/** Whether the question was not answered, so that it is worth asking again: a refusal is an answer. */
export function isUnanswered(errorClass: ErrorClass | undefined): boolean {
  return errorClass !== undefined && (isRetryable(errorClass) || errorClass === 'busy');
}

/** Tells CloudStack's own words of a refusal; what a connection or something in between said names hosts and addresses. */
function unanswered(error: ClientError): [message: string, action: string] {
  const code = error.code === undefined ? '' : ` (${error.code})`;
  if (isUnanswered(error.errorClass))
    return [`CloudStack did not answer${code}`, 'Check that the CloudStack API is reachable, then try again.'];
  const said = error.errorcode === undefined ? '' : `: ${error.errortext ?? ''}`;
  if (error.errorClass === 'denied')
    return [
      `CloudStack does not let the key ask${said}${code}`,
      'Check the API key of the OSSEA configuration and its role.',
    ];
  return [
    `CloudStack refused the question${said}${code}`,
    'Check the ids in the OSSEA configuration and in the inventory.',
  ];
}

function isClientError(error: unknown): error is ClientError {
  return error instanceof Error && 'errorClass' in error;
}
