import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { DataSource, QueryRunner } from 'typeorm';
import { describe, expect, it } from 'vitest';
import { mysqlDataSource, sqliteDataSource } from '../../../db/data-source.js';
import { SchemaError } from '../../../db/errors.js';
import { migrate } from '../../../db/schema.js';
import { MysqlTransactions, SqliteTransactions, type Transactions } from '../../../db/uow.js';
import { root } from '../../../scripts/checkout.js';
import { forEachEngine, sql, type EngineForTests } from '../../support/database.js';
import { aDisk, anInventory } from '../../support/inventory.js';
import { aProjection, JOB } from '../../support/projection.js';
import { original } from './original.js';

const NAMES = ['CreateTables1763856000000', 'AdoptOriginal1763856000001'];

forEachEngine('migrations', ({ engine, newUrl, open }) => {
  it('make an empty database into what the entities say', async () => {
    const url = await newUrl();
    const database = await open(url);
    expect(await database.migrate()).toEqual(NAMES);
    await database.checkSchema();
    expect(await differences(engine, url)).toEqual([]);
  });

  it('do nothing when run again', async () => {
    const url = await newUrl();
    const database = await open(url);
    await database.migrate();
    const before = await schemaOf(engine, url);
    expect(await database.migrate()).toEqual([]);
    expect(await schemaOf(engine, url)).toEqual(before);
  });

  it('are told from an older and from a newer schema', async () => {
    const url = await newUrl();
    const database = await open(url);
    await expect(database.checkSchema()).rejects.toThrow(/no schema yet: run `npm run migrate`/);
    await database.migrate();
    await sql(url, `INSERT INTO failover_migrations (timestamp, name) VALUES (1, 'FromTheFuture1')`);
    await expect(database.checkSchema()).rejects.toThrow(/newer than this build, it has FromTheFuture1/);
    await sql(url, `DELETE FROM failover_migrations WHERE name IN ('FromTheFuture1', '${NAMES[1]}')`);
    await expect(database.checkSchema()).rejects.toThrow(SchemaError);
    await expect(database.checkSchema()).rejects.toThrow(/older, it lacks AdoptOriginal/);
  });

  it('take turns when two processes run them at once', async () => {
    const url = await newUrl();
    const codes = await Promise.all([migrateInAProcess(url), migrateInAProcess(url), migrateInAProcess(url)]);
    expect(codes).toEqual([0, 0, 0]);
    expect(await sql(url, 'SELECT name FROM failover_migrations ORDER BY timestamp')).toEqual(
      NAMES.map((name) => ({ name })),
    );
    expect(await differences(engine, url)).toEqual([]);
  });

  it('go on where they were cut off, wherever that was', async () => {
    const whole = await newUrl();
    await sql(whole, ...original(engine));
    const count = await migrateUntilStatement(engine, whole, Infinity);
    expect(count).toBeGreaterThan(60);
    const wanted = await schemaOf(engine, whole);
    for (let cut = 0; cut < count; cut += Math.ceil(count / 8)) {
      const url = await newUrl();
      await sql(url, ...original(engine));
      await expect(migrateUntilStatement(engine, url, cut)).rejects.toThrow('cut off');
      const database = await open(url);
      await database.migrate();
      await database.checkSchema();
      expect(await schemaOf(engine, url), `cut off after ${cut} statements`).toEqual(wanted);
      expect(await sql(url, "SELECT COUNT(*) AS n FROM failover_jobs WHERE status = 'failed'")).toEqual([{ n: 3 }]);
    }
  }, 300_000);

  describe("of the original's database", () => {
    it('keep every row and give the tables what they lack', async () => {
      const url = await newUrl();
      await sql(url, ...original(engine));
      const database = await open(url);
      await database.migrate();
      await database.checkSchema();
      const missing = (await differences(engine, url)).filter((line) => !/: (not )?null$/.test(line));
      expect(missing).toEqual([]);
      expect(await database.uow.read(({ views }) => views.counts())).toEqual({
        active_failover_jobs: 0,
        total_vms_discovered: 0,
        ossea_volumes: 1,
        network_mappings: 2,
      });
      const mapping = {
        vm_id: 'vm-1',
        source_network_name: 'VM Network',
        destination_network_name: 'Production Network',
      };
      const [first] = await database.uow.read(({ mappings }) => mappings.forVm('vm-1'));
      expect(first).toMatchObject({ ...mapping, is_test_network: false });
    });

    it("mark the old engine's open jobs failed and show its jobs as ours", async () => {
      const url = await newUrl();
      await sql(url, ...original(engine));
      const database = await open(url);
      await database.migrate();
      const { rows } = await database.uow.read(({ jobs }) => jobs.list({ limit: 10, offset: 0 }));
      const replaced = 'the engine that ran this job was replaced before it ended';
      expect(rows.map((row) => [row.job_id, row.status, row.error_message, row.created_at])).toEqual([
        ['failover-20250818-180000', 'completed', null, '2025-08-18T18:00:00.000Z'],
        ['failover-20250818-170000', 'failed', replaced, '2025-08-18T17:00:00.000Z'],
        ['failover-20250818-160000', 'failed', replaced, '2025-08-18T16:00:00.000Z'],
        ['test-failover-vm-1-1755530108', 'failed', 'Volume snapshot failed', '2025-08-18T15:15:08.000Z'],
      ]);
      const job = await database.uow.read(({ jobs }) => jobs.get('test-failover-vm-1-1755530108'));
      expect(job).toMatchObject({
        workflow_id: '',
        network_mappings: [
          { source_network_name: 'VM Network', destination_network_id: 'net-test', destination_network_name: '' },
        ],
      });
    });

    it('allow a production and a test mapping of one network, as the old index did not', async () => {
      const url = await newUrl();
      await sql(url, ...original(engine));
      const added = { vm_id: 'vm-1', source_network_name: 'VM Network', is_test_network: true };
      const insert = `INSERT INTO network_mappings (vm_id, source_network_name, destination_network_id, destination_network_name, is_test_network) VALUES ('vm-1', 'VM Network', 'n', 'n', TRUE)`;
      await expect(sql(url, insert)).rejects.toThrow(/unique|duplicate/i);
      const database = await open(url);
      await database.migrate();
      const mapping = { ...added, destination_network_id: 'n', destination_network_name: 'n' };
      await database.uow.run(({ mappings }) => mappings.create(mapping));
      expect(await database.uow.read(({ mappings }) => mappings.forVm('vm-1'))).toHaveLength(2);
    });

    it('make its own columns as wide as ours: milliseconds, our statuses, ids that differ by case', async () => {
      const url = await newUrl();
      // The later original had an ENUM of the mission's ten statuses there.
      const ten =
        "'pending','validating','snapshotting','creating_vm','switching_volume','powering_on','completed','failed','cleanup','reverting','executing'";
      const later =
        engine === 'mysql' ? [`ALTER TABLE failover_jobs MODIFY status ENUM(${ten}) DEFAULT 'pending'`] : [];
      await sql(url, ...original(engine), ...later);
      const database = await open(url);
      await database.migrate();
      const job = aProjection(1, { status: 'test_running' });
      const mapping = { source_network_name: 'VM Network', destination_network_id: 'n', destination_network_name: 'n' };
      await database.uow.run(async ({ jobs, mappings }) => {
        await jobs.apply(job);
        await mappings.create({ ...mapping, vm_id: 'VM-1', is_test_network: false });
      });
      const { created_at } = job.head;
      expect(await database.uow.read(({ jobs }) => jobs.get(JOB))).toMatchObject({
        created_at,
        status: 'test_running',
      });
      expect(await database.uow.read(({ mappings }) => mappings.forVm('VM-1'))).toHaveLength(1);
    });

    it("let PUT take over the disk rows of a VM's newest replication job, with the columns of replication", async () => {
      const url = await newUrl();
      await sql(url, ...original(engine));
      const database = await open(url);
      await database.migrate();
      const disk = aDisk('x', { volume_id: 'e915ef05-ddf5-48d5-8352-a01300609717', change_id: 'change/2' });
      const sync = {
        job_id: 'job-20250818-153521',
        time: '2025-08-18T15:35:21.000Z',
        type: 'full',
        success: true,
      } as const;
      const vm = anInventory('x', {
        disks: [{ ...disk, last_sync: sync }],
        replication: { job_id: 'job-20250818-153521', status: 'completed', progress: 100 },
      });
      await database.uow.run(({ vms }) => vms.put('vm-1', vm));
      expect(await database.uow.read(({ vms }) => vms.get('vm-1'))).toMatchObject(vm);
      expect(await sql(url, 'SELECT job_id, vm_id, vmdk_path FROM vm_disks ORDER BY id')).toEqual([
        { job_id: 'job-20250817-100000', vm_id: null, vmdk_path: '[ds] old.vmdk' },
        { job_id: 'job-20250818-153521', vm_id: null, vmdk_path: '[ds] twice.vmdk' },
        { job_id: 'job-20250818-153521', vm_id: 'vm-1', vmdk_path: '[ds] new.vmdk' },
      ]);
      expect(await sql(url, 'SELECT volume_name, status FROM ossea_volumes')).toEqual([
        { volume_name: 'migration-PGWINTESTBIOS-disk-0', status: 'attached' },
      ]);
      expect(await sql(url, 'SELECT COUNT(*) AS n FROM cbt_history')).toEqual([{ n: 1 }]);
    });

    it('leave one configuration active and read its plain keys until they are put again', async () => {
      const url = await newUrl();
      await sql(url, ...original(engine));
      const database = await open(url);
      await database.migrate();
      const configs = await database.uow.read(({ configs }) => configs.list());
      expect(configs.map(({ name, is_active }) => [name, is_active])).toEqual([
        ['primary-ossea', true],
        ['second-ossea', false],
      ]);
      const keys = (): Promise<unknown> => database.uow.read(({ configs }) => configs.credentials('primary-ossea'));
      expect(await keys()).toEqual({ api_key: 'plain-api-key', secret_key: 'plain-secret' });
      const [config] = configs;
      if (config === undefined) throw new Error('there are two');
      const renewed = { api_key: 'new-api-key', secret_key: 'new-secret' };
      await database.uow.run(({ configs }) => configs.put(config, renewed));
      expect(await keys()).toEqual(renewed);
      const [row] = await sql(url, "SELECT api_key, secret_key FROM ossea_configs WHERE name = 'primary-ossea'");
      expect(JSON.stringify(row)).not.toMatch(/new-/);
    });
  });
});

