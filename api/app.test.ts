import { gzipSync } from 'node:zlib';
import request, { type Test } from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestApi, VM, VM_ID } from '../test/support/api/api.js';
import { DatabaseUnavailableError } from '../db/index.js';
import type { VmInventory } from '../domain/inventory.js';
import type { ErrorResponse } from './schemas.js';

let api: TestApi;
beforeAll(async () => {
  api = await TestApi.ready();
});
afterAll(() => api.close());

const error = (response: { body: unknown }): ErrorResponse => response.body as ErrorResponse;
const bearing = (sent: Test, token: string): Test => sent.set('Authorization', `Bearer ${token}`);

describe('the error envelope', () => {
  it('has the fields of the contract and echoes a sane request id', async () => {
    const response = await api.get('/vms/nobody').set('X-Request-Id', 'portal-42').expect(404);
    expect(response.headers['x-request-id']).toBe('portal-42');
    expect(response.body).toEqual({
      success: false,
      message: 'There is no VM nobody in the inventory',
      error: 'Unknown VM',
      error_code: 'VM_NOT_FOUND',
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string,
      request_id: 'portal-42',
    });
  });

  it.each(['with space', '<script>', 'x'.repeat(129)])('replaces the request id "%s"', async (id) => {
    const response = await api.get('/vms').set('X-Request-Id', id).expect(200);
    expect(response.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('answers unknown routes with 404, also without a token', async () => {
    for (const path of ['/api/v1/nothing', '/api/v2/vms', '/', '/api/v1/failover/x/y/z']) {
      const response = await request(api.app).get(path).expect(404);
      expect(error(response).error_code).toBe('NOT_FOUND');
    }
  });

  it('answers other methods with 405 and Allow', async () => {
    const cases = [
      ['patch', '/vms', 'GET, HEAD'],
      ['post', `/vms/${VM_ID}`, 'GET, HEAD, PUT, DELETE'],
      ['get', '/failover/live', 'POST'],
      ['delete', '/failover/jobs', 'GET, HEAD'],
    ] as const;
    for (const [method, path, allow] of cases) {
      const response = await request(api.app)[method](`/api/v1${path}`).expect(405);
      expect([error(response).error_code, response.headers['allow']]).toEqual(['METHOD_NOT_ALLOWED', allow]);
    }
  });

  it('answers HEAD as GET without a body', async () => {
    const response = await bearing(request(api.app).head('/api/v1/vms'), api.tokens.viewer).expect(200);
    expect(response.text).toBeUndefined();
  });

  const raw = (text: string | Buffer, type = 'application/json'): Test =>
    bearing(request(api.app).post('/api/v1/failover/live'), api.tokens.operator).set('Content-Type', type).send(text);

  it('refuses bodies that are too large, by length and when inflated', async () => {
    const large = JSON.stringify({ vm_id: 'x'.repeat(2 * 1024 * 1024) });
    expect(error(await raw(large).expect(413)).error_code).toBe('PAYLOAD_TOO_LARGE');
    const bomb = bearing(request(api.app).post('/api/v1/failover/live'), api.tokens.operator)
      .set('Content-Type', 'application/json')
      .set('Content-Encoding', 'gzip');
    bomb.serialize((value: unknown) => value as string);
    expect(error(await bomb.send(gzipSync(large)).expect(413)).error_code).toBe('PAYLOAD_TOO_LARGE');
  });

  it('takes a body of just under 1 MiB', async () => {
    const body = JSON.stringify({ vm_id: 'nobody', reason: 'x'.repeat(1_000_000) });
    expect(error(await raw(body).expect(400)).message).toContain('body.reason');
  });

  it('refuses other media types', async () => {
    for (const type of ['text/plain', 'application/xml', 'application/x-www-form-urlencoded'])
      expect(error(await raw('vm_id=1', type).expect(415)).error_code).toBe('UNSUPPORTED_MEDIA_TYPE');
    await raw('{}', 'application/json; charset=latin1').expect(415);
  });

  it.each([
    '{',
    'null',
    '[]',
    '"text"',
    '{"vm_id":1}',
    '',
    '{"__proto__":{"vm_id":"a"}}',
    '{"custom_config":{"constructor":1}}',
  ])('refuses the body %s with 400', async (text) => {
    expect(error(await raw(text).expect(400)).error_code).toBe('VALIDATION_FAILED');
  });

  it('takes a request without a body where none is needed', async () => {
    const activate = () =>
      bearing(request(api.app).post('/api/v1/ossea-configs/primary-ossea/activate'), api.tokens.admin);
    await activate().expect(200);
    await activate().set('Content-Length', '0').expect(200);
    await activate().send({}).expect(200);
    await activate().send({ force: true }).expect(400);
  });

  it('names every field that is wrong', async () => {
    const response = await raw('{"vm_id":"..","skip_validation":1,"extra":true}').expect(400);
    const issues = error(response).details?.['issues'] as { path: string; message: string }[];
    expect(issues.map((issue) => issue.path).sort()).toEqual(['body', 'body.skip_validation', 'body.vm_id']);
    expect(JSON.stringify(issues)).toContain('extra');
  });

  it('refuses unknown and repeated query parameters, and malformed paths', async () => {
    await api.get('/vms?color=red').expect(400);
    await api.get('/vms?limit=1&limit=2').expect(400);
    await api.get('/vms?limit=501').expect(400);
    await api.get('/vms/%E0%A4%A').expect(400);
    await api.get('/vms/%2e%2e').expect(400);
    await api.get('/vms/a%2fb').expect(400);
  });

  it('hides what broke and tells where to look', async () => {
    const broken = await TestApi.open({
      now: () => {
        throw new Error('secret path /etc/shadow');
      },
    });
    await broken.db.uow.run((repos) => repos.vms.put(VM_ID, STORED_VM));
    const response = await broken.get(`/failover/${VM_ID}/readiness`).expect(500);
    expect(error(response).error_code).toBe('INTERNAL_ERROR');
    expect(JSON.stringify(response.body)).not.toMatch(/shadow|\.ts|at /);
    await broken.close();
  });

  it('answers 503 while the database is away, except what is open', async () => {
    const away = await TestApi.open();
    const { uow } = away.db;
    const gone = () => Promise.reject(new DatabaseUnavailableError('gone'));
    Object.assign(uow, { read: gone, run: gone });
    const response = await away.get('/vms').expect(503);
    expect([error(response).error_code, response.headers['retry-after']]).toEqual(['UNAVAILABLE', '5']);
    await away.get('/openapi.json').expect(200);
    expect((await away.get('/debug/health').expect(200)).body).toMatchObject({
      status: 'unhealthy',
      components: { database: 'down' },
    });
    await away.close();
  });

  it('lets no other origin in', async () => {
    const asked = bearing(request(api.app).get('/api/v1/vms'), api.tokens.viewer).set('Origin', 'https://elsewhere');
    expect(Object.keys((await asked.expect(200)).headers).filter((name) => name.includes('allow-origin'))).toEqual([]);
    await request(api.app).options('/api/v1/vms').set('Origin', 'https://elsewhere').expect(405);
  });

  it('sets the headers of helmet and none that names the software', async () => {
    const { headers } = await api.get('/vms').expect(200);
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff' });
    expect(headers['content-security-policy']).toContain("default-src 'self'");
    expect(headers['x-powered-by']).toBeUndefined();
  });
});

describe('the rate limit', () => {
  it('is counted per token', async () => {
    const limited = await TestApi.open({ rateLimit: { perSecond: 1, burst: 3 } });
    for (let i = 0; i < 3; i += 1) await limited.get('/vms', 'viewer').expect(200);
    const response = await limited.get('/vms', 'viewer').expect(429);
    expect(error(response).error_code).toBe('RATE_LIMITED');
    expect(Number(response.headers['retry-after'])).toBeGreaterThan(0);
    await limited.get('/vms', 'operator').expect(200);
    await limited.close();
  });

  it('counts requests without a good token by address', async () => {
    const limited = await TestApi.open({ rateLimit: { perSecond: 1, burst: 3 } });
    const guess = (n: number): Test => bearing(request(limited.app).get('/api/v1/vms'), `guess-${n}`);
    for (let i = 0; i < 3; i += 1) await guess(i).expect(401);
    await guess(4).expect(429);
    await limited.close();
  });
});

const STORED_VM: VmInventory = {
  ...VM,
  ...{ vm_tools_version: '', display_name: '', annotation: '', vmware_uuid: '' },
  ossea_config: null,
  disks: [],
  replication: null,
};
