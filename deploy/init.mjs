/** One-shot `init` of the compose file: makes the secrets once, then migrates the database (dist/scripts/migrate.js). */
import { randomBytes } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';

for (const [name, encoding] of [
  ['secrets-key', 'base64'],
  ['api-token', 'base64url'],
]) {
  const file = `/secrets/${name}`;
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString(encoding), { mode: 0o600, flag: 'wx' });
}
await import('../dist/scripts/migrate.js');
