import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Libsql from 'libsql';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aConfig } from '../test/support/inventory.js';
import { engineOf } from './data-source.js';
import { CorruptValueError, DatabaseUnavailableError, openDatabase, SecretsKeyError, type Database } from './index.js';

describe('DATABASE_URL', () => {
  it('names the engine', () => {
    expect(engineOf('sqlite:./data/failover.db')).toBe('sqlite');
    expect(engineOf('mysql://user:pw@db:3306/failover')).toBe('mysql');
    expect(engineOf('mariadb://user:pw@db/failover')).toBe('mysql');
  });

  it.each(['', 'sqlite:', 'sqlite::memory:', 'postgres://user:hunter2@db/x', './data.db'])('is refused: %j', (url) => {
    expect(() => engineOf(url)).toThrow(/^DATABASE_URL must be /);
    expect(() => engineOf(url)).not.toThrow(/hunter2/);
  });
});

describe('a SQLite database', () => {
  const logger = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };
  let folder: string;
  let file: string;
  let database: Database;

  beforeEach(async () => {
    vi.clearAllMocks();
    folder = mkdtempSync(join(tmpdir(), 'failover-db-'));
    file = join(folder, 'new/failover.db');
    database = await openDatabase({ url: `sqlite:${file}`, logger });
    await database.migrate();
  });
  afterEach(async () => {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is written ahead, so that readers and a writer do not wait for each other', () => {
    const connection = new Libsql(file);
    expect(connection.pragma('journal_mode')).toEqual([{ journal_mode: 'wal' }]);
    connection.close();
  });

  it('waits for another process without blocking this one', async () => {
    const other = new Libsql(file);
    other.exec('BEGIN IMMEDIATE');
    let beats = 0;
    const heart = setInterval(() => (beats += 1), 1);
    const unit = database.uow.run(({ configs }) => configs.put(aConfig('one')));
    await vi.waitUntil(() => beats > 2, { timeout: 20_000 });
    clearInterval(heart);
    other.exec('COMMIT');
    other.close();
    await unit;
    expect(await database.uow.read(({ configs }) => configs.get('one'))).not.toBeNull();
  });

  it('tells of a unit that held its connection for long', async () => {
    const slow = vi.spyOn(performance, 'now').mockReturnValueOnce(0).mockReturnValueOnce(1_500);
    await database.uow.run(async ({ configs }) => configs.put(aConfig('one')));
    slow.mockRestore();
    await database.uow.run(({ configs }) => configs.put(aConfig('two')));
    expect(logger.warn.mock.calls).toEqual([
      [expect.objectContaining({ ms: 1_500 }), expect.stringContaining('for long')],
    ]);
  });

  it('says so when a JSON column holds something else', async () => {
    await database.uow.run(({ audit }) => audit.append(entry));
    const other = new Libsql(file);
    other.exec(`UPDATE audit_log SET details = '[1'`);
    other.close();
    await expect(database.uow.read(({ audit }) => audit.list({ limit: 1, offset: 0 }))).rejects.toThrow(
      CorruptValueError,
    );
  });
});

const entry = {
  at: '2026-11-23T05:00:00.000Z',
  actor: 'admin',
  action: 'x',
  vm_id: null,
  job_id: null,
  request_id: null,
  reason: null,
  result: '200',
  details: {},
};

describe('opening', () => {
  const logger = pino({ level: 'silent' });

  it('says that a server is away', async () => {
    const away = openDatabase({ url: 'mysql://root@127.0.0.1:1/failover', logger });
    await expect(away).rejects.toThrow(DatabaseUnavailableError);
    await expect(away).rejects.toThrow('ECONNREFUSED');
  });

  it('refuses a malformed SECRETS_KEY', async () => {
    const bad = openDatabase({ url: 'sqlite:/nonexistent/x.db', secretsKey: 'short', logger });
    await expect(bad).rejects.toThrow(SecretsKeyError);
  });
});
