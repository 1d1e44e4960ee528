import request from 'supertest';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { TestApi } from '../../test/support/api/api.js';

let api: TestApi;
afterEach(() => api.close());

interface Made {
  secret: string;
  token: { id: number; name: string; expires_at: string | null; last_used_at: string | null };
}

const make = async (body: object): Promise<Made> => (await api.post('/tokens', body).expect(201)).body as Made;
const use = (secret: string): request.Test =>
  request(api.app).get('/api/v1/vms').set('Authorization', `Bearer ${secret}`);

describe('tokens', () => {
  it('are made with a role, work, and are revoked for good', async () => {
    api = await TestApi.open();
    const { secret, token } = await make({ name: 'portal', role: 'viewer' });
    expect(token).toMatchObject({ name: 'portal', expires_at: null });
    await use(secret).expect(200);
    await api.delete(`/tokens/${token.id}`).expect(200);
    await use(secret).expect(401);
    await api.delete(`/tokens/${token.id}`).expect(200);
    await api.delete('/tokens/999').expect(404);
  });

  it('show their secret once and are stored as a hash', async () => {
    api = await TestApi.open();
    const { secret } = await make({ name: 'portal', role: 'viewer' });
    const body = (await api.get('/tokens?limit=500').expect(200)).body as object;
    expect(body).toMatchObject({ total_tokens: 4, returned_tokens: 4 });
    expect(JSON.stringify(body)).not.toContain(secret);
    expect(JSON.stringify(body)).not.toContain('hash');
    expect(JSON.stringify((await api.get('/audit').expect(200)).body)).not.toContain(secret);
  });

  it('end when they expire', async () => {
    const clock = { now: Date.parse('2026-01-01T00:00:00Z') };
    api = await TestApi.open({ now: () => new Date(clock.now) });
    const { secret, token } = await make({ name: 'short', role: 'viewer', expires_in: '1h30m' });
    expect(token.expires_at).toBe('2026-01-01T01:30:00.000Z');
    await use(secret).expect(200);
    clock.now = Date.parse('2026-01-01T01:30:00Z');
    await use(secret).expect(401);
  });

  it('tell when they were last used', async () => {
    api = await TestApi.open();
    const { secret, token } = await make({ name: 'portal', role: 'viewer' });
    await use(secret).expect(200);
    await vi.waitFor(async () => {
      const { tokens } = (await api.get('/tokens')).body as { tokens: Made['token'][] };
      expect(tokens.find(({ id }) => id === token.id)?.last_used_at).not.toBeNull();
    }, 10_000);
  });

  it('have names of their own, also after their end', async () => {
    api = await TestApi.open();
    const { token } = await make({ name: 'portal', role: 'viewer' });
    await api.delete(`/tokens/${token.id}`).expect(200);
    await api.post('/tokens', { name: 'portal', role: 'admin' }).expect(409);
    await api.post('/tokens', { name: 'bootstrap', role: 'admin' }).expect(400);
    await api.post('/tokens', { name: 'x', role: 'root' }).expect(400);
    await api.post('/tokens', { name: 'x', role: 'viewer', expires_in: '87601h' }).expect(400);
  });
});
