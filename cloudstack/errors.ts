import type { ErrorClass } from '../domain/errors.js';
import type { Failure, Sent } from './failure.js';

export { classifyJobFailure } from './classify.js';
export type { Failure, Sent } from './failure.js';

/** Every failure of this folder's reads, commands and job queries. */
export class CloudStackError extends Error {
  readonly errorClass: ErrorClass;
  readonly command: string;
  readonly sent: Sent;
  readonly code: string;
  readonly errortext: string;
  readonly httpStatus: number | undefined;
  readonly errorcode: number | undefined;
  readonly cserrorcode: number | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(command: string, failure: Failure) {
    super(`${command}: ${failure.errortext} (${failure.code})`);
    this.name = 'CloudStackError';
    this.command = command;
    this.errorClass = failure.errorClass;
    this.sent = failure.sent;
    this.code = failure.code;
    this.errortext = failure.errortext;
    this.httpStatus = failure.httpStatus;
    this.errorcode = failure.errorcode;
    this.cserrorcode = failure.cserrorcode;
    this.retryAfterMs = failure.retryAfterMs;
  }
}

/** A request that was not sent because its moment had passed: confirm, look and send again (R4). */
export function fenceExpired(command: string): CloudStackError {
  return new CloudStackError(command, {
    errorClass: 'unavailable',
    sent: 'no',
    code: 'FENCE_EXPIRED',
    errortext: 'not sent: the time in which it might be sent had passed',
  });
}

/** A request this client would not send because it is wrong in itself; a mistake in the program, not in the estate. */
export function badRequest(command: string, errortext: string): CloudStackError {
  return new CloudStackError(command, { errorClass: 'refused', sent: 'no', code: 'BAD_REQUEST', errortext });
}

/**
 * `undefined` where CloudStack does not know the id it was given: a 431, which is never masked (facts §1.2; recordings
 * "list* with unknown uuid", "queryAsyncJobResult unknown job"). Anything else that fails goes on failing.
 */
export async function unlessUnknownId<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof CloudStackError && error.errorcode === 431 && /entity does not exist/.test(error.errortext))
      return undefined;
    throw error;
  }
}
