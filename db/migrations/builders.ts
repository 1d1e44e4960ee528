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
  const indices = [...indexes(shape.indexes, false), ...indexes(shape.unique, true)];
  const there = await runner.getTable(name);
  if (there === undefined) return runner.createTable(new Table({ name, columns, indices }));
  for (const options of columns.filter((wanted) => there.findColumnByName(wanted.name) === undefined)) {
    if (!options.isNullable && options.default === undefined)
      throw new Error(`table ${name} exists without column ${options.name}, which has no default`);
    await runner.addColumn(name, new TableColumn(options));
  }
  // An index over the same columns serves, whatever the original called it.
  for (const index of indices) {
    const similar = indexesOver(there, index.columnNames);
    if (!similar.some((found) => found.isUnique || !index.isUnique)) await runner.createIndex(name, index);
  }
}

function indexes(named: Record<string, string[]> | undefined, isUnique: boolean): TableIndex[] {
  return Object.entries(named ?? {}).map(([name, columnNames]) => new TableIndex({ name, columnNames, isUnique }));
}

export interface FoundIndex {
  name: string;
  isUnique: boolean;
  /** SQLite keeps UNIQUE in a table's definition apart from indexes. */
  isConstraint: boolean;
}

/** Indexes of the table over exactly these columns, in this order. */
export function indexesOver(table: Table, columns: string[]): FoundIndex[] {
  const same = (names: string[]): boolean => names.join() === columns.join();
  return [
    ...table.indices.map((index) => ({ ...index, isConstraint: false })),
    ...table.uniques.map((unique) => ({ ...unique, isUnique: true, isConstraint: true })),
  ]
    .filter(({ columnNames }) => same(columnNames))
    .map(({ name, isUnique, isConstraint }) => ({ name: name ?? '', isUnique, isConstraint }));
}
