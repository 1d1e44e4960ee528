import type { components } from './api-types.js';

/** What console and command line both need to talk to the API; each makes its own openapi-fetch client. */

export type Schemas = components['schemas'];
export type Vm = Schemas['Vm'];
export type VmSummary = Schemas['VmSummary'];
export type Job = Schemas['FailoverJob'];
export type RunStatus = Schemas['FailoverStatus'];
export type Step = Schemas['Step'];
export type StepCall = Schemas['StepCall'];
export type Attention = Schemas['Attention'];
export type FailoverEvent = Schemas['FailoverEvent'];
export type DryRun = Schemas['DryRun'];
export type Network = Schemas['Network'];
export type Mapping = Schemas['NetworkMapping'];
export type MappingItem = Schemas['NetworkMappingItem'];
export type Config = Schemas['OsseaConfig'];
export type ConfigInput = Schemas['OsseaConfigInput'];

/** The API's refusal, in its own words; `NO_ANSWER` and `UNKNOWN` are ours. */
export class ApiFailure extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly remedies: readonly string[],
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = 'ApiFailure';
  }
}

interface Answer<T> {
  data?: T;
  error?: unknown;
}

/** The body of a success. Raises ApiFailure for a refusal and where the API does not answer. */
export async function body<T>(asked: Promise<Answer<T>>): Promise<T> {
  const { data, error } = await asked.catch(() => {
    throw new ApiFailure('NO_ANSWER', 'The API does not answer.', ['Check that it runs and can be reached.']);
  });
  if (data !== undefined) return data;
  throw failureOf(error);
}

/** A refusal's body as an error. */
export function failureOf(error: unknown): ApiFailure {
  const {
    error_code = 'UNKNOWN',
    message = 'The answer cannot be understood.',
    required_actions = [],
    details,
  } = (error ?? {}) as Partial<Schemas['Error']>;
  return new ApiFailure(error_code, message, required_actions, details);
}

/** For `Idempotency-Key`: one for each intent, so that a repeat of the same intent is no second run. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
