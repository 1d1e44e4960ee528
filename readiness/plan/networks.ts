import type { Network } from '../../domain/cloudstack.js';
import type { SourceNetwork } from '../../domain/inventory.js';
import type { PlannedNic } from '../../domain/plan.js';
import type { ReadinessInput } from '../input.js';
import { holdsAddress } from './address.js';

export interface NetworkResolution {
  nics: PlannedNic[];
  /** Source networks without a mapping of the right kind, each once. */
  unmapped: string[];
  /** Destinations that CloudStack does not know, as given. */
  unknown: string[];
  /** Destinations of a test that are production destinations of some mapping (R8). */
  production: string[];
  /** Destinations of a test that only their owner knows to be set apart: others may be on a Shared network, too. */
  shared: string[];
  /** What CloudStack would refuse of NICs that all have a destination, and what the request contradicts. */
  problems: string[];
  /** What will not be as at the source. */
  differences: string[];
}

/** CloudStack refuses any other (facts §3.4): six octets, the first of them even. */
const UNICAST_MAC = /^[0-9a-f][02468ace](?::[0-9a-f]{2}){5}$/;

/**
 * Destination of every NIC, in the source's order with its MAC: the request's mapping by source name, else the stored
 * one of this kind (production for live, test for test). There is no default network to fall back to (R8).
 */
export function resolveNetworks(input: ReadinessInput, networks: readonly Network[]): NetworkResolution {
  const result: NetworkResolution = {
    nics: [],
    unmapped: [],
    unknown: [],
    production: [],
    shared: [],
    problems: strangers(input),
    differences: [],
  };
  for (const source of input.vm.networks) {
    const wanted = wantedFor(input, source.source_network_name);
    const network = wanted === undefined ? undefined : findNetwork(networks, wanted);
    if (wanted === undefined) add(result.unmapped, source.source_network_name);
    else if (network === undefined) add(result.unknown, wanted);
    else {
      if (input.type === 'test' && input.production_network_ids.includes(network.id))
        add(result.production, network.name);
      if (input.type === 'test' && network.type === 'Shared') add(result.shared, network.name);
      result.nics.push(planNic(input, source, network, result));
    }
  }
  return result;
}

function planNic(
  input: ReadinessInput,
  source: SourceNetwork,
  network: Network,
  { nics, problems, differences }: NetworkResolution,
): PlannedNic {
  const { source_network_name: name, ip } = source;
  const mac = source.mac.toLowerCase().replaceAll('-', ':');
  if (!UNICAST_MAC.test(mac)) problems.push(`${source.mac} on ${name} is no MAC address of a NIC`);
  // deployVirtualMachine keeps one entry a network and drops the others without a word; addNic refuses (facts §7).
  const twin = nics.find((nic) => nic.network_id === network.id);
  if (twin !== undefined)
    problems.push(
      `Two NICs, on ${twin.source_network_name} and ${name}, lead to ${network.name}; CloudStack gives a VM one NIC a network`,
    );
  if (!source.connected) differences.push(`The NIC on ${name} is disconnected at the source and will be connected`);
  const keepsAddress = input.type === 'live' && ip !== undefined && holdsAddress(network, ip);
  if (input.type === 'live' && ip !== undefined && !keepsAddress)
    differences.push(`${network.name} has no place for ${ip} of the NIC on ${name}: CloudStack will choose an address`);
  return {
    source_network_name: name,
    network_id: network.id,
    network_name: network.name,
    mac,
    ...(keepsAddress ? { ip } : {}),
  };
}

/** By id, else by a name that only one network bears. */
export function findNetwork(networks: readonly Network[], idOrName: string): Network | undefined {
  const byId = networks.find((n) => n.id === idOrName);
  if (byId !== undefined) return byId;
  const byName = networks.filter((n) => n.name === idOrName);
  return byName.length === 1 ? byName[0] : undefined;
}

function wantedFor({ request, mappings, type }: ReadinessInput, sourceName: string): string | undefined {
  const asked = new Map(Object.entries(request.network_mappings)).get(sourceName);
  const stored = mappings.find((m) => m.source_network_name === sourceName && m.is_test_network === (type === 'test'));
  return asked ?? stored?.destination_network_id;
}

/** Mappings of the request for networks that the VM is not on: accepted, they would have no effect. */
function strangers({ request, vm }: ReadinessInput): string[] {
  const known = new Set(vm.networks.map((n) => n.source_network_name));
  return Object.keys(request.network_mappings)
    .filter((name) => !known.has(name))
    .map((name) => `The request maps ${name}, but the VM has no NIC on it`);
}

function add(list: string[], item: string): void {
  if (!list.includes(item)) list.push(item);
}
