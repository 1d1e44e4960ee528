import { createHash } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import { ipKeyGenerator } from 'express-rate-limit';
import { ROLES, type Caller, type Role } from '../caller.js';
import { ApiError } from '../errors.js';
import type { FindCaller } from '../tokens/store.js';
import type { LockOut } from './lock-out.js';

/** Tokens are random and long, so a plain SHA-256 is enough: there is nothing to guess slowly. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token, 'utf8').digest('hex');
}

/** Where a request comes from; an IPv6 subnet counts as one address. */
export function addressOf(req: Request): string {
  return ipKeyGenerator(req.ip ?? '');
}

function bearer(req: Request): string | null {
  return /^Bearer +([\x21-\x7e]{1,512})$/i.exec(req.get('authorization') ?? '')?.[1] ?? null;
}

/** Who calls, or null. Raises 429 for an address that is locked out, and what the token store raises (database away). */
async function identify(req: Request, find: FindCaller, lockOut: LockOut): Promise<Caller | null> {
  const token = bearer(req);
  if (token === null) return null;
  const hash = hashToken(token);
  lockOut.admit(addressOf(req), hash);
  // Found by its hash: the time a look-up takes tells of the hash, from which no token can be made.
  const caller = await find(hash);
  if (caller === null) lockOut.bad(addressOf(req), hash);
  else lockOut.good(hash);
  return caller;
}

/** Sets `res.locals.caller`. On open routes a token is optional and a store that is away does not matter. */
export function identifyCaller(find: FindCaller, lockOut: LockOut, role: Role | 'open'): RequestHandler {
  return async (req, res, next) => {
    const found = identify(req, find, lockOut);
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
