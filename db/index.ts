/** What the rest of the product may use of the database. */
export { openDatabase, type Database, type DatabaseOptions, type UnitOfWork } from './database.js';
export {
  CorruptValueError,
  DatabaseUnavailableError,
  DuplicateError,
  RowMissingError,
  SchemaError,
  SecretsKeyError,
} from './errors.js';
export type { Counts, TailEvent } from './read-models.js';
export type { AuditEntry, AuditFilter } from './repositories/audit.js';
export type { Page, Rows } from './repositories/context.js';
export type { Reservation, Reserved } from './repositories/idempotency.js';
export type { Repositories } from './repositories/index.js';
export type { JobListRow, JobRow } from './repositories/job-row.js';
export type { Created, JobFilter } from './repositories/jobs.js';
export type { MappingFilter, NewMapping } from './repositories/mappings.js';
export type { ApiToken, Role } from './repositories/tokens.js';
export type { VmFilter, VmListRow } from './repositories/vm-list.js';
export type { StoredReadiness } from './schemas.js';
