import type { DataSource, EntityManager } from 'typeorm';
import { engineOf, mysqlDataSource, sqliteDataSource, type Engine } from './data-source.js';
import { translated } from './driver-errors.js';
import type { Context, DatabaseLogger } from './repositories/context.js';
import { repositories, type Repositories } from './repositories/index.js';
import { checkSchema, migrate } from './schema.js';
import { SecretBox } from './secrets.js';
import { MysqlTransactions, SqliteTransactions, whileBusy, type Transactions } from './uow.js';

/** Longer than any unit should take: on SQLite all others of the process wait meanwhile. */
const SLOW_UNIT_MS = 1_000;

export interface UnitOfWork {
  /**
   * A transaction: all that `work` wrote is kept when it resolves and nothing of it when it rejects. `work` is called
   * again after a conflict, so it must do nothing outside the database, and it should await nothing else. What it reads
   * with a `get` stays so until it ends. Raises DatabaseUnavailableError while the database cannot be used; an error at
   * the very end leaves open whether the work was kept.
   */
  run<T>(work: (repositories: Repositories) => Promise<T>): Promise<T>;
  /** As `run`, over one consistent snapshot and without the right to write. Units do not nest. */
  read<T>(work: (repositories: Repositories) => Promise<T>): Promise<T>;
}

export interface Database {
  engine: Engine;
  uow: UnitOfWork;
  /** Brings the schema up to date, alone among all processes; answers the names of the migrations that ran. */
  migrate(): Promise<string[]>;
  /** Raises SchemaError where the schema is older or newer than this build. */
  checkSchema(): Promise<void>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** `sqlite:<file>`, or `mysql://user:password@host:port/database`; `mysqls:` for TLS */
  url: string;
  /** 32 bytes in base64; without it CloudStack keys can be neither stored nor read. */
  secretsKey?: string | undefined;
  logger: DatabaseLogger;
}

/** Opens without looking at the schema. Raises DatabaseUnavailableError, or SecretsKeyError for a malformed key. */
export async function openDatabase({ url, secretsKey, logger }: DatabaseOptions): Promise<Database> {
  const engine = engineOf(url);
  const secrets = secretsKey === undefined ? null : new SecretBox(secretsKey);
  const { main, all, transactions } = await connect(engine, url);
  const bound = (manager: EntityManager, writes: boolean): Context => ({ manager, engine, writes, secrets, logger });
  const timed = timer(logger);
  return {
    engine,
    uow: {
      run: (work) => timed(work, (body) => transactions.write((manager) => body(repositories(bound(manager, true))))),
      read: (work) => timed(work, (body) => transactions.read((manager) => body(repositories(bound(manager, false))))),
    },
    migrate: () => transactions.exclusive((runner) => migrate(main, runner)),
    checkSchema: () => transactions.read((manager) => checkSchema(main, manager)),
    close: async () => {
      for (const source of all) await source.destroy();
    },
  };
}

interface Connections {
  main: DataSource;
  all: DataSource[];
  transactions: Transactions;
}

async function connect(engine: Engine, url: string): Promise<Connections> {
  try {
    if (engine === 'mysql') {
      const main = await mysqlDataSource(url).initialize();
      return { main, all: [main], transactions: new MysqlTransactions(main) };
    }
    const writer = await whileBusy(() => sqliteDataSource(url, 'write').initialize());
    const reader = await whileBusy(() => sqliteDataSource(url, 'read').initialize());
    return { main: writer, all: [reader, writer], transactions: new SqliteTransactions(writer, reader) };
  } catch (error) {
    throw translated(error);
  }
}

type Work<T> = (repositories: Repositories) => Promise<T>;

/** Tells of units that hold their connection for long, mostly because they await something else than the database. */
function timer(logger: DatabaseLogger): <T>(work: Work<T>, unit: (body: Work<T>) => Promise<T>) => Promise<T> {
  return (work, unit) =>
    unit(async (given) => {
      const start = performance.now();
      try {
        return await work(given);
      } finally {
        const ms = Math.round(performance.now() - start);
        if (ms > SLOW_UNIT_MS) logger.warn({ ms, work: work.name }, 'a unit of work held its connection for long');
      }
    });
}
