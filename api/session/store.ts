import type { ApiDeps } from '../deps.js';

/** Whose token a session stands for, by the SHA-256 of its secret, hex. Raises DatabaseUnavailableError. */
export type FindSession = (hash: string) => Promise<{ token_hash: string; expires_at: string } | null>;

export function sessionByHash({ db, now }: Pick<ApiDeps, 'db' | 'now'>): FindSession {
  return (hash) => db.uow.read((repos) => repos.sessions.find(hash, now()));
}
