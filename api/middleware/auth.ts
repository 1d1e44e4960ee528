import { createHash } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import { ROLES, type Caller, type Role } from '../caller.js';
import { ApiError } from '../errors.js';
import type { Tokens } from '../deps.js';

/** Tokens are random and long, so a plain SHA-256 is enough: there is nothing to guess slowly. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token, 'utf8').digest('hex');
}

function bearer(req: Request): string | null {
  return /^Bearer +([\x21-\x7e]{1,512})$/i.exec(req.get('authorization') ?? '')?.[1] ?? null;
}

/** Who calls, or null. Raises what the token store raises (database away). */
export async function identify(req: Request, tokens: Tokens): Promise<Caller | null> {
  const token = bearer(req);
  if (token === null) return null;
  // Found by its hash: the time a look-up takes tells of the hash, from which no token can be made.
  const row = await tokens.findByHash(hashToken(token));
  return row && { id: row.id, name: row.name, role: row.role };
}

/** Sets `res.locals.caller`. On open routes a token is optional and a store that is away does not matter. */
export function identifyCaller(tokens: Tokens, role: Role | 'open'): RequestHandler {
  return async (req, res, next) => {
    const found = identify(req, tokens);
    // Without a caller an open route answers its open part; its own work shows what is away.
    res.locals['caller'] = role === 'open' ? await found.catch(() => null) : await found;
    next();
  };
}

export function callerOf(res: Response): Caller | null {
  return (res.locals['caller'] as Caller | null | undefined) ?? null;
}

/** Refuses callers below the role: 401 without a valid token, 403 with too small a role. */
export function authorize(role: Role | 'open'): RequestHandler {
  return (_req, res, next) => {
    if (role === 'open') return next();
    const caller = callerOf(res);
    if (caller === null)
      return next(
        new ApiError('UNAUTHORIZED', 'A valid bearer token is needed', { headers: { 'WWW-Authenticate': 'Bearer' } }),
      );
    if (ROLES.indexOf(caller.role) < ROLES.indexOf(role))
      return next(new ApiError('FORBIDDEN', `This needs the role ${role}; the token has ${caller.role}`));
    next();
  };
}
