import { z } from 'zod';
import { ok, timestamp } from '../schemas.js';

const word = z.enum(['up', 'down']);

export const HealthResponse = z
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

export const EndpointsResponse = z.strictObject({
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
