import request, { type Response } from 'supertest';
import { describe, expect, it } from 'vitest';
import { DatabaseUnavailableError } from '../db/index.js';
import { TestApi } from '../test/support/api/api.js';
import { API_ERROR_STATUS } from '../domain/errors.js';
import type { ApiDeps } from './deps.js';
import { errorCodes, type Route } from './route.js';
import { allRoutes } from './routes.js';

/** Needed only to name the tests: handlers are not called through it. */
const routes = allRoutes({} as ApiDeps);
const MIB = 1024 ** 2;

interface Trouble {
  status: number;
  deps?: Partial<ApiDeps>;
  /** What goes wrong once the API is there. */
  begin?: (api: TestApi) => unknown;
  /** Operations that this cannot befall. */
  except?: string[];
  query?: string;
  body?: string;
  type?: string;
}

const fails = (error: Error) => () => {
  throw error;
};
/** What every route answers before its handler is asked, or whatever the handler does. */
const TROUBLES: Record<string, Trouble> = {
  'an unknown query': { status: 400, query: '?nonsense=1' },
  'too many requests': {
    status: 429,
    deps: { rateLimit: { perSecond: 0.001, burst: 1 } },
    begin: async (api) => [await api.get('/vms').expect(200), await request(api.app).get('/api/v1/docs').expect(200)],
  },
  'a bug': { status: 500, deps: { now: fails(new Error('a bug')) }, except: ['getOpenApi', 'getDocs'] },
  'a database that is away': {
    status: 503,
    begin: ({ db }) => (db.uow.read = fails(new DatabaseUnavailableError('away'))),
  },
  'a body of 2 MiB': { status: 413, body: JSON.stringify({ reason: 'x'.repeat(2 * MIB) }) },
  'a body that is no JSON by its own words': { status: 415, type: 'text/plain' },
};

describe.each(Object.entries(TROUBLES))('%s', (_, trouble) => {
  const { status, deps, begin, except = [], query = '', body = '{}', type = 'application/json' } = trouble;
  it(`is answered by ${status} on every route that says so`, async () => {
    const api = await TestApi.open(deps);
    await begin?.(api);
    const ask = async ({ method, path }: Route): Promise<Response> => {
      const real = path.replace('{token_id}', '999').replace(/\{\w+\}/g, 'nobody');
      const asked = request(api.app)[method](`/api/v1${real}${query}`);
      const sent = asked.set('Authorization', `Bearer ${api.tokens.admin}`);
      return method === 'get' ? sent : sent.set('Content-Type', type).send(body);
    };
    const saying = routes
      .filter((route) => errorCodes(route).some((code) => API_ERROR_STATUS[code] === status))
      .filter(({ operationId }) => !except.includes(operationId));
    expect(saying.length).toBeGreaterThan(20);
    const answers = [];
    for (const route of saying) answers.push([route.operationId, (await ask(route)).status]);
    expect(answers).toEqual(saying.map(({ operationId }) => [operationId, status]));
    await api.close();
  });
});
