import { createHash } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import { ipKeyGenerator } from 'express-rate-limit';
import { ROLES, type Caller, type Credentials, type Role } from '../caller.js';
import { ApiError } from '../errors.js';
import { csrfToken, sessionSecret } from '../session/cookie.js';
import type { FindSession } from '../session/store.js';
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

export interface Identity {
  findCaller: FindCaller;
  findSession: FindSession;
  lockOut: LockOut;
}

interface Identified {
  caller: Caller;
  credentials: Credentials;
}

/** Who calls, or null. Raises 429 for an address that is locked out, and what the token store raises (database away). */
async function identify(req: Request, identity: Identity): Promise<Identified | null> {
  const token = bearer(req);
  if (token === null) return identifySession(req, identity);
  const { findCaller, lockOut } = identity;
  const hash = hashToken(token);
  lockOut.admit(addressOf(req), hash);
  // Found by its hash: the time a look-up takes tells of the hash, from which no token can be made.
  const caller = await findCaller(hash);
  if (caller === null) lockOut.bad(addressOf(req), hash);
  else lockOut.good(hash);
  return caller && { caller, credentials: { token_hash: hash, session: null } };
}

/** By the console's cookie. A browser sends one that has expired on its own, so that is no guess to be locked out for. */
async function identifySession(req: Request, { findCaller, findSession }: Identity): Promise<Identified | null> {
  const secret = sessionSecret(req);
  if (secret === null) return null;
  const hash = hashToken(secret);
  const session = await findSession(hash);
  const caller = session && (await findCaller(session.token_hash));
  if (session === null || caller === null) return null;
  const { token_hash, expires_at } = session;
  return { caller, credentials: { token_hash, session: { hash, csrf_token: csrfToken(secret), expires_at } } };
}

const SAFE = new Set(['GET', 'HEAD']);

/** Sets `res.locals.caller`. On open routes a token is optional and a store that is away does not matter. */
export function identifyCaller(identity: Identity, role: Role | 'open'): RequestHandler {
  return async (req, res, next) => {
    const looking = identify(req, identity);
    // Without a caller an open route answers its open part; its own work shows what is away.
    const found = role === 'open' ? await looking.catch(() => null) : await looking;
    const session = found?.credentials.session;
    if (session && !SAFE.has(req.method) && req.get('x-csrf-token') !== session.csrf_token)
      throw new ApiError('FORBIDDEN', 'A request by cookie that changes something needs X-CSRF-Token');
    res.locals['caller'] = found?.caller;
    res.locals['credentials'] = found?.credentials;
    next();
  };
}

export function credentialsOf(res: Response): Credentials | null {
  return (res.locals['credentials'] as Credentials | undefined) ?? null;
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
