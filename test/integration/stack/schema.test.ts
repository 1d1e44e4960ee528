import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../../db/index.js';
import { root } from '../../../scripts/checkout.js';
import { sql } from '../../support/database.js';
import { temporaryFolder } from '../../support/launcher.js';

const RUN_MIGRATE = 'run `npm run migrate`\n';
/** What of a migrated database's list of migrations is changed, and what a process says of that. */
const SCHEMAS: [string, string[] | undefined, RegExp][] = [
  ['that is not there', undefined, new RegExp(`^the database has no schema yet: ${RUN_MIGRATE}$`)],
  [
    'that is older',
    [`DELETE FROM failover_migrations WHERE name LIKE 'AdoptOriginal%'`],
    new RegExp(`^the database's schema is older, it lacks AdoptOriginal\\d+: ${RUN_MIGRATE}$`),
  ],
  [
    'that is newer',
    [`INSERT INTO failover_migrations (timestamp, name) VALUES (1, 'OfTomorrow1')`],
    /^the database's schema is newer than this build, it has OfTomorrow1: start a newer build\n$/,
  ],
];

describe.each(['worker.ts', 'api/server.ts'])('%s', (entry) => {
  it.each(SCHEMAS)(
    'does not start on a schema %s: a line says why, and the exit code is 1',
    async (_, change, says) => {
      const folder = temporaryFolder('schema');
      const url = `sqlite:${join(folder, 'failover.db')}`;
      if (change !== undefined) {
        const database = await openDatabase({ url, logger: pino({ level: 'silent' }) });
        await database.migrate();
        await database.close();
        await sql(url, ...change);
      }
      const child = spawn(process.execPath, ['--import', 'tsx', entry], {
        cwd: root,
        env: {
          PATH: process.env.PATH,
          HOME: folder,
          DATABASE_URL: url,
          SECRETS_KEY: randomBytes(32).toString('base64'),
          API_LISTEN: '127.0.0.1:0',
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const [out, said, exit] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
      expect({ out, exit }).toEqual({ out: '', exit: [1, null] });
      expect(said).toMatch(says);
    },
  );
});
