import { SecretsKeyError, type Repositories } from '../db/index.js';
import type { OsseaConfig } from '../domain/inventory.js';
import type { ApiDeps, CloudStackProvider } from './deps.js';
import { ApiError } from './errors.js';

export interface Target {
  config: OsseaConfig;
  reads: ReturnType<CloudStackProvider>;
}

/** The named configuration (else the active one) with its reads, or null where there is none or it has no keys yet. Raises 503 for unreadable keys. */
export async function findTarget(
  deps: Pick<ApiDeps, 'cloudstack'>,
  repos: Repositories,
  name: string | null,
): Promise<Target | null> {
  const config = await (name === null ? repos.configs.active() : repos.configs.get(name));
  if (config === null) return null;
  const credentials = await repos.configs.credentials(config.name).catch((error: unknown) => {
    if (!(error instanceof SecretsKeyError)) throw error;
    throw new ApiError('OSSEA_NOT_CONFIGURED', `The keys of ${config.name} cannot be read with this SECRETS_KEY`, {
      required_actions: ['Start the API with the SECRETS_KEY they were stored with, or put the keys again.'],
    });
  });
  return credentials === null ? null : { config, reads: deps.cloudstack(config, credentials) };
}

/** As `findTarget`, for callers that cannot go on without: raises 404 for an unknown name, 503 without a usable one. */
export async function readsOf(deps: ApiDeps, name: string | null): Promise<Target> {
  return deps.db.uow.read(async (repos) => {
    if (name !== null && (await repos.configs.get(name)) === null)
      throw new ApiError('NOT_FOUND', `There is no OSSEA configuration ${name}`);
    const target = await findTarget(deps, repos, name);
    if (target !== null) return target;
    throw new ApiError('OSSEA_NOT_CONFIGURED', 'There is no active OSSEA configuration with API keys', {
      required_actions: ['Create an OSSEA configuration with its keys and activate it.'],
    });
  });
}
