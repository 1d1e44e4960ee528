import type { z } from 'zod';
import type { OsseaConfig, OsseaCredentials } from '../../domain/inventory.js';
import { requiredCommands } from '../../readiness/plan/commands.js';
import type { Target } from '../cloudstack.js';
import type { Repositories } from '../deps.js';
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

/** Creates or replaces. Raises 400 where the body contradicts the path or a new configuration comes without keys. */
export async function putConfig(repos: Repositories, name: string, body: z.output<typeof ConfigBody>): Promise<void> {
  const { name: named, api_key, secret_key, ...rest } = body;
  if (named !== undefined && named !== name)
    throw new ApiError('VALIDATION_FAILED', `The body names ${named}, the path ${name}`);
  const stored = await repos.configs.get(name);
  const credentials: OsseaCredentials | undefined =
    api_key === undefined || secret_key === undefined ? undefined : { api_key, secret_key };
  if (stored === null && credentials === undefined)
    throw new ApiError('VALIDATION_FAILED', 'A new configuration needs api_key and secret_key');
  await repos.configs.put({ name, ...rest, is_active: stored?.is_active ?? false }, credentials);
}

/** Raises 404, and 409 while a VM or an open job relies on the configuration. */
export async function deleteConfig(repos: Repositories, name: string): Promise<void> {
  const config = await getConfig(repos, name);
  const user = await repos.configs.usedBy(config.name);
  if (user !== null) throw new ApiError('INVALID_STATE', `Configuration ${name} is in use by ${user}`);
  await repos.configs.delete(name);
}

export interface ConfigReport {
  cloudstack_version: string | null;
  missing_commands: string[];
  problems: string[];
}

/** Asks CloudStack what the key may do and whether what the configuration names exists. Raises the client's errors. */
export async function testConfig({ config, reads }: Target): Promise<ConfigReport> {
  const [capabilities, apis] = await Promise.all([reads.listCapabilities(), reads.listApis()]);
  const granted = new Set(apis.map((api) => api.toLowerCase()));
  const missing_commands = requiredCommands('live').filter((command) => !granted.has(command.toLowerCase()));
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
    missing_commands,
    problems: found.filter(([there]) => !there).map(([, what]) => `The key sees no ${what}`),
  };
}
