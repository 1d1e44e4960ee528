import type { z } from 'zod';
import type { Repositories } from '../../db/index.js';
import type { OsseaConfig, OsseaCredentials } from '../../domain/inventory.js';
import { OPTIONAL_COMMANDS, requiredCommands } from '../../readiness/plan/commands.js';
import { findTarget, type Target } from '../cloudstack.js';
import type { ApiDeps } from '../deps.js';
import { ApiError } from '../errors.js';
import type { Config, ConfigBody } from './schemas.js';

const MASK = '********';

/** Raises 404 NOT_FOUND. */
export async function getConfig(repos: Repositories, name: string): Promise<OsseaConfig> {
  const config = await repos.configs.get(name);
  if (config === null) throw new ApiError('NOT_FOUND', `There is no OSSEA configuration ${name}`);
  return config;
}

/** As shown: the API key as the database masks it, the secret key as a bare mask. */
export async function shown(repos: Repositories, config: OsseaConfig): Promise<z.input<typeof Config>> {
  const masked = await repos.configs.maskedKey(config.name);
  return { ...config, api_key: masked, secret_key: masked === null ? null : MASK };
}

/** Creates or replaces. Raises 400 where the body contradicts the path, or there are no keys: neither given nor stored. */
export async function putConfig(repos: Repositories, name: string, body: z.output<typeof ConfigBody>): Promise<void> {
  const { name: named, api_key, secret_key, ...rest } = body;
  if (named !== undefined && named !== name)
    throw new ApiError('VALIDATION_FAILED', `The body names ${named}, the path ${name}`);
  const stored = await repos.configs.get(name);
  const credentials: OsseaCredentials | undefined =
    api_key === undefined || secret_key === undefined ? undefined : { api_key, secret_key };
  if (credentials === undefined && (await repos.configs.maskedKey(name)) === null)
    throw new ApiError('VALIDATION_FAILED', `No keys of ${name} are stored: it needs api_key and secret_key`);
  await repos.configs.put({ name, ...rest, is_active: stored?.is_active ?? false }, credentials);
}

/** Raises 404, 409 where it has no keys to sign with, and 503 where they cannot be read. */
export async function activateConfig(deps: ApiDeps, repos: Repositories, name: string): Promise<void> {
  await getConfig(repos, name);
  if ((await findTarget(deps, repos, name)) === null)
    throw new ApiError('INVALID_STATE', `Configuration ${name} has no API keys: nothing could be failed over with it`, {
      required_actions: [`Put ${name} with its api_key and secret_key, then activate it.`],
    });
  await repos.configs.activate(name);
}

/** Raises 404, and 409 while a VM relies on the configuration or a run may. */
export async function deleteConfig(repos: Repositories, name: string): Promise<void> {
  const config = await getConfig(repos, name);
  const refuse = (why: string): never => {
    throw new ApiError('INVALID_STATE', `Configuration ${name} is in use: ${why}`);
  };
  const vm = await vmOn(repos, config);
  if (vm !== null) refuse(`VM ${vm} relies on it`);
  // A run keeps the name it was started with, whatever its VM names by now.
  const { active_failover_jobs: open } = await repos.views.counts();
  if (open > 0) refuse(`${open} open jobs may rely on it`);
  await repos.configs.delete(name);
}

const PAGE = 500;

/**
 * A VM that names the configuration, names none while it is the active one, or was failed over by it, whatever it names by
 * now: its rollback and commit need it. null where there is none.
 */
async function vmOn(repos: Repositories, config: OsseaConfig): Promise<string | null> {
  for (let offset = 0; ; offset += PAGE) {
    const { rows, total } = await repos.vms.list({ limit: PAGE, offset });
    const user = rows.find((vm) => (vm.ossea_config === null ? config.is_active : vm.ossea_config === config.name));
    if (user !== undefined) return user.vm_id;
    for (const { vm_id, held_by } of rows) {
      const holder = held_by === null ? null : await repos.jobs.get(held_by);
      if (holder?.plan?.config === config.name) return vm_id;
    }
    if (offset + PAGE >= total) return null;
  }
}

export interface ConfigReport {
  cloudstack_version: string | null;
  missing_commands: string[];
  missing_optional_commands: { commands: string[]; lost: string }[];
  problems: string[];
}

/** Asks CloudStack what the key may do and whether what the configuration names exists. Raises the client's errors. */
export async function testConfig({ config, reads }: Target): Promise<ConfigReport> {
  const [capabilities, apis] = await Promise.all([reads.listCapabilities(), reads.listApis()]);
  const granted = new Set(apis.map((api) => api.toLowerCase()));
  const missing = (commands: readonly string[]): string[] =>
    commands.filter((command) => !granted.has(command.toLowerCase()));
  const [zones, offerings, template, iso, appliance] = await Promise.all([
    reads.listZones(),
    reads.listServiceOfferings(),
    reads.getTemplate(config.template_id),
    reads.getIso(config.template_id),
    reads.getVirtualMachine(config.oma_vm_id),
  ]);
  const found: [boolean, string][] = [
    [zones.some((zone) => zone.id === config.zone || zone.name === config.zone), `zone ${config.zone}`],
    [
      offerings.some((offering) => offering.id === config.service_offering_id),
      `service offering ${config.service_offering_id}`,
    ],
    [template !== undefined || iso !== undefined, `template or ISO ${config.template_id}`],
    [appliance !== undefined, `appliance VM ${config.oma_vm_id}`],
  ];
  return {
    cloudstack_version: capabilities.cloudstackversion ?? null,
    // A VM that is deployed from an ISO gives it back before anything is attached.
    missing_commands: missing([...requiredCommands(), ...(template === undefined && iso ? ['detachIso'] : [])]),
    missing_optional_commands: OPTIONAL_COMMANDS.map(({ commands, lost }) => ({
      commands: missing(commands),
      lost,
    })).filter(({ commands }) => commands.length > 0),
    problems: found.filter(([there]) => !there).map(([, what]) => `The key sees no ${what}`),
  };
}
