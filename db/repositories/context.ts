import type {
  EntityManager,
  EntityTarget,
  FindManyOptions,
  FindOneOptions,
  FindOptionsWhere,
  ObjectLiteral,
} from 'typeorm';
import type { Logger } from 'pino';
import type { Engine } from '../data-source.js';
import type { SecretBox } from '../secrets.js';

export type DatabaseLogger = Pick<Logger, 'info' | 'warn' | 'error'>;

/** What a repository works with: the manager of one unit of work and what the process was configured with. */
export interface Context {
  manager: EntityManager;
  engine: Engine;
  /** True in a unit that may write. */
  writes: boolean;
  secrets: SecretBox | null;
  logger: DatabaseLogger;
}

export interface Page {
  limit: number;
  offset: number;
}

export interface Rows<T> {
  rows: T[];
  /** How many there are without `limit` and `offset`. */
  total: number;
}

/**
 * In a writing unit, rows read one by one stay as they were read until it ends: SQLite's writer is alone anyway, MySQL
 * locks them. So a read followed by an update never loses another's update.
 */
export function held<E extends ObjectLiteral>(context: Context): Pick<FindOneOptions<E>, 'lock'> {
  return context.writes && context.engine === 'mysql' ? { lock: { mode: 'pessimistic_write' } } : {};
}

/** One page of the rows that `where` meets. (TypeORM's own findAndCount answers 0 when columns are selected.) */
export async function page<E extends ObjectLiteral>(
  { manager }: Context,
  target: EntityTarget<E>,
  where: FindOptionsWhere<E>,
  { limit, offset }: Page,
  options: Pick<FindManyOptions<E>, 'order' | 'select'>,
): Promise<Rows<E>> {
  const rows = await manager.find(target, { ...options, where, skip: offset, take: limit });
  return { rows, total: await manager.countBy(target, where) };
}

/** The instant now as the instant columns take it. */
export function now(): string {
  return new Date().toISOString();
}