async function withSource<T>(
  engine: EngineForTests['engine'],
  url: string,
  use: (source: DataSource, transactions: Transactions) => Promise<T>,
): Promise<T> {
  const source = engine === 'mysql' ? mysqlDataSource(url) : sqliteDataSource(url, 'write');
  await source.initialize();
  try {
    return await use(
      source,
      engine === 'mysql' ? new MysqlTransactions(source) : new SqliteTransactions(source, source),
    );
  } finally {
    await source.destroy();
  }
}

/** Migrates until so many changing statements are done, then fails before the next. Answers how many there were. */
async function migrateUntilStatement(engine: EngineForTests['engine'], url: string, cut: number): Promise<number> {
  return withSource(engine, url, (source, transactions) =>
    transactions.exclusive(async (runner: QueryRunner) => {
      let done = 0;
      const query = runner.query.bind(runner);
      const counting = (...statement: Parameters<QueryRunner['query']>): Promise<unknown> => {
        if (/^\s*(CREATE|ALTER|DROP|UPDATE|INSERT)/i.test(statement[0])) {
          if (done >= cut) return Promise.reject(new Error('cut off'));
          done += 1;
        }
        return query(...statement);
      };
      Object.assign(runner, { query: counting });
      await migrate(source, runner);
      return done;
    }),
  );
}

