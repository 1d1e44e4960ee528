import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sqliteDataSource } from '../../../db/data-source.js';
import { DatabaseUnavailableError } from '../../../db/errors.js';
import { SqliteTransactions } from '../../../db/uow.js';
import { temporaryFolder } from '../../support/launcher.js';

describe('a SQLite file that may not grow', () => {
  it('undoes the unit that has no room, as unavailable, and serves readers and, with room, the same unit', async () => {
    const url = `sqlite:${join(temporaryFolder('full'), 'failover.db')}`;
    const [writer, reader] = [sqliteDataSource(url, 'write'), sqliteDataSource(url, 'read')];
    await writer.initialize();
    await reader.initialize();
    const transactions = new SqliteTransactions(writer, reader);
    const count = () => transactions.read((m) => m.query<{ n: number }[]>('SELECT COUNT(*) AS n FROM text'));
    const insert = (bytes: number) =>
      transactions.write(async (m) => {
        await m.query(`INSERT INTO text VALUES ('small')`);
        await m.query('INSERT INTO text VALUES (?)', ['x'.repeat(bytes)]);
      });
    const pages = (most: number) => transactions.write((m) => m.query(`PRAGMA max_page_count = ${most}`));
    await transactions.write((m) => m.query('CREATE TABLE text (line TEXT)'));
    await pages(10);
    await expect(insert(100_000)).rejects.toThrow(DatabaseUnavailableError);
    await expect(insert(100_000)).rejects.toThrow(/cannot be used now \(SQLITE_FULL\)/);
    expect(await count()).toEqual([{ n: 0 }]);
    await insert(1_000);
    await pages(1_000);
    await insert(100_000);
    expect(await count()).toEqual([{ n: 4 }]);
    await reader.destroy();
    await writer.destroy();
  });
});
