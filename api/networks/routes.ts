import { z } from 'zod';
import type { Network } from '../../domain/cloudstack.js';
import { readsOf } from '../cloudstack.js';
import type { ApiDeps } from '../deps.js';
import { route, type Route } from '../route.js';
import { configName, ok, done } from '../schemas.js';

const NetworkSummary = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    type: z.string().meta({ description: 'Isolated, L2 or Shared' }),
    state: z.string().nullable(),
    cidr: z.string().nullable(),
    zone: z.string().nullable(),
    has_dhcp: z.boolean(),
  })
  .meta({ id: 'Network' });

function summary(network: Network): z.input<typeof NetworkSummary> {
  return {
    id: network.id,
    name: network.name,
    type: network.type,
    state: network.state ?? null,
    cidr: network.cidr ?? null,
    zone: network.zonename ?? network.zoneid ?? null,
    has_dhcp: network.service?.some((service) => service.name === 'Dhcp') ?? false,
  };
}

export function networkRoutes(deps: ApiDeps): Route[] {
  return [
    route({
      method: 'get',
      path: '/networks/available',
      operationId: 'listAvailableNetworks',
      tag: 'networks',
      summary: 'CloudStack networks usable as destinations',
      role: 'viewer',
      query: z.strictObject({
        config: configName.optional().meta({ description: 'an OSSEA configuration; the active one by default' }),
      }),
      response: z.strictObject({
        ...ok,
        config: z.string(),
        total_networks: z.int(),
        networks: z.array(NetworkSummary),
      }),
      errors: ['NOT_FOUND', 'OSSEA_API_ERROR', 'OSSEA_NOT_CONFIGURED'],
      async handler({ query }) {
        const { config, reads } = await readsOf(deps, query.config ?? null);
        // A network in state Setup is usable too, so only CloudStack's own word against it counts.
        const usable = (await reads.listNetworks()).filter((network) => network.canusefordeploy !== false);
        return done(`Found ${usable.length} networks`, {
          config: config.name,
          total_networks: usable.length,
          networks: usable.map(summary),
        });
      },
    }),
  ];
}
