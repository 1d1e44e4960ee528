import type { Repositories } from '../../db/index.js';
import type { Network } from '../../domain/cloudstack.js';
import type { NetworkMapping } from '../../domain/inventory.js';
import { findNetwork } from '../../readiness/plan/networks.js';
import { readsOf } from '../cloudstack.js';
import type { ApiDeps } from '../deps.js';
import { ApiError } from '../errors.js';
import { getVm } from '../vms/service.js';
import type { MappingItem } from './schemas.js';

export type MappingRow = Omit<NetworkMapping, 'id'>;

/** The network an item names: by id, else by a name that only one network bears. Raises 422 or, on a contradiction, 400. */
function destination(item: MappingItem, networks: readonly Network[]): Network {
  const wanted = item.destination_network_id ?? item.destination_network_name ?? '';
  const network = findNetwork(networks, wanted);
  if (network === undefined)
    throw new ApiError('NETWORK_MAPPING_MISSING', `CloudStack has no network ${wanted}, or several of that name`, {
      details: { source_network_name: item.source_network_name, destination: wanted },
      required_actions: ['Choose a network that GET /networks/available lists, by its id.'],
    });
  const { destination_network_name: name } = item;
  if (name !== undefined && name !== network.name && name !== network.id)
    throw new ApiError('VALIDATION_FAILED', `Network ${network.id} is called ${network.name}, not ${name}`);
  return network;
}

/** Rows with id and name of existing networks. Raises 404, 422, 502 (CloudStack away) and 503 (no configuration). */
export async function resolveMappings(
  deps: ApiDeps,
  vmId: string,
  items: readonly MappingItem[],
): Promise<MappingRow[]> {
  const vm = await deps.db.uow.read((repos) => getVm(repos, vmId));
  if (items.length === 0) return [];
  const { reads } = await readsOf(deps, vm.ossea_config);
  const networks = await reads.listNetworks();
  return items.map((item) => {
    const network = destination(item, networks);
    return {
      vm_id: vmId,
      source_network_name: item.source_network_name,
      destination_network_id: network.id,
      destination_network_name: network.name,
      is_test_network: item.is_test_network,
    };
  });
}

/** Refuses a test destination that some production mapping of the configuration uses (safety R8). Raises 409. */
export async function refuseProductionForTests(repos: Repositories, rows: readonly MappingRow[]): Promise<void> {
  const tests = rows.filter((row) => row.is_test_network);
  if (tests.length === 0) return;
  const production = new Set([
    ...(await repos.mappings.productionDestinations()),
    ...rows.filter((row) => !row.is_test_network).map((row) => row.destination_network_id),
  ]);
  const clash = tests.find((row) => production.has(row.destination_network_id));
  if (clash === undefined) return;
  throw new ApiError(
    'INVALID_STATE',
    `Network ${clash.destination_network_name} is a production destination, so no test may use it`,
    { details: { source_network_name: clash.source_network_name, destination: clash.destination_network_id } },
  );
}
