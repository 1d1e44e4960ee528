import request, { type Test } from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestApi } from '../test/support/api/api.js';
import { ROLES } from './caller.js';
import type { Role } from './caller.js';
import { hashToken } from './middleware/auth.js';
import type { Route } from './route.js';
import { allRoutes } from './routes.js';
import type { ErrorResponse } from './schemas.js';

let api: TestApi;
beforeAll(async () => {
  api = await TestApi.ready();
});
afterAll(() => api.close());

/** Nothing that exists: whoever is let through changes nothing. */
const anonymous = (route: Pick<Route, 'method' | 'path'>, app = api.app): Test =>
  request(app)[route.method](`/api/v1${route.path.replace('{token_id}', '999').replace(/\{\w+\}/g, 'nobody')}`);
const bearing = (sent: Test, token: string): Test => sent.set('Authorization', `Bearer ${token}`);

/** Needed only to name the tests: handlers are not called through it. The stream that does not end has tests of its own. */
const routes = allRoutes({} as never).filter(({ path }) => path !== '/events');

/** Tokens that let nobody in. */
const WORTHLESS = {
  bad: () => Promise.resolve('x'.repeat(32)),
  expired: () => made('expired', new Date(Date.now() - 1_000)),
  revoked: async () => {
    const token = await made('revoked', null);
    await api.db.uow.run(async (repos) => {
      const row = await repos.tokens.findByHash(hashToken(token), new Date());
      await repos.tokens.revoke(row?.id ?? 0, new Date());
    });
    return token;
  },
};

let count = 0;
async function made(name: string, expires_at: Date | null): Promise<string> {
  const token = `${name}-token-${++count}`;
  await api.db.uow.run((repos) =>
    repos.tokens.create(token, 'admin', hashToken(token), expires_at?.toISOString() ?? null),
  );
  return token;
}

describe.each(routes)('$operationId', (route) => {
  const code = (response: { body: unknown }): string | undefined => (response.body as ErrorResponse).error_code;
  const none = route.role === 'open' ? 200 : 401;

  it('needs a token, unless it is open', async () => {
    const response = await anonymous(route).expect(none);
    if (none === 401) expect(response.headers['www-authenticate']).toBe('Bearer');
  });

  it.each(Object.entries(WORTHLESS))('takes a %s token for none', async (_, token) => {
    const response = await bearing(anonymous(route), await token());
    expect([response.status, code(response)]).toEqual([none, none === 401 ? 'UNAUTHORIZED' : undefined]);
  });

  it.each(ROLES)('lets %s through exactly when the role is enough', async (role) => {
    const response = await bearing(anonymous(route), api.tokens[role]);
    expect(response.status).not.toBe(401);
    expect(code(response) === 'FORBIDDEN').toBe(route.role !== 'open' && rank(role) < rank(route.role));
    expect(response.status === 403).toBe(code(response) === 'FORBIDDEN');
  });
});

const rank = (role: Role): number => ROLES.indexOf(role);

it.each(['nonsense', '', 'Bearer', `Basic ${Buffer.from('a:b').toString('base64')}`])(
  'takes no authorization of the form "%s"',
  async (header) => {
    await anonymous({ method: 'get', path: '/vms' }).set('Authorization', header).expect(401);
  },
);

describe('the lock-out', () => {
  const vms = { method: 'get', path: '/vms' } as const;

  it('stops the guessing of tokens, not those who have one, and ends', async () => {
    const clock = { now: Date.parse('2026-01-01T00:00:00Z') };
    const locked = await TestApi.open({ lockOut: { after: 3, ms: 60_000 }, now: () => new Date(clock.now) });
    await locked.get('/vms', 'viewer').expect(200);
    for (let n = 0; n < 3; n += 1) await bearing(anonymous(vms, locked.app), `guess-${n}`).expect(401);
    const response = await bearing(anonymous(vms, locked.app), 'guess-4').expect(429);
    expect(response.headers['retry-after']).toBe('60');
    // A good token that this address has not shown before could be a guess, too.
    await locked.get('/vms', 'operator').expect(429);
    await locked.get('/vms', 'viewer').expect(200);
    await anonymous(vms, locked.app).expect(401);
    const health = await bearing(request(locked.app).get('/api/v1/debug/health'), locked.tokens.operator).expect(200);
    expect(health.body).not.toHaveProperty('metrics');
    clock.now += 60_000;
    await locked.get('/vms', 'operator').expect(200);
    await locked.close();
  });

  it('holds for a token that was good and is revoked', async () => {
    const locked = await TestApi.open({ lockOut: { after: 1, ms: 60_000 } });
    await locked.get('/vms', 'viewer').expect(200);
    await locked.db.uow.run(async (repos) => {
      const row = await repos.tokens.findByHash(hashToken(locked.tokens.viewer), new Date());
      await repos.tokens.revoke(row?.id ?? 0, new Date());
    });
    await locked.get('/vms', 'viewer').expect(401);
    await locked.get('/vms', 'viewer').expect(429);
    await locked.close();
  });
});
