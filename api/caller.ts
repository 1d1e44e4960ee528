/** Least to most: each may do what the ones before it may. */
export const ROLES = ['viewer', 'operator', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Whose token a request bears. */
export interface Caller {
  id: number;
  name: string;
  role: Role;
}
