import { readsOf } from '../cloudstack.js';
import type { ApiDeps } from '../deps.js';
import { done } from '../schemas.js';
import { route, type Route } from '../route.js';
import {
  ConfigBody,
  ConfigDeletedResponse,
  ConfigListResponse,
  configParams,
  ConfigResponse,
  ConfigTestResponse,
} from './schemas.js';
import { activateConfig, deleteConfig, getConfig, putConfig, shown, testConfig } from './service.js';

const tag = 'ossea configurations';

export function osseaConfigRoutes(deps: ApiDeps): Route[] {
  const { db } = deps;

  const list = route({
    method: 'get',
    path: '/ossea-configs',
    operationId: 'listOsseaConfigs',
    tag,
    summary: 'The CloudStack targets, keys masked',
    role: 'viewer',
    response: ConfigListResponse,
    async handler() {
      const configs = await db.uow.read(async (repos) => {
        const all = await repos.configs.list();
        return Promise.all(all.map((config) => shown(repos, config)));
      });
      return done(`Found ${configs.length} configurations`, {
        total_configs: configs.length,
        configs,
      });
    },
  });

  const get = route({
    method: 'get',
    path: '/ossea-configs/{name}',
    operationId: 'getOsseaConfig',
    tag,
    summary: 'One CloudStack target, keys masked',
    role: 'viewer',
    params: configParams,
    response: ConfigResponse,
    errors: ['NOT_FOUND'],
    async handler({ params: { name } }) {
      const config = await db.uow.read(async (repos) => shown(repos, await getConfig(repos, name)));
      return done(`Configuration ${name}`, { config });
    },
  });

  const put = route({
    method: 'put',
    path: '/ossea-configs/{name}',
    operationId: 'putOsseaConfig',
    tag,
    summary: 'Creates or replaces a CloudStack target',
    description: 'Keys are write-only; absent keys keep the stored ones.',
    audited: ['api_url', 'zone', 'template_id', 'service_offering_id', 'oma_vm_id', 'storage_kind'],
    role: 'admin',
    params: configParams,
    body: ConfigBody,
    response: ConfigResponse,
    async handler({ params: { name }, body }) {
      const config = await db.uow.run(async (repos) => {
        await putConfig(repos, name, body);
        return shown(repos, await getConfig(repos, name));
      });
      return done(`Stored configuration ${name}`, { config });
    },
  });

  const remove = route({
    method: 'delete',
    path: '/ossea-configs/{name}',
    operationId: 'deleteOsseaConfig',
    tag,
    summary: 'Deletes a CloudStack target that nothing uses',
    role: 'admin',
    params: configParams,
    response: ConfigDeletedResponse,
    errors: ['NOT_FOUND', 'INVALID_STATE'],
    async handler({ params: { name } }) {
      await db.uow.run((repos) => deleteConfig(repos, name));
      return done(`Deleted configuration ${name}`, { name });
    },
  });

  const activate = route({
    method: 'post',
    path: '/ossea-configs/{name}/activate',
    operationId: 'activateOsseaConfig',
    tag,
    summary: 'Makes this the one active configuration',
    description: 'Only with keys to sign with: 409 without.',
    role: 'admin',
    params: configParams,
    response: ConfigResponse,
    errors: ['NOT_FOUND', 'INVALID_STATE', 'OSSEA_NOT_CONFIGURED'],
    async handler({ params: { name } }) {
      const config = await db.uow.run(async (repos) => {
        await activateConfig(deps, repos, name);
        return shown(repos, await getConfig(repos, name));
      });
      return done(`Configuration ${name} is active`, { config });
    },
  });

  const test = route({
    method: 'post',
    path: '/ossea-configs/{name}/test',
    operationId: 'testOsseaConfig',
    tag,
    summary: 'Asks CloudStack whether this configuration works',
    changes: false,
    description: 'Reads only. Names the commands the key may not call and the objects it does not see.',
    role: 'admin',
    params: configParams,
    response: ConfigTestResponse,
    errors: ['NOT_FOUND', 'OSSEA_API_ERROR', 'OSSEA_NOT_CONFIGURED'],
    async handler({ params: { name } }) {
      const report = await testConfig(await readsOf(deps, name));
      const is_valid = report.missing_commands.length === 0 && report.problems.length === 0;
      const message = is_valid
        ? 'CloudStack answers and nothing is missing'
        : 'CloudStack answers; something is missing';
      return done(message, { name, is_valid, ...report });
    },
  });

  return [list, get, put, remove, activate, test];
}
