import type { EntityManager, EntityTarget, FindOptionsWhere, ObjectLiteral } from 'typeorm';
import { isDuplicate } from './driver-errors.js';

/**
 * Inserts rows, or updates those whose `key` columns are there already; columns in `keep` are only written at the
 * insert. All rows must name the same columns. `key` must be the table's only unique index beside a generated id:
 * MySQL updates on any of them.
 */
export async function upsert<E extends ObjectLiteral>(
  manager: EntityManager,
  target: EntityTarget<E>,
  rows: Partial<E>[],
  key: (keyof E & string)[],
  keep: (keyof E & string)[] = [],
): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const written = Object.keys(first).filter((column) => ![...key, ...keep].includes(column));
  await manager
    .createQueryBuilder()
    .insert()
    .into(target)
    .values(rows)
    .orUpdate(written, key)
    .updateEntity(false)
    .execute();
}

/** Inserts the row unless one with its key is there; true when it was inserted. */
export async function insertIfAbsent<E extends ObjectLiteral>(
  manager: EntityManager,
  target: EntityTarget<E>,
  row: Partial<E>,
): Promise<boolean> {
  try {
    await manager.createQueryBuilder().insert().into(target).values(row).updateEntity(false).execute();
    return true;
  } catch (error) {
    if (isDuplicate(error)) return false;
    throw error;
  }
}

/** Inserts rows as they are. Raises the driver's error where a key is there already. */
export async function insert<E extends ObjectLiteral>(
  manager: EntityManager,
  target: EntityTarget<E>,
  rows: Partial<E>[],
): Promise<void> {
  if (rows.length === 0) return;
  const query = manager.createQueryBuilder().insert().into(target);
  await query.values(rows).updateEntity(false).execute();
}

/** Answers how many rows `where` met, changed or not. */
export async function update<E extends ObjectLiteral>(
  manager: EntityManager,
  target: EntityTarget<E>,
  where: FindOptionsWhere<E>,
  columns: Partial<E>,
): Promise<number> {
  const { affected } = await manager.update(target, where, columns);
  return affected ?? 0;
}
