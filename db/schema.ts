import { MigrationExecutor, type DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import { SchemaError } from './errors.js';

const RUN_MIGRATE = 'run `npm run migrate`';

/** Runs what is pending on `runner`; each migration is noted when all its steps are done. Answers their names. */
export async function migrate(source: DataSource, runner: QueryRunner): Promise<string[]> {
  const executor = new MigrationExecutor(source, runner);
  // On MySQL each table change commits by itself; on SQLite the caller's transaction holds all of them.
  executor.transaction = 'none';
  return (await executor.executePendingMigrations()).map(({ name }) => name);
}

/** Raises SchemaError unless the database has exactly the migrations of this build. */
export async function checkSchema(source: DataSource, manager: EntityManager): Promise<void> {
  const table = source.options.migrationsTableName ?? 'migrations';
  if (!(await manager.queryRunner?.hasTable(table)))
    throw new SchemaError('the database has no schema yet', RUN_MIGRATE);
  const rows = await manager
    .createQueryBuilder()
    .select('name')
    .from(table, 'migration')
    .getRawMany<{ name: string }>();
  const done = rows.map(({ name }) => name);
  const known = source.migrations.map((migration) => migration.name ?? migration.constructor.name);
  const missing = known.filter((name) => !done.includes(name));
  if (missing.length > 0)
    throw new SchemaError(`the database's schema is older, it lacks ${missing.join(', ')}`, RUN_MIGRATE);
  const unknown = done.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new SchemaError(
      `the database's schema is newer than this build, it has ${unknown.join(', ')}`,
      'start a newer build',
    );
}
