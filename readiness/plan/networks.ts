import type { Network } from '../../domain/cloudstack.js';
import type { NetworkMapping } from '../../domain/inventory.js';
import type { PlannedNic } from '../../domain/plan.js';
import type { ReadinessInput } from '../input.js';

export interface NetworkResolution {
  nics: PlannedNic[];
  /** Source networks without a mapping of the right kind. */
  unmapped: string[];
  /** Destinations that CloudStack does not know, as given. */
  unknown: string[];
  /** Destinations of a test that are production destinations of some mapping (R8). */
  production: string[];
}

/**
 * Destination of every NIC, in the source's order with its MAC: the request's mapping by source name, else the stored
 * one of this kind (production for live, test for test). There is no default network to fall back to (R8).
 */
export function resolveNetworks(input: ReadinessInput, networks: readonly Network[]): NetworkResolution {
  const result: NetworkResolution = { nics: [], unmapped: [], unknown: [], production: [] };
  for (const source of input.vm.networks) {
    const wanted =
      input.request.network_mappings[source.source_network_name] ??
      storedFor(input, source.source_network_name)?.destination_network_id;
    if (wanted === undefined) {
      result.unmapped.push(source.source_network_name);
      continue;
    }
    const network = findNetwork(networks, wanted);
    if (network === undefined) {
      result.unknown.push(wanted);
      continue;
    }
    if (input.type === 'test' && input.production_network_ids.includes(network.id))
      result.production.push(network.name);
    result.nics.push({
      source_network_name: source.source_network_name,
      network_id: network.id,
      network_name: network.name,
      mac: source.mac.toLowerCase().replaceAll('-', ':'),
      ...(input.type === 'live' && source.ip !== undefined ? { ip: source.ip } : {}),
    });
  }
  return result;
}

/** By id, else by a name that only one network bears. */
export function findNetwork(networks: readonly Network[], idOrName: string): Network | undefined {
  const byId = networks.find((n) => n.id === idOrName);
  if (byId !== undefined) return byId;
  const byName = networks.filter((n) => n.name === idOrName);
  return byName.length === 1 ? byName[0] : undefined;
}

function storedFor(input: ReadinessInput, sourceName: string): NetworkMapping | undefined {
  return input.mappings.find(
    (m) => m.source_network_name === sourceName && m.is_test_network === (input.type === 'test'),
  );
}
