import { z } from 'zod';
import type { ApiDeps } from '../deps.js';
import { API_PREFIX, openApiDocument } from '../openapi.js';
import { route, type Route } from '../route.js';
import { freeObject, ok, timestamp, done } from '../schemas.js';
import { createHealth } from './health.js';

const word = z.enum(['up', 'down']);

const HealthResponse = z
  .strictObject({
    ...ok,
    status: z.enum(['healthy', 'degraded', 'unhealthy']).meta({
      description: 'unhealthy: nothing can be started; degraded: something a start needs is away or no worker runs',
    }),
    timestamp,
    components: z.strictObject({
      api_server: word,
      database: word,
      temporal: word,
      failover_engines: z.enum(['up', 'down', 'no_worker']),
      ossea_client: z.enum(['up', 'down', 'not_configured']),
    }),
    metrics: z
      .strictObject({
        version: z.string(),
        workers: z.int().nullable(),
        active_failover_jobs: z.int().nullable(),
        total_vms_discovered: z.int().nullable(),
        ossea_volumes: z.int().nullable(),
        network_mappings: z.int().nullable(),
      })
      .optional()
      .meta({ description: 'only with a valid token; null where it could not be read' }),
  })
  .meta({ id: 'Health' });
export type HealthResponse = z.infer<typeof HealthResponse>;

const EndpointsResponse = z.strictObject({
  ...ok,
  total_endpoints: z.int(),
  endpoints: z.array(
    z.strictObject({
      method: z.string(),
      path: z.string(),
      operation_id: z.string(),
      summary: z.string(),
      role: z.string(),
    }),
  ),
});

/** `all` gives every route of the API, these included. */
export function debugRoutes(deps: ApiDeps, all: () => readonly Route[]): Route[] {
  const health = createHealth(deps);
  let document: object | undefined;
  return [
    route({
      method: 'get',
      path: '/debug/health',
      operationId: 'getHealth',
      tag: 'debug',
      summary: 'Whether the parts answer; figures with a token only',
      description: '200 whatever the state is: the words tell.',
      role: 'open',
      response: HealthResponse,
      handler: (_parts, { caller }) => health(caller !== null),
    }),
    route({
      method: 'get',
      path: '/debug/endpoints',
      operationId: 'listEndpoints',
      tag: 'debug',
      summary: 'Every route with the role it needs',
      role: 'viewer',
      response: EndpointsResponse,
      handler() {
        const endpoints = all().map(({ method, path, operationId, summary, role }) => ({
          method: method.toUpperCase(),
          path: `${API_PREFIX}${path}`,
          operation_id: operationId,
          summary,
          role,
        }));
        return done(`${endpoints.length} endpoints`, {
          total_endpoints: endpoints.length,
          endpoints,
        });
      },
    }),
    route({
      method: 'get',
      path: '/openapi.json',
      operationId: 'getOpenApi',
      tag: 'debug',
      summary: 'This document',
      role: 'open',
      response: freeObject,
      handler: () => ({ ...(document ??= openApiDocument(all())) }),
    }),
  ];
}
