import type { z } from 'zod';
import { DuplicateError, type StoredReadiness, type VmListRow } from '../../db/index.js';
import type { StoredVm } from '../../domain/inventory.js';
import type { ApiDeps } from '../deps.js';
import { ApiError } from '../errors.js';
import { route, type Route } from '../route.js';
import { vmParams, done } from '../schemas.js';
import {
  VmBody,
  VmDeletedResponse,
  VmListQuery,
  VmListResponse,
  VmResponse,
  type Vm,
  type VmSummary,
} from './schemas.js';
import { deleteVm, getVm } from './service.js';

function shown(vm: StoredVm): z.input<typeof Vm> {
  return { ...vm, replication_allowed: vm.held_by === null };
}

type Computed = VmListRow['readiness']['live'];

function lastReadiness(computed: Computed, now: Date): z.input<typeof VmSummary>['last_readiness']['live'] {
  return (
    computed && {
      is_ready: computed.result.is_ready,
      readiness_score: computed.result.readiness_score,
      time: computed.computed_at,
      age_seconds: Math.max(0, Math.floor((now.getTime() - Date.parse(computed.computed_at)) / 1000)),
      failing: failing(computed.result),
    }
  );
}

function failing({ is_ready, checks, refusal, required_actions }: StoredReadiness) {
  if (is_ready) return null;
  const check =
    checks.find(({ status, check_type }) => status === 'fail' && check_type === 'critical') ??
    checks.find(({ status }) => status === 'fail' || status === 'unknown');
  const { check_name = 'Start', message = refusal?.message ?? '' } = check ?? {};
  return { check_name, message, remedy: required_actions[0] ?? null };
}

function summary({ readiness, ...row }: VmListRow, now: Date): z.input<typeof VmSummary> {
  return {
    ...row,
    replication_allowed: row.held_by === null,
    last_readiness: { live: lastReadiness(readiness.live, now), test: lastReadiness(readiness.test, now) },
  };
}

const tag = 'vms';

export function vmRoutes({ db, now }: ApiDeps): Route[] {
  const list = route({
    method: 'get',
    path: '/vms',
    operationId: 'listVms',
    tag,
    summary: 'The inventory, with the last readiness and its age',
    role: 'viewer',
    query: VmListQuery,
    response: VmListResponse,
    async handler({ query }) {
      const { rows, total } = await db.uow.read((repos) => repos.vms.list(query));
      const vms = rows.map((row) => summary(row, now()));
      return done(`Found ${total} VMs`, { total_vms: total, returned_vms: vms.length, vms });
    },
  });

  const get = route({
    method: 'get',
    path: '/vms/{vm_id}',
    operationId: 'getVm',
    tag,
    summary: 'One VM with its disks, networks and failover state',
    role: 'viewer',
    params: vmParams,
    response: VmResponse,
    errors: ['VM_NOT_FOUND'],
    async handler({ params }) {
      const vm = await db.uow.read((repos) => getVm(repos, params.vm_id));
      return done(`VM ${vm.name}`, { vm: shown(vm) });
    },
  });

  const put = route({
    method: 'put',
    path: '/vms/{vm_id}',
    operationId: 'putVm',
    tag,
    summary: 'Replaces the inventory of one VM',
    description: 'For the replication system: one transaction, full replacement.',
    role: 'operator',
    params: vmParams,
    body: VmBody,
    audited: ['name', 'ossea_config', 'power_state', 'replication'],
    response: VmResponse,
    errors: ['INVALID_STATE'],
    async handler({ params, body }) {
      const vm = await db.uow.run(async (repos) => {
        if (body.ossea_config !== null && (await repos.configs.get(body.ossea_config)) === null)
          throw new ApiError('VALIDATION_FAILED', `There is no OSSEA configuration ${body.ossea_config}`);
        await repos.vms.put(params.vm_id, body).catch((error: unknown) => {
          if (!(error instanceof DuplicateError)) throw error;
          throw new ApiError('INVALID_STATE', error.message);
        });
        return getVm(repos, params.vm_id);
      });
      return done(`Stored VM ${vm.name}`, { vm: shown(vm) });
    },
  });

  const remove = route({
    method: 'delete',
    path: '/vms/{vm_id}',
    operationId: 'deleteVm',
    tag,
    summary: 'Takes a VM out of the inventory',
    description: 'Its replicas are not touched. Refused while a job has the VM or holds its replicas.',
    role: 'operator',
    params: vmParams,
    response: VmDeletedResponse,
    errors: ['VM_NOT_FOUND', 'ACTIVE_JOBS', 'INVALID_STATE'],
    async handler({ params }) {
      await db.uow.run((repos) => deleteVm(repos, params.vm_id));
      return done(`Deleted VM ${params.vm_id} from the inventory`, { vm_id: params.vm_id });
    },
  });

  return [list, get, put, remove];
}
