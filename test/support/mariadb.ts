import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import mysql from 'mysql2/promise';
import { Guard } from '../../scripts/guard.js';
import { ManagedProcess } from '../../scripts/managed-process.js';
import { freePort } from '../../scripts/ports.js';

const START_MS = 60_000;
const STOP_MS = 30_000;
/** Not on everybody's PATH on Debian. */
const DEBIAN = '/usr/sbin/mariadbd';
const asRoot = process.getuid?.() === 0 ? ['--user=root'] : [];

export interface Mariadb {
  /** Makes a new empty database; its DATABASE_URL. */
  createDatabase(): Promise<string>;
  start(): Promise<void>;
  /** Ends the server, by SIGKILL without a goodbye; `start` brings it back with its data and port. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  /** Frozen, the server keeps every connection and answers nothing. */
  freeze(): void;
  thaw(): void;
  /** Ends the server and removes its data. */
  remove(): Promise<void>;
}

/**
 * A MariaDB server of our own: temporary folder, own socket, free port of loopback, no file of the machine's read.
 * @param tls paths of a certificate and its key; without them it speaks plainly only
 */
export async function startMariadb(tls?: { cert: string; key: string }): Promise<Mariadb> {
  const folder = mkdtempSync(join(tmpdir(), 'failover-mariadb-'));
  const port = await freePort();
  const guard = new Guard();
  install(folder);
  let databases = 0;
  let server: ManagedProcess;

  const start = async (): Promise<void> => {
    server = new ManagedProcess(
      {
        name: 'mariadbd',
        command: existsSync(DEBIAN) ? DEBIAN : 'mariadbd',
        args: [...serverArguments(folder, port), ...tlsArguments(tls)],
        env: { PATH: process.env.PATH ?? '' },
        cwd: folder,
        logFile: join(folder, 'log'),
        readyWithin: START_MS,
        probe: (signal) => untilItAnswers(port, signal),
      },
      guard,
    );
    await server.ready;
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    server.signal(signal);
    await server.stop(STOP_MS);
  };
  await start();
  return {
    start,
    end,
    freeze: () => server.signal('SIGSTOP'),
    thaw: () => server.signal('SIGCONT'),
    createDatabase: async () => {
      const name = `failover_${++databases}`;
      const connection = await mysql.createConnection({ host: '127.0.0.1', port, user: 'root' });
      await connection.query(`CREATE DATABASE ${name}`);
      await connection.end();
      return `mysql://root@127.0.0.1:${port}/${name}`;
    },
    remove: async () => {
      await end('SIGTERM');
      guard.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function install(folder: string): void {
  const options = ['--no-defaults', '--auth-root-authentication-method=normal', '--skip-test-db', ...asRoot];
  const made = spawnSync('mariadb-install-db', [...options, `--datadir=${join(folder, 'data')}`], { encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`mariadb-install-db failed:\n${made.stderr}\n${made.stdout}`);
}

function serverArguments(folder: string, port: number): string[] {
  const files = [`--datadir=${join(folder, 'data')}`, `--socket=${join(folder, 'socket')}`];
  const address = ['--bind-address=127.0.0.1', `--port=${port}`, '--skip-name-resolve'];
  // Tests kill the server, never the machine: nothing has to reach the disk at once.
  const fast = ['--innodb-flush-log-at-trx-commit=2', '--innodb-flush-method=nosync', '--max-connections=300'];
  return ['--no-defaults', ...files, ...address, ...fast, ...asRoot];
}

/** Later servers make themselves a certificate where they are told of none. */
const tlsArguments = (tls: { cert: string; key: string } | undefined): string[] =>
  tls === undefined ? ['--skip-ssl'] : [`--ssl-cert=${tls.cert}`, `--ssl-key=${tls.key}`];

async function untilItAnswers(port: number, signal: AbortSignal): Promise<void> {
  for (;;) {
    signal.throwIfAborted();
    try {
      const connection = await mysql.createConnection({ host: '127.0.0.1', port, user: 'root' });
      return await connection.end();
    } catch {
      await sleep(50); // not listening yet; ManagedProcess sets the limit
    }
  }
}
