import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { isBusy, isConflict, isUnreachable, translated } from './driver-errors.js';
import { DatabaseUnavailableError } from './errors.js';

/**
 * The only file that opens and ends transactions.
 *
 * SQLite: one connection writes, one reads, each for one unit at a time. On a shared connection one request's rollback
 * would undo another's answered insert, and a deferred transaction starves a second process; both were seen.
 * MySQL: each unit has a connection of the pool; one that loses against another is done again.
 */
export interface Transactions {
  /** Commits what `work` wrote when it resolves; rolls back when it rejects. May call `work` again after a conflict. */
  write<T>(work: (manager: EntityManager) => Promise<T>): Promise<T>;
  /** One consistent snapshot; writing fails. */
  read<T>(work: (manager: EntityManager) => Promise<T>): Promise<T>;
  /** Alone among all processes, for migrations. On SQLite also a transaction (MySQL has none over table changes). */
  exclusive<T>(work: (runner: QueryRunner) => Promise<T>): Promise<T>;
}

const GIVE_UP_AFTER_MS = 30_000;
const CONFLICT_ATTEMPTS = 20;
/** A frozen or cut-off server says nothing for ever; longer than any statement of ours takes, or should wait for a lock. */
const STATEMENT_MS = 5_000;
/** Names of locks are the server's, not the database's. */
const LOCK = "CONCAT('failover.migrate.', MD5(DATABASE()))";
const LOCK_SECONDS = 600;

const current = new AsyncLocalStorage<{ open: boolean }>();

/** Units do not nest: an inner one would wait for the connection of the outer one, or not see what it wrote. */
async function alone<T>(unit: () => Promise<T>): Promise<T> {
  if (current.getStore()?.open) throw new Error('a unit of work is open already: use its repositories');
  const mark = { open: true };
  try {
    return await current.run(mark, unit);
  } catch (error) {
    throw translated(error);
  } finally {
    mark.open = false;
  }
}

/** A pause of up to twice `ms`, so that competitors do not meet again. */
function pause(ms: number): Promise<void> {
  return sleep(ms + Math.random() * ms);
}

/** Runs callers one after the other. */
class Turnstile {
  #last: Promise<unknown> = Promise.resolve();

  pass<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(work);
    this.#last = mine.catch(() => undefined); // the caller gets the error; the next in line only waits
    return mine;
  }
}

/** Does `attempt` again while another process holds the file's lock. Raises DatabaseUnavailableError after 30 s. */
export async function whileBusy<T>(attempt: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + GIVE_UP_AFTER_MS;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!isBusy(error)) throw error;
      if (Date.now() > deadline)
        throw new DatabaseUnavailableError('the database was locked for 30 s by another process', { cause: error });
      await pause(5);
    }
  }
}

export class SqliteTransactions implements Transactions {
  readonly #writing = new Turnstile();
  readonly #reading = new Turnstile();

  constructor(
    private readonly writer: DataSource,
    private readonly reader: DataSource,
  ) {}

  write<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.exclusive((runner) => work(runner.manager));
  }

  exclusive<T>(work: (runner: QueryRunner) => Promise<T>): Promise<T> {
    return alone(() => this.#writing.pass(() => this.#inside(this.writer, 'BEGIN IMMEDIATE', work)));
  }

  read<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    const once = (): Promise<T> => this.#inside(this.reader, 'BEGIN', (runner) => work(runner.manager));
    return alone(() => this.#reading.pass(() => whileBusy(once)));
  }

  async #inside<T>(source: DataSource, begin: string, work: (runner: QueryRunner) => Promise<T>): Promise<T> {
    const statements = new Statements(source);
    await whileBusy(() => statements.run(begin));
    try {
      const result = await work(statements.runner);
      await statements.end('COMMIT');
      return result;
    } catch (error) {
      await rollBack(statements);
      throw error;
    }
  }
}

/**
 * The statements of one unit on a shared connection. A unit may fail while some of them are still to come (one branch
 * of a `Promise.all` rejects, another goes on): those must neither run after the rollback nor slip into the next unit.
 */
class Statements {
  readonly runner: QueryRunner;
  readonly #query: QueryRunner['query'];
  readonly #running = new Set<Promise<unknown>>();
  #ended = false;

  constructor(source: DataSource) {
    // TypeORM shares one runner for all uses of a SQLite connection; a unit needs one that ends with it.
    Object.assign(source.driver, { queryRunner: undefined });
    this.runner = source.createQueryRunner();
    this.#query = this.runner.query.bind(this.runner);
    Object.assign(this.runner, { query: (...statement: Parameters<QueryRunner['query']>) => this.run(...statement) });
  }

