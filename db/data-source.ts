import Libsql from 'libsql';
import mysql from 'mysql2';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { entities } from './entities/index.js';
import { migrations } from './migrations/index.js';

export type Engine = 'sqlite' | 'mysql';

/** How long a SQLite connection waits inside the driver, which blocks the process; the rest is asynchronous retry. */
const BUSY_TIMEOUT_MS = 200;
const CONNECT_TIMEOUT_MS = 5_000;
const POOL_SIZE = 20;

const shared = {
  entities,
  migrations,
  migrationsTableName: 'failover_migrations',
  synchronize: false,
  logging: false,
  logger: 'debug', // the others print failed migrations on standard output, which is not theirs
} satisfies Partial<DataSourceOptions>;

/** Raises an Error naming the accepted forms where `url` is none of them; the message never repeats the URL (R10). */
export function engineOf(url: string): Engine {
  if (/^sqlite:.+/.test(url) && !url.includes(':memory:')) return 'sqlite';
  if (/^(mysqls?|mariadb):\/\//.test(url)) return 'mysql';
  throw new Error('DATABASE_URL must be sqlite:<file>, or mysql:// or mysqls://user:password@host:port/database');
}

/** libsql mistakes a lone `null` parameter for an object of named ones; a list is never mistaken. */
class SqliteDriver extends Libsql {
  constructor(file: string, options?: Libsql.Options) {
    super(file, options);
    const prepare = this.prepare.bind(this);
    Object.assign(this, { prepare: (sql: string) => takingLists(prepare(sql)) });
  }
}

function takingLists(statement: Libsql.Statement): Libsql.Statement {
  const run = statement.run.bind(statement);
  const all = statement.all.bind(statement);
  return Object.assign(statement, {
    run: (...parameters: unknown[]) => run(parameters),
    all: (...parameters: unknown[]) => all(parameters),
  });
}

/** One connection to a file. The reading one is held to reading by the engine: libsql ignores `readonly`. */
export function sqliteDataSource(url: string, use: 'write' | 'read'): DataSource {
  return new DataSource({
    ...shared,
    type: 'better-sqlite3',
    driver: SqliteDriver,
    database: url.slice('sqlite:'.length),
    enableWAL: use === 'write',
    timeout: BUSY_TIMEOUT_MS,
    prepareDatabase: (connection: { pragma(text: string): unknown }) => {
      connection.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
      if (use === 'read') connection.pragma('query_only = 1');
    },
  });
}

/**
 * A pool for MySQL 8 and MariaDB; each connection speaks UTC and refuses what does not fit a column. `mysqls:` is TLS, with
 * the server's certificate and name checked; a private authority is named to Node by NODE_EXTRA_CA_CERTS.
 */
export function mysqlDataSource(url: string): DataSource {
  return new DataSource({
    ...shared,
    type: 'mysql',
    driver: { ...mysql, createPool },
    url: url.replace(/^(mysqls|mariadb):/, 'mysql:'),
    ...(url.startsWith('mysqls:') ? { ssl: { rejectUnauthorized: true, verifyIdentity: true } } : {}),
    timezone: 'Z',
    charset: 'utf8mb4',
    connectTimeout: CONNECT_TIMEOUT_MS,
    poolSize: POOL_SIZE,
  });
}

function createPool(options: mysql.PoolOptions): mysql.Pool {
  const pool = mysql.createPool(options);
  pool.on('connection', (connection) => {
    connection.query(
      `SET SESSION time_zone = '+00:00', sql_mode = CONCAT(@@sql_mode, ',STRICT_ALL_TABLES')`,
      (error) => {
        if (error !== null) connection.destroy();
      },
    );
  });
  return pool;
}
