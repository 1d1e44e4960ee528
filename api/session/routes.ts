import { z } from 'zod';
import { ROLES } from '../caller.js';
import type { ApiDeps } from '../deps.js';
import { hashToken } from '../middleware/auth.js';
import { route, type RequestContext, type Route } from '../route.js';
import { done, ok, timestamp } from '../schemas.js';
import { csrfToken, sessionCookie } from './cookie.js';

const tag = 'session';
/** A working day; whoever works on signs in again. */
const HOURS = 12;
const SECRET_BYTES = 32;

const SessionResponse = z
  .strictObject({
    ...ok,
    name: z.string().meta({ description: 'of the token' }),
    role: z.enum(ROLES),
    csrf_token: z
      .string()
      .nullable()
      .meta({ description: 'what requests by cookie that change something bear in X-CSRF-Token; null without cookie' }),
    expires_at: timestamp.nullable().meta({ description: 'of the session; null without cookie' }),
    temporal_ui: z.boolean().meta({ description: "whether runs have an address in Temporal's web UI" }),
  })
  .meta({ id: 'Session' });

export function sessionRoutes({ db, now, random, temporalUrl }: ApiDeps): Route[] {
  const shown = ({ caller }: RequestContext, session: { csrf_token: string; expires_at: string } | null) => {
    if (caller === null) throw new Error('these routes need a role');
    const { name, role } = caller;
    const { csrf_token = null, expires_at = null } = session ?? {};
    return done(`${name}, ${role}`, { name, role, csrf_token, expires_at, temporal_ui: temporalUrl('', '') !== null });
  };

  const open = route({
    method: 'post',
    path: '/session',
    operationId: 'signIn',
    tag,
    summary: 'Gives the bearer of a token a cookie for the console',
    description: `HttpOnly and SameSite=Strict, for ${HOURS} hours; it has the role of the token and ends with it.`,
    role: 'viewer',
    status: 201,
    response: SessionResponse,
    responseHeaders: { 'Set-Cookie': 'the session' },
    async handler(_parts, context) {
      const secret = Buffer.from(random(SECRET_BYTES)).toString('base64url');
      const at = now();
      const expires = new Date(at.getTime() + HOURS * 3_600_000);
      const { token_hash = '' } = context.credentials ?? {};
      await db.uow.run((repos) => repos.sessions.open(hashToken(secret), token_hash, at, expires));
      context.setHeader('Set-Cookie', sessionCookie(secret, HOURS * 3_600, context.https));
      return shown(context, { csrf_token: csrfToken(secret), expires_at: expires.toISOString() });
    },
  });

  const get = route({
    method: 'get',
    path: '/session',
    operationId: 'getSession',
    tag,
    summary: 'Who calls',
    role: 'viewer',
    response: SessionResponse,
    handler: (_parts, context) => shown(context, context.credentials?.session ?? null),
  });

  const end = route({
    method: 'delete',
    path: '/session',
    operationId: 'signOut',
    tag,
    summary: 'Ends the session of the cookie',
    role: 'viewer',
    response: z.strictObject(ok),
    responseHeaders: { 'Set-Cookie': 'none any more' },
    async handler(_parts, context) {
      const { session } = context.credentials ?? {};
      if (session) await db.uow.run((repos) => repos.sessions.end(session.hash));
      context.setHeader('Set-Cookie', sessionCookie(null, 0, context.https));
      return done('Signed out', {});
    },
  });

  return [open, get, end];
}