  async run(...statement: Parameters<QueryRunner['query']>): Promise<unknown> {
    if (this.#ended) throw new Error('this unit of work has ended: a statement of it was not awaited');
    const running = this.#query(...statement);
    this.#running.add(running);
    try {
      return await running;
    } finally {
      this.#running.delete(running);
    }
  }

  /** Lets none follow, waits for those under way, then ends the transaction. */
  async end(how: 'COMMIT' | 'ROLLBACK'): Promise<void> {
    this.#ended = true;
    await Promise.allSettled(this.#running);
    await this.#query(how);
  }
}

async function rollBack(statements: Statements): Promise<void> {
  try {
    await statements.end('ROLLBACK');
  } catch (error) {
    // After some errors (disk full) SQLite has rolled back by itself: then all is as it should be.
    if (!String(error).includes('no transaction is active')) throw error;
  }
}

export class MysqlTransactions implements Transactions {
  constructor(private readonly source: DataSource) {}

  write<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return alone(() => this.#attempts('READ COMMITTED, READ WRITE', work));
  }

  read<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return alone(() => this.#attempts('REPEATABLE READ, READ ONLY', work));
  }

  exclusive<T>(work: (runner: QueryRunner) => Promise<T>): Promise<T> {
    return alone(async () => {
      const runner = this.source.createQueryRunner();
      try {
        const answer = (await runner.query(`SELECT GET_LOCK(${LOCK}, ${LOCK_SECONDS}) AS got`)) as { got: unknown }[];
        if (Number(answer[0]?.got) !== 1)
          throw new DatabaseUnavailableError('another process is migrating the database');
        try {
          return await work(runner);
        } finally {
          await runner.query(`SELECT RELEASE_LOCK(${LOCK})`);
        }
      } finally {
        await runner.release();
      }
    });
  }

  async #attempts<T>(mode: Mode, work: (manager: EntityManager) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#once(mode, work);
      } catch (error) {
        if (!isConflict(error) || attempt === CONFLICT_ATTEMPTS) throw error;
        await pause(2 * attempt);
      }
    }
  }

  async #once<T>(mode: Mode, work: (manager: EntityManager) => Promise<T>): Promise<T> {
    const runner = await this.#started(mode);
    try {
      const result = await work(runner.manager);
      await runner.commitTransaction();
      return result;
    } catch (error) {
      // With the connection gone the server rolls back by itself.
      const gone = isUnreachable(error) || error instanceof DatabaseUnavailableError;
      if (runner.isTransactionActive && !gone) await runner.rollbackTransaction();
      throw error;
    } finally {
      await runner.release();
    }
  }

  /** The pool may hand out connections that died with a restarted server; nothing is done yet, so another is taken. */
  async #started(mode: Mode): Promise<QueryRunner> {
    for (let attempt = 1; ; attempt++) {
      const runner = impatient(this.source.createQueryRunner());
      try {
        await runner.query(`SET TRANSACTION ISOLATION LEVEL ${mode}`); // of the next transaction
        await runner.startTransaction();
        return runner;
      } catch (error) {
        await runner.release();
        if (!isUnreachable(error) || attempt === 3) throw error;
      }
    }
  }
}

/**
 * A runner whose every statement, the wait for a connection included, is answered or fails within STATEMENT_MS. One that
 * is late takes its connection with it: the answer may still come, and must not meet the next unit's statement.
 */
function impatient(runner: QueryRunner): QueryRunner {
  const query = runner.query.bind(runner);
  const limited = async (...statement: Parameters<QueryRunner['query']>): Promise<unknown> => {
    const done = new AbortController();
    const late = sleep(STATEMENT_MS, undefined, { signal: done.signal }).then((): never => {
      // The pool may hand the connection out only now, or later.
      void runner.connect().then(
        (connection: { destroy(): void }) => connection.destroy(),
        () => undefined, // there is none to destroy
      );
      throw new DatabaseUnavailableError(`the database did not answer within ${STATEMENT_MS} ms`);
    });
    late.catch(() => undefined); // aborted, or told by the race
    try {
      return await Promise.race([query(...statement), late]);
    } finally {
      done.abort();
    }
  };
  return Object.assign(runner, { query: limited });
}

type Mode = 'READ COMMITTED, READ WRITE' | 'REPEATABLE READ, READ ONLY';
