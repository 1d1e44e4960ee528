import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import mysql from 'mysql2/promise';

const START_MS = 60_000;
const SERVER = ['/usr/sbin/mariadbd', '/usr/local/sbin/mariadbd', '/opt/homebrew/bin/mariadbd'];
const asRoot = process.getuid?.() === 0 ? ['--user=root'] : [];

export interface Mariadb {
  /** A new empty database's DATABASE_URL. */
  createDatabase(): Promise<string>;
  /** kill -9, so that the database does not get to say goodbye. */
  kill(): Promise<void>;
  /** Starts it again on the same port and data. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** A MariaDB server of our own: temporary folder, own socket, free port on loopback, no file of the machine's read. */
export async function startMariadb(): Promise<Mariadb> {
  const folder = mkdtempSync(join(tmpdir(), 'failover-mariadb-'));
  chmodSync(folder, 0o700);
  const data = join(folder, 'data');
  const install = spawnSync(
    'mariadb-install-db',
    ['--no-defaults', `--datadir=${data}`, '--auth-root-authentication-method=normal', '--skip-test-db', ...asRoot],
    { encoding: 'utf8' },
  );
  if (install.status !== 0) throw new Error(`mariadb-install-db failed:\n${install.stderr}\n${install.stdout}`);
  const port = await freePort();
  let server: ChildProcess | undefined;
  let databases = 0;

  const start = async (): Promise<void> => {
    server = spawn(binary(), [
      '--no-defaults',
      `--datadir=${data}`,
      `--socket=${join(folder, 'socket')}`,
      `--pid-file=${join(folder, 'pid')}`,
      `--log-error=${join(folder, 'log')}`,
      '--bind-address=127.0.0.1',
      `--port=${port}`,
      '--skip-name-resolve',
      '--innodb-flush-log-at-trx-commit=1',
      ...asRoot,
    ]);
    await untilItAnswers(server, port, join(folder, 'log'));
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (server === undefined || server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, 'exit');
    server.kill(signal);
    await ended;
  };
  await start();
  return {
    start,
    kill: () => end('SIGKILL'),
    createDatabase: async () => {
      const name = `failover_${++databases}`;
      const connection = await mysql.createConnection({ host: '127.0.0.1', port, user: 'root' });
      await connection.query(`CREATE DATABASE ${name}`);
      await connection.end();
      return `mysql://root@127.0.0.1:${port}/${name}`;
    },
    stop: async () => {
      await end('SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function binary(): string {
  return SERVER.find(exists) ?? 'mariadbd';
}

function exists(file: string): boolean {
  try {
    accessSync(file);
    return true;
  } catch {
    return false; // not there: the next place is tried
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  return port;
}

async function untilItAnswers(server: ChildProcess, port: number, log: string): Promise<void> {
  const deadline = Date.now() + START_MS;
  for (;;) {
    try {
      const connection = await mysql.createConnection({ host: '127.0.0.1', port, user: 'root' });
      await connection.end();
      return;
    } catch (error) {
      if (server.exitCode !== null) throw new Error(`mariadbd ended:\n${readFileSync(log, 'utf8')}`);
      if (Date.now() > deadline) throw error;
      await sleep(50);
    }
  }
}
