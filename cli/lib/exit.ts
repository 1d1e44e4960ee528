import { ApiFailure } from '../../client/api.js';

/** Exit codes, as docs/failoverctl.md lists them. */
export const EXIT = {
  done: 0,
  /** The answer is bad news: a run has failed or was undone, a VM is not ready, doctor has found something. */
  badNews: 1,
  usage: 2,
  notAllowed: 3,
  notFound: 4,
  refused: 5,
  /** A run waits for a person. */
  needsYou: 6,
  /** The API, or what it needs, is away: the same command may work later. */
  away: 7,
  notConfirmed: 8,
  broken: 70,
  interrupted: 130,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** What stops a command, in words for whoever typed it. */
export class CliFailure extends Error {
  constructor(
    readonly exit: ExitCode,
    message: string,
    readonly remedies: readonly string[] = [],
  ) {
    super(message);
    this.name = 'CliFailure';
  }
}

export const usage = (message: string, ...remedies: string[]): CliFailure =>
  new CliFailure(EXIT.usage, message, remedies);

const BY_CODE: Record<string, ExitCode> = {
  VALIDATION_FAILED: EXIT.usage,
  PAYLOAD_TOO_LARGE: EXIT.usage,
  UNAUTHORIZED: EXIT.notAllowed,
  FORBIDDEN: EXIT.notAllowed,
  NOT_FOUND: EXIT.notFound,
  VM_NOT_FOUND: EXIT.notFound,
  JOB_NOT_FOUND: EXIT.notFound,
  ACTIVE_JOBS: EXIT.refused,
  INVALID_STATE: EXIT.refused,
  NOT_READY: EXIT.refused,
  NETWORK_MAPPING_MISSING: EXIT.refused,
  CONFIRMATION_REQUIRED: EXIT.refused,
  IDEMPOTENCY_KEY_REUSED: EXIT.refused,
  OSSEA_NOT_CONFIGURED: EXIT.refused,
};

/** What a command that ended with this error exits with. */
export function exitOf(error: unknown): ExitCode {
  if (error instanceof CliFailure) return error.exit;
  if (error instanceof ApiFailure) return BY_CODE[error.code] ?? EXIT.away;
  return EXIT.broken;
}
