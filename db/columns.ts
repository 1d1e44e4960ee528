import type { ColumnOptions, ValueTransformer } from 'typeorm';
import type { z } from 'zod';
import { CorruptValueError } from './errors.js';

/** Column types used by the entities: every column names one, because no decorator metadata is emitted. */

export const integer = { type: 'int' } satisfies ColumnOptions;
/** Bytes and the like; the drivers hand it out as a string or a number, so no code of ours selects it. */
export const bigint = { type: 'bigint', default: 0, select: false } satisfies ColumnOptions;
export const real = { type: 'double' } satisfies ColumnOptions;
export const flag = { type: 'boolean', default: false } satisfies ColumnOptions;
export const text = { type: 'text' } satisfies ColumnOptions;

export function varchar(length = 255): { type: 'varchar'; length: number } {
  return { type: 'varchar', length };
}

export function nullable<T extends ColumnOptions>(column: T): T & { nullable: true } {
  return { ...column, nullable: true };
}

const isoText: ValueTransformer = {
  to: (value: unknown) => (typeof value === 'string' ? new Date(value) : value),
  from: (value: unknown) => (value instanceof Date ? value.toISOString() : value),
};

/** An instant, written by the application; ISO 8601 UTC with milliseconds (`Date.toISOString`) in the entity. */
export const instant = { type: 'datetime', precision: 6, transformer: isoText } satisfies ColumnOptions;

/** A JSON text, checked by `schema` when read. Raises CorruptValueError where the stored text does not fit. */
export function json(schema: z.ZodType): ColumnOptions & { type: 'text' } {
  const transformer: ValueTransformer = {
    to: (value: unknown) => (value === null || value === undefined ? value : JSON.stringify(value)),
    from: (value: unknown) => (typeof value === 'string' ? parsed(schema, value) : value),
  };
  return { type: 'text', transformer };
}

function parsed(schema: z.ZodType, value: string): unknown {
  try {
    return schema.parse(JSON.parse(value));
  } catch (error) {
    throw new CorruptValueError(`a stored JSON value cannot be read: ${String(error)}`, { cause: error });
  }
}
