import type { AccountRow } from '../state/model.js';
import type { World } from '../world.js';
import { unauthorized } from './errors.js';
import { signatureMatches } from './signature.js';

/** Milliseconds since the epoch of an `expires` value, NaN where CloudStack's DateUtil would not read it. */
export function parseExpires(text: string): number {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:?\d{2})$/.test(text)) return NaN;
  return Date.parse(text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
}

function named(params: ReadonlyMap<string, string>, lowerName: string): string | undefined {
  for (const [name, value] of params) if (name.toLowerCase() === lowerName) return value;
  return undefined;
}

/**
 * The account of a signed request. Everything that is wrong with it answers the same 401 (facts §1.2); unknown command
 * names do too, but that is the dispatcher's to say.
 */
export function authenticate(world: World, params: ReadonlyMap<string, string>): AccountRow {
  const apiKey = named(params, 'apikey');
  const signature = named(params, 'signature');
  if (!apiKey || !signature) throw unauthorized();
  const account = world.db.accounts.find((row) => row.api_key === apiKey);
  if (!account) throw unauthorized();
  const strict = world.configuration('enforce.post.requests.and.timestamps') === 'true';
  if (named(params, 'signatureversion') === '3' || strict) {
    const expires = parseExpires(named(params, 'expires') ?? '');
    const now = world.clock.now();
    if (!(expires >= now)) throw unauthorized();
    if (strict && expires > now + 15 * 60_000) throw unauthorized();
  }
  if (!signatureMatches(params, account.secret_key, signature)) throw unauthorized();
  return account;
}
