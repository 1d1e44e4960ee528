import { DuplicateError } from '../../db/index.js';
import type { ApiDeps } from '../deps.js';
import { ApiError } from '../errors.js';
import { route, type Route } from '../route.js';
import { vmParams, done } from '../schemas.js';
import { getVm } from '../vms/service.js';
import {
  MappingBody,
  MappingListQuery,
  MappingListResponse,
  MappingResponse,
  MappingsDeletedResponse,
  MappingSetBody,
  VmMappingsResponse,
} from './schemas.js';
import { refuseProductionForTests, resolveMappings } from './service.js';

const tag = 'network mappings';
const writeErrors = [
  'VM_NOT_FOUND',
  'NOT_FOUND',
  'INVALID_STATE',
  'NETWORK_MAPPING_MISSING',
  'OSSEA_API_ERROR',
  'OSSEA_NOT_CONFIGURED',
] as const;

export function networkMappingRoutes(deps: ApiDeps): Route[] {
  const { db } = deps;

  const create = route({
    method: 'post',
    path: '/network-mappings',
    operationId: 'createNetworkMapping',
    tag,
    summary: 'Maps a source network of a VM to a CloudStack network',
    role: 'operator',
    body: MappingBody,
    audited: ['source_network_name', 'destination_network_id', 'destination_network_name', 'is_test_network'],
    status: 201,
    response: MappingResponse,
    errors: writeErrors,
    async handler({ body: { vm_id, ...item } }) {
      const rows = await resolveMappings(deps, vm_id, [item]);
      const mapping = await db.uow.run(async (repos) => {
        await refuseProductionForTests(repos, rows);
        const [row] = rows;
        if (row === undefined) throw new Error('one mapping resolves to one row');
        return repos.mappings.create(row).catch((error: unknown) => {
          if (!(error instanceof DuplicateError)) throw error;
          const kind = item.is_test_network ? 'test' : 'production';
          throw new ApiError('INVALID_STATE', `${item.source_network_name} already has a ${kind} mapping`);
        });
      });
      return done('Network mapping created', { mapping });
    },
  });

  const list = route({
    method: 'get',
    path: '/network-mappings',
    operationId: 'listNetworkMappings',
    tag,
    summary: 'All network mappings, production and test',
    role: 'viewer',
    query: MappingListQuery,
    response: MappingListResponse,
    async handler({ query }) {
      const { rows, total } = await db.uow.read((repos) => repos.mappings.list(query));
      return done(`Found ${total} network mappings`, {
        total_mappings: total,
        returned_mappings: rows.length,
        mappings: rows,
      });
    },
  });

  const get = route({
    method: 'get',
    path: '/network-mappings/{vm_id}',
    operationId: 'getNetworkMappings',
    tag,
    summary: 'The network mappings of one VM',
    role: 'viewer',
    params: vmParams,
    response: VmMappingsResponse,
    errors: ['VM_NOT_FOUND'],
    async handler({ params: { vm_id } }) {
      const mappings = await db.uow.read(async (repos) => {
        await getVm(repos, vm_id);
        return repos.mappings.forVm(vm_id);
      });
      return done('Network mappings', { vm_id, mappings, total_mappings: mappings.length });
    },
  });

  const replace = route({
    method: 'put',
    path: '/network-mappings/{vm_id}',
    operationId: 'replaceNetworkMappings',
    tag,
    summary: 'Replaces all network mappings of one VM',
    description: 'One transaction: either the whole set is stored or nothing is changed.',
    role: 'operator',
    params: vmParams,
    body: MappingSetBody,
    audited: ['mappings'],
    response: VmMappingsResponse,
    errors: writeErrors,
    async handler({ params: { vm_id }, body }) {
      const rows = await resolveMappings(deps, vm_id, body.mappings);
      const mappings = await db.uow.run(async (repos) => {
        // First the set, so that what it takes away no longer counts as a production destination.
        await repos.mappings.replace(vm_id, rows);
        await refuseProductionForTests(repos, rows);
        return repos.mappings.forVm(vm_id);
      });
      return done('Network mappings replaced', { vm_id, mappings, total_mappings: mappings.length });
    },
  });

  const remove = route({
    method: 'delete',
    path: '/network-mappings/{vm_id}',
    operationId: 'deleteNetworkMappings',
    tag,
    summary: 'Deletes all network mappings of one VM',
    role: 'operator',
    params: vmParams,
    response: MappingsDeletedResponse,
    errors: ['VM_NOT_FOUND'],
    async handler({ params: { vm_id } }) {
      const deleted_mappings = await db.uow.run(async (repos) => {
        await getVm(repos, vm_id);
        return repos.mappings.deleteForVm(vm_id);
      });
      return done(`Deleted ${deleted_mappings} network mappings`, { vm_id, deleted_mappings });
    },
  });

  return [create, list, get, replace, remove];
}
