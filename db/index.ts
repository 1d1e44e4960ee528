/** What the rest of the product may use of the database. */
export { openDatabase, type Database, type DatabaseOptions } from './database.js';
export {
  CorruptValueError,
  DatabaseUnavailableError,
  DuplicateError,
  RowMissingError,
  SchemaError,
  SecretsKeyError,
} from './errors.js';
export type { TailEvent } from './read-models.js';
export type { AuditEntry } from './repositories/audit.js';
export type { Repositories } from './repositories/index.js';
export type { JobListRow, JobRow } from './repositories/job-row.js';
export type { Created } from './repositories/jobs.js';
export type { VmListRow } from './repositories/vm-list.js';
export type { StoredReadiness } from './schemas.js';
