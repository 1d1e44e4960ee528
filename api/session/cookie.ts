import { createHash } from 'node:crypto';
import type { Request } from 'express';

export const SESSION_COOKIE = 'failover_session';

/** What a session's cookie holds, or null. */
export function sessionSecret(req: Request): string | null {
  const pairs = (req.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  const found = pairs.find((pair) => pair.startsWith(`${SESSION_COOKIE}=`))?.slice(SESSION_COOKIE.length + 1) ?? '';
  return /^[\w-]{43}$/.test(found) ? found : null;
}

/** Set-Cookie for this secret; without one the cookie goes. No script sees it and no other site makes a browser send it. */
export function sessionCookie(secret: string | null, seconds: number, https: boolean): string {
  const age = secret === null ? 0 : seconds;
  return `${SESSION_COOKIE}=${secret ?? ''}; Path=/api; Max-Age=${age}; HttpOnly; SameSite=Strict${https ? '; Secure' : ''}`;
}

/** What a changing request by cookie bears in X-CSRF-Token: only who may read our answers knows it. */
export function csrfToken(secret: string): string {
  return createHash('sha256').update(`csrf ${secret}`, 'utf8').digest('base64url');
}
