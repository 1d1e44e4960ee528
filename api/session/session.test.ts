import request, { type Test } from 'supertest';
import { afterEach, describe, expect, it } from 'vitest';
import { TestApi } from '../../test/support/api/api.js';
import { hashToken } from '../middleware/auth.js';

let api: TestApi;
afterEach(() => api.close());

async function signIn(role: 'viewer' | 'admin' = 'admin'): Promise<{ cookie: string; csrf: string; header: string }> {
  const answer = await api.post('/session', {}, role).expect(201);
  const [header = ''] = answer.headers['set-cookie'] as unknown as string[];
  return { cookie: header.split(';')[0] ?? '', csrf: (answer.body as { csrf_token: string }).csrf_token, header };
}

const by = (sent: Test, cookie: string): Test => sent.set('Cookie', cookie);
const get = (path: string): Test => request(api.app).get(`/api/v1${path}`);
const remove = (path: string): Test => request(api.app).delete(`/api/v1${path}`);

describe('a session of the console', () => {
  it('is a cookie that no script sees and no other site sends, stored hashed, with the role of its token', async () => {
    api = await TestApi.open();
    const { cookie, header, csrf } = await signIn('viewer');
    expect(header).toMatch(/^failover_session=[\w-]{43}; Path=\/api; Max-Age=43200; HttpOnly; SameSite=Strict$/);
    const answer = await by(get('/session'), cookie).expect(200);
    expect(answer.body).toMatchObject({ role: 'viewer', csrf_token: csrf });
    await by(get('/vms'), cookie).expect(200);
    await by(get('/tokens'), cookie).expect(403);
    const secret = cookie.split('=')[1] ?? '';
    const stored = await api.db.uow.read((repos) => repos.sessions.find(hashToken(secret), new Date()));
    expect(JSON.stringify(stored)).not.toContain(secret);
    const { headers } = await api.post('/session').set('X-Forwarded-Proto', 'https').expect(201);
    expect(headers['set-cookie']?.[0]).toContain('; Secure');
  });

  it('changes nothing without the CSRF token', async () => {
    api = await TestApi.ready();
    const { cookie, csrf } = await signIn();
    const other = await signIn();
    const path = '/network-mappings/4205a841-0265-f4bd-39a6-39fd92196f53';
    await by(remove(path), cookie).expect(403);
    await by(remove(path), cookie).set('X-CSRF-Token', other.csrf).expect(403);
    await by(remove(path), cookie).set('X-CSRF-Token', csrf).expect(200);
    await by(remove('/session'), cookie).expect(403);
    await by(request(api.app).post('/api/v1/session').send({}), cookie).expect(403);
  });

  it('ends by signing out, with its token, and by its time', async () => {
    const clock = { now: Date.parse('2026-11-23T03:00:00Z') };
    api = await TestApi.open({ now: () => new Date(clock.now) });
    const [first, second, third] = [await signIn(), await signIn('viewer'), await signIn()];
    await by(remove('/session'), first.cookie).set('X-CSRF-Token', first.csrf).expect(200);
    await by(get('/vms'), first.cookie).expect(401);
    await api.db.uow.run(async (repos) => {
      const row = await repos.tokens.findByHash(hashToken(api.tokens.viewer), new Date(clock.now));
      await repos.tokens.revoke(row?.id ?? 0, new Date(clock.now));
    });
    await by(get('/vms'), second.cookie).expect(401);
    clock.now += 12 * 3_600_000 - 1;
    await by(get('/vms'), third.cookie).expect(200);
    clock.now += 1;
    await by(get('/vms'), third.cookie).expect(401);
  });

  it('is not given for a guess, and guessing is locked out', async () => {
    api = await TestApi.open({ lockOut: { after: 2, ms: 60_000 } });
    const guess = (token: string): Test =>
      request(api.app).post('/api/v1/session').set('Authorization', `Bearer ${token}`).send({});
    await guess('wrong-1').expect(401);
    await guess('wrong-2').expect(401);
    await guess(api.tokens.admin).expect(429);
  });
});
