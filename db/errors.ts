import { SetUpError } from '../domain/errors.js';

/** The database cannot be reached or is too busy for now; the same unit of work may be tried again later. */
export class DatabaseUnavailableError extends Error {
  override readonly name = 'DatabaseUnavailableError';
}

/** A row with the same key is there already, or what it names belongs to another VM. */
export class DuplicateError extends Error {
  override readonly name = 'DuplicateError';
}

/** An update met no row (safety.md R9: never silently). */
export class RowMissingError extends Error {
  override readonly name = 'RowMissingError';
}

/** The database's schema is not the one this build works with. */
export class SchemaError extends SetUpError {
  override readonly name = 'SchemaError';

  constructor(
    readonly what: string,
    readonly cure: string,
  ) {
    super(`${what}: ${cure}`);
  }
}

/** SECRETS_KEY is missing, malformed, or not the key a value was encrypted with. */
export class SecretsKeyError extends Error {
  override readonly name = 'SecretsKeyError';
}

/** A stored value is not what this product writes there. */
export class CorruptValueError extends Error {
  override readonly name = 'CorruptValueError';
}
