import type { QueryRunner, TableColumnOptions } from 'typeorm';
import { Table, TableColumn, TableIndex } from 'typeorm';

/**
 * The words migrations are written in. They describe tables as of one version, on purpose apart from the entities:
 * an entity changes with the code, a shipped migration never does.
 */
type Shape = Omit<TableColumnOptions, 'name'>;

export interface TableShape {
  columns: Record<string, Shape>;
  indexes?: Record<string, string[]>;
  unique?: Record<string, string[]>;
}

export const id: Shape = { type: 'integer', isPrimary: true, isGenerated: true, generationStrategy: 'increment' };
export const int: Shape = { type: 'int' };
export const bigint: Shape = { type: 'bigint' };
export const double: Shape = { type: 'double' };
export const boolean: Shape = { type: 'boolean', default: '0' };
export const text: Shape = { type: 'text' };
/** Up to 16 MiB; SQLite's text has no limit. */
export const longText: Shape = { type: 'mediumtext' };
export const datetime: Shape = { type: 'datetime', precision: 6 };
export const varchar = (length = 255): Shape => ({ type: 'varchar', length: String(length) });
export const key = (shape: Shape): Shape => ({ ...shape, isPrimary: true });
export const nullable = (shape: Shape): Shape => ({ ...shape, isNullable: true });
export const or = (value: string | number, shape: Shape): Shape => ({
  ...shape,
  default: typeof value === 'number' ? String(value) : `'${value}'`,
});

/** Ids differ by case, so text is compared byte by byte on MySQL as on SQLite. */
function column(runner: QueryRunner, name: string, shape: Shape): TableColumnOptions {
  const mysql = isMysql(runner);
  const isText = /text|char/.test(shape.type);
  const collation = mysql && isText ? { charset: 'utf8mb4', collation: 'utf8mb4_bin' } : {};
  return { ...shape, ...collation, name, type: !mysql && shape.type === 'mediumtext' ? 'text' : shape.type };
}

export function isMysql(runner: QueryRunner): boolean {
  return runner.connection.options.type === 'mysql';
}

/** Creates the table, or gives an existing one the columns and indexes it lacks. Harmless when repeated. */
export async function ensureTable(runner: QueryRunner, name: string, shape: TableShape): Promise<void> {
  const columns = Object.entries(shape.columns).map(([columnName, of]) => column(runner, columnName, of));
  if (!(await runner.hasTable(name))) {
    await runner.createTable(new Table({ name, columns }));
  }
  for (const options of columns) {
    if (await runner.hasColumn(name, options.name)) continue;
    if (!options.isNullable && options.default === undefined)
      throw new Error(`table ${name} exists without column ${options.name}, which has no default`);
    await runner.addColumn(name, new TableColumn(options));
  }
  for (const [index, names] of Object.entries(shape.indexes ?? {}))
    await ensureIndex(runner, name, index, names, false);
  for (const [index, names] of Object.entries(shape.unique ?? {})) await ensureIndex(runner, name, index, names, true);
}

/** An index over the same columns serves, whatever the original called it. */
async function ensureIndex(
  runner: QueryRunner,
  table: string,
  name: string,
  columns: string[],
  isUnique: boolean,
): Promise<void> {
  const there = (await indexesOver(runner, table, columns)).some((index) => index.isUnique || !isUnique);
  if (!there) await runner.createIndex(table, new TableIndex({ name, columnNames: columns, isUnique }));
}

export interface FoundIndex {
  name: string;
  isUnique: boolean;
  /** SQLite keeps UNIQUE in a table's definition apart from indexes. */
  isConstraint: boolean;
}

/** Indexes over exactly these columns, in this order. */
export async function indexesOver(runner: QueryRunner, tableName: string, columns: string[]): Promise<FoundIndex[]> {
  const table = await runner.getTable(tableName);
  const same = (names: string[]): boolean => names.join() === columns.join();
  const indexes = (table?.indices ?? []).filter((index) => same(index.columnNames));
  const uniques = (table?.uniques ?? []).filter((unique) => same(unique.columnNames));
  return [
    ...indexes.map((index) => ({ name: index.name ?? '', isUnique: index.isUnique, isConstraint: false })),
    ...uniques.map((unique) => ({ name: unique.name ?? '', isUnique: true, isConstraint: true })),
  ];
}
