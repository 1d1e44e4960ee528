import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import mysql from 'mysql2/promise';
import type { Stack } from '../../scripts/stack.js';
import { KEYS } from './estate.js';

/** Something that may be read by people or kept for long. */
export interface Place {
  name: string;
  text: string;
}

/** R10: places in which one of these secrets stands, in clear or as base64 or URL text of it. Never names the secret. */
export function leaks(secrets: readonly string[], places: readonly Place[]): string[] {
  const forms = secrets.flatMap((secret) => [
    secret,
    encodeURIComponent(secret),
    // The last characters of base64 depend on what follows.
    Buffer.from(secret).toString('base64').replace(/=+$/, '').slice(0, -1),
  ]);
  return places.filter(({ text }) => forms.some((form) => text.includes(form))).map(({ name }) => name);
}

/** Every file below a folder: logs, databases and what is journalled beside them. */
export function filesOf(folder: string): Place[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => ({
      name: join(parentPath, name).slice(folder.length + 1),
      text: readFileSync(join(parentPath, name), 'latin1'),
    }));
}

/** Every row of a MySQL or MariaDB database, a place a table: its files are not the stack's. None of another DATABASE_URL. */
export async function rowsOf(databaseUrl: string): Promise<Place[]> {
  if (!/^mysqls?:/.test(databaseUrl)) return [];
  const connection = await mysql.createConnection(databaseUrl);
  try {
    const [tables] = await connection.query<mysql.RowDataPacket[]>('SHOW TABLES');
    const places: Place[] = [];
    for (const name of tables.flatMap((row) => Object.values(row) as string[])) {
      const [rows] = await connection.query<mysql.RowDataPacket[]>('SELECT * FROM ??', [name]);
      const text = rows.flatMap((row) => Object.values(row).map((value) => textOf(value))).join('\n');
      places.push({ name: `table ${name}`, text });
    }
    return places;
  } finally {
    await connection.end();
  }
}

function textOf(value: unknown): string {
  if (Buffer.isBuffer(value)) return value.toString('latin1');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A Temporal history, or any other message of the SDK, with its payloads as text. */
export function historyOf(name: string, message: unknown): Place {
  const payloads: string[] = [];
  const text = JSON.stringify(message, (_key, value: unknown) => {
    if (!isBytes(value)) return value;
    payloads.push(Buffer.from(value instanceof Uint8Array ? value : value.data).toString('utf8'));
    return undefined;
  });
  return { name, text: [text, ...payloads].join('\n') };
}

/** Bytes; a Buffer has become plain data by the time JSON shows it. */
function isBytes(value: unknown): value is Uint8Array | { data: number[] } {
  return (
    value instanceof Uint8Array ||
    (typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer' && 'data' in value)
  );
}

/** R10: files of a stack, CloudStack's own aside, in which one of its secrets stands. */
export function secretsIn(stack: Pick<Stack, 'env' | 'tokens'> & { folder: string }): string[] {
  const places = filesOf(stack.folder).filter(({ name }) => !name.startsWith('simulator.json'));
  return leaks(secretsOf(stack), places);
}

/** Every secret of a stack. */
export function secretsOf({ env, tokens }: Pick<Stack, 'env' | 'tokens'>): string[] {
  return [KEYS.api_key, KEYS.secret_key, env.SECRETS_KEY ?? '', tokens.admin].filter((secret) => secret !== '');
}
