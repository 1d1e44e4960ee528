import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Libsql from 'libsql';
import mysql from 'mysql2/promise';
import { pino } from 'pino';
import { afterAll, beforeAll, describe } from 'vitest';
import { openDatabase, type Database, type DatabaseOptions } from '../../db/index.js';
import { failoverTables } from '../../db/migrations/failover-tables.js';
import { replicationTables } from '../../db/migrations/replication-tables.js';
import { startMariadb, type Mariadb } from './mariadb.js';
import { lacks } from './preflight.js';

export const TEST_SECRETS_KEY = Buffer.alloc(32, 7).toString('base64');

export interface EngineForTests {
  engine: 'sqlite' | 'mysql';
  /** A new empty database's DATABASE_URL. */
  newUrl: () => Promise<string>;
  /** Opens it; closed after the suite. */
  open: (url: string, options?: Partial<DatabaseOptions>) => Promise<Database>;
  /** A database with the schema and no rows; one for the whole suite, emptied at each call. */
  openEmpty: () => Promise<Database>;
}

/** Runs a suite on SQLite and on MariaDB, the latter where the machine has it (test/support/preflight.ts). */
export function forEachEngine(name: string, suite: (engine: EngineForTests) => void): void {
  describe(`${name} on SQLite`, () => {
    let folder: string;
    let files = 0;
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'failover-db-'));
    });
    suite(engineForTests('sqlite', async () => `sqlite:${join(folder, `${++files}.db`)}`));
    afterAll(() => rmSync(folder, { recursive: true, force: true }));
  });
  describe.skipIf(lacks('mariadb'))(`${name} on MariaDB`, () => {
    let server: Mariadb;
    beforeAll(async () => {
      server = await startMariadb();
    });
    afterAll(() => server.remove());
    suite(engineForTests('mysql', () => server.createDatabase()));
  });
}

function engineForTests(engine: EngineForTests['engine'], newUrl: () => Promise<string>): EngineForTests {
  const opened: Database[] = [];
  afterAll(async () => {
    for (const database of opened) await database.close();
  });
  const open: EngineForTests['open'] = async (url, options = {}) => {
    const logger = pino({ level: 'silent' });
    const database = await openDatabase({ url, secretsKey: TEST_SECRETS_KEY, logger, ...options });
    opened.push(database);
    return database;
  };
  let shared: Promise<{ url: string; database: Database }> | undefined;
  const migrated = async (): Promise<{ url: string; database: Database }> => {
    const url = await newUrl();
    const database = await open(url);
    await database.migrate();
    return { url, database };
  };
  const openEmpty = async (): Promise<Database> => {
    const { url, database } = await (shared ??= migrated());
    await sql(url, ...Object.keys({ ...replicationTables, ...failoverTables }).map((table) => `DELETE FROM ${table}`));
    return database;
  };
  return { engine, newUrl, open, openEmpty };
}

/** Runs statements behind the product's back; the rows of the last one. */
export async function sql(url: string, ...statements: string[]): Promise<Record<string, unknown>[]> {
  let rows: unknown = [];
  if (url.startsWith('sqlite:')) {
    const connection = new Libsql(url.slice('sqlite:'.length), { timeout: 5_000 });
    for (const statement of statements) {
      const prepared = connection.prepare(statement);
      if (prepared.reader) rows = prepared.all();
      else prepared.run();
    }
    connection.close();
  } else {
    const connection = await mysql.createConnection({ uri: url, timezone: 'Z' });
    for (const statement of statements) [rows] = await connection.query(statement);
    await connection.end();
  }
  return rows as Record<string, unknown>[];
}
