import { QueryFailedError } from 'typeorm';
import { DatabaseUnavailableError } from './errors.js';

/** mysql2 gives no code to what is asked of a connection that it knows to be dead. */
const DEAD = 'PROTOCOL_CONNECTION_LOST';

const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT', // the socket file of a server that is down
  'ENOTFOUND',
  'EAI_AGAIN',
  DEAD,
  'PROTOCOL_ENQUEUE_AFTER_FATAL_ERROR',
  'POOL_CLOSED',
  'ER_CON_COUNT_ERROR',
  'ER_SERVER_SHUTDOWN',
  'ER_QUERY_INTERRUPTED',
  'ER_CONNECTION_KILLED',
]);
/** The storage refuses for now; what was to be written may pass later. */
const NO_ROOM = /^(SQLITE_FULL|SQLITE_IOERR(_\w+)?|ER_DISK_FULL|ER_RECORD_FILE_FULL)$/;
const CONFLICT = new Set(['ER_LOCK_DEADLOCK', 'ER_LOCK_WAIT_TIMEOUT', 'ER_CHECKREAD']);
const DUPLICATE = new Set(['ER_DUP_ENTRY', 'SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY']);

function codeOf(error: unknown): string {
  const cause: unknown = error instanceof QueryFailedError ? error.driverError : error;
  if (!(cause instanceof Error)) return '';
  if ('code' in cause && typeof cause.code === 'string') return cause.code;
  return 'fatal' in cause && cause.fatal === true ? DEAD : '';
}

/** SQLite: another connection holds the lock that this statement needs. */
export function isBusy(error: unknown): boolean {
  return codeOf(error).startsWith('SQLITE_BUSY');
}

/** MySQL: the transaction lost against another one; doing the whole of it again may pass. */
export function isConflict(error: unknown): boolean {
  return CONFLICT.has(codeOf(error));
}

export function isDuplicate(error: unknown): boolean {
  return DUPLICATE.has(codeOf(error));
}

export function isUnreachable(error: unknown): boolean {
  return UNREACHABLE.has(codeOf(error));
}

/** What callers may see of an engine's error: its temporary trouble by a type of ours, all else as it is. */
export function translated(error: unknown): unknown {
  const temporary = isBusy(error) || isConflict(error) || isUnreachable(error) || NO_ROOM.test(codeOf(error));
  if (!temporary) return error;
  return new DatabaseUnavailableError(`the database cannot be used now (${codeOf(error)})`, { cause: error });
}
