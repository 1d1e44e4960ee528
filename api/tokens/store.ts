import type { ApiDeps } from '../deps.js';
import type { Caller } from '../caller.js';

/** A use is noted at most this often: not every read should be a write, too. */
const NOTED_MS = 60_000;

/** Who may call: looked up by the SHA-256 of the token, hex. Raises DatabaseUnavailableError. */
export type FindCaller = (hash: string) => Promise<Caller | null>;

export function callerByHash({ db, now, logger }: Pick<ApiDeps, 'db' | 'now' | 'logger'>): FindCaller {
  return async (hash) => {
    const at = now();
    const token = await db.uow.read((repos) => repos.tokens.findByHash(hash, at));
    if (token === null) return null;
    const { id, name, role, last_used_at } = token;
    if (last_used_at === null || at.getTime() - Date.parse(last_used_at) > NOTED_MS)
      // Nobody waits for the note, and without it the request is as good.
      db.uow
        .run((repos) => repos.tokens.touch(id, at))
        .catch((error: unknown) => {
          logger.warn({ reason: String(error), token: name }, 'the use of a token could not be noted');
        });
    return { id, name, role };
  };
}