interface Shape {
  columns: Record<string, string>;
  indexes: string[];
}

/** Tables with columns (nullable or not) and what is indexed, apart from names and order. */
async function schemaOf(engine: EngineForTests['engine'], url: string): Promise<Record<string, Shape>> {
  return withSource(engine, url, async (source) => {
    const runner = source.createQueryRunner();
    const shapes: Record<string, Shape> = {};
    for (const { tableName } of source.entityMetadatas) {
      const table = await runner.getTable(tableName);
      const uniques = [
        ...(table?.indices ?? []).filter((index) => index.isUnique).map((index) => index.columnNames),
        ...(table?.uniques ?? []).map((unique) => unique.columnNames),
      ].map((names) => `unique ${names.join()}`);
      const plain = (table?.indices ?? []).filter((index) => !index.isUnique).map((index) => index.columnNames.join());
      shapes[tableName] = {
        columns: Object.fromEntries((table?.columns ?? []).map((c) => [c.name, c.isNullable ? 'null' : 'not null'])),
        indexes: [...new Set([...uniques, ...plain])].sort(),
      };
    }
    await runner.release();
    return shapes;
  });
}

/** Where the tables are not what the entities say: a missing column is `undefined`, another nullability is named. */
async function differences(engine: EngineForTests['engine'], url: string): Promise<string[]> {
  const found = await schemaOf(engine, url);
  return withSource(engine, url, async (source) =>
    source.entityMetadatas.flatMap(({ tableName, columns, indices }) => {
      const shape = found[tableName] ?? { columns: {}, indexes: [] };
      const names = columns.map((column) => column.databaseName);
      const wanted = indices.map((i) => `${i.isUnique ? 'unique ' : ''}${i.columns.map((c) => c.databaseName).join()}`);
      return [
        ...columns
          .filter((column) => shape.columns[column.databaseName] !== (column.isNullable ? 'null' : 'not null'))
          .map((c) => `${tableName}.${c.databaseName}: ${shape.columns[c.databaseName]}`),
        ...Object.keys(shape.columns)
          .filter((name) => !names.includes(name))
          .map((name) => `${tableName}.${name}: too many`),
        ...wanted.filter((index) => !shape.indexes.includes(index)).map((index) => `${tableName}: no index ${index}`),
        ...shape.indexes
          .filter((index) => !wanted.includes(index))
          .map((index) => `${tableName}: index ${index} too many`),
      ];
    }),
  );
}

async function migrateInAProcess(url: string): Promise<number> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(root, 'scripts/migrate.ts')], {
    env: { PATH: process.env.PATH, DATABASE_URL: url, LOG_LEVEL: 'silent' },
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = (await once(child, 'exit')) as [number];
  return code;
}
