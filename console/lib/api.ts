import createClient from 'openapi-fetch';
import type { components, paths } from '../../client/api-types.js';

type Schemas = components['schemas'];
export type Session = Schemas['Session'];
export type Vm = Schemas['Vm'];
export type VmSummary = Schemas['VmSummary'];
export type Job = Schemas['FailoverJob'];
export type RunStatus = Schemas['FailoverStatus'];
export type Step = Schemas['Step'];
export type StepCall = Schemas['StepCall'];
export type Attention = Schemas['Attention'];
export type FailoverEvent = Schemas['FailoverEvent'];
export type DryRun = Schemas['DryRun'];
export type Check = Schemas['ReadinessCheck'];
export type Network = Schemas['Network'];
export type Mapping = Schemas['NetworkMapping'];

/** The API's refusal, in its own words. */
export class ApiFailure extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly remedies: readonly string[],
  ) {
    super(message);
    this.name = 'ApiFailure';
  }
}

const csrf = { token: '' };

/** What requests that change something bear from now on. */
export function setCsrfToken(token: string | null): void {
  csrf.token = token ?? '';
}

export const api = createClient<paths>({ baseUrl: '/api/v1' });
api.use({
  onRequest({ request }) {
    if (request.method !== 'GET') request.headers.set('X-CSRF-Token', csrf.token);
    return request;
  },
});

interface Answer<T> {
  data?: T;
  error?: unknown;
}

/** The body of a success. Raises ApiFailure for a refusal and where the API does not answer. */
export async function body<T>(asked: Promise<Answer<T>>): Promise<T> {
  const { data, error } = await asked.catch(() => {
    throw new ApiFailure('NO_ANSWER', 'The API does not answer.', [
      'Check that it runs; this page tries again by itself.',
    ]);
  });
  if (data !== undefined) return data;
  const {
    error_code = 'UNKNOWN',
    message = 'The answer cannot be understood.',
    required_actions = [],
  } = (error ?? {}) as Partial<Schemas['Error']>;
  throw new ApiFailure(error_code, message, required_actions);
}

/** For `Idempotency-Key`: one for each intent, so that a repeat of the click is no second run. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
