/** Least to most: each may do what the ones before it may. */
export const ROLES = ['viewer', 'operator', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** By what a request says whose it is: a token, shown or behind a session of the console. */
export interface Credentials {
  token_hash: string;
  session: { hash: string; csrf_token: string; expires_at: string } | null;
}

/** Whose token a request bears. */
export interface Caller {
  id: number;
  name: string;
  role: Role;
}
