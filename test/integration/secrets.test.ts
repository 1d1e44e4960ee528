import mysql from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startMariadb, type Mariadb } from '../support/mariadb.js';
import { lacks } from '../support/preflight.js';
import { leaks, rowsOf } from '../support/secrets.js';

const SECRET = 'a-secret-of-cloudstack';

describe.skipIf(lacks('mariadb'))('the search for secrets in MariaDB', () => {
  let mariadb: Mariadb;
  beforeAll(async () => {
    mariadb = await startMariadb();
  });
  afterAll(() => mariadb.remove());

  it.each([
    ['varchar(100)', SECRET],
    ['text', `apiKey=${SECRET}`],
    ['json', JSON.stringify({ deep: [{ key: SECRET }] })],
    ['blob', Buffer.from(SECRET)],
    ['text', Buffer.from(SECRET).toString('base64')],
  ])('finds one in a column of type %s', async (type, value) => {
    const url = await mariadb.createDatabase();
    const connection = await mysql.createConnection(url);
    await connection.query('CREATE TABLE clean (id int, at datetime, what text)');
    await connection.query("INSERT INTO clean VALUES (1, NOW(), 'nothing'), (2, NULL, NULL)");
    await connection.query(`CREATE TABLE dirty (id int, what ${type})`);
    await connection.query('INSERT INTO dirty VALUES (1, ?)', [value]);
    await connection.end();
    const places = await rowsOf(url);
    expect(places.map(({ name }) => name)).toEqual(['table clean', 'table dirty']);
    expect(leaks([SECRET], places)).toEqual(['table dirty']);
  });

  it('leaves SQLite to the search of files', async () => {
    expect(await rowsOf('sqlite:./data/failover.db')).toEqual([]);
  });
});
