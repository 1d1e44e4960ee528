import type { ApiDeps } from '../deps.js';
import { findTarget } from '../cloudstack.js';
import type { HealthResponse } from './schemas.js';

/** The open route must not be a lever: whoever asks, CloudStack and the others are asked at most this often. */
const FRESH_MS = 5_000;

const NO_COUNTS = {
  active_failover_jobs: null,
  total_vms_discovered: null,
  ossea_volumes: null,
  network_mappings: null,
};

interface Seen {
  at: number;
  components: HealthResponse['components'];
  metrics: NonNullable<HealthResponse['metrics']>;
}

/** Says how each part was last seen to answer. Nothing here is assumed: a part that was not heard is `down`. */
export function createHealth(deps: ApiDeps): (withFigures: boolean) => Promise<HealthResponse> {
  let last: Promise<Seen> | undefined;
  let askedAt = -Infinity;

  return async (withFigures) => {
    const now = deps.now().getTime();
    // A clock that was set back must not keep an old answer.
    if (last === undefined || Math.abs(now - askedAt) > FRESH_MS) {
      askedAt = now;
      last = look(deps);
    }
    const seen = await last;
    const { components } = seen;
    const stopped = components.database === 'down' || components.temporal === 'down';
    const well = components.failover_engines === 'up' && components.ossea_client === 'up';
    const status = stopped ? 'unhealthy' : well ? 'healthy' : 'degraded';
    return {
      success: true,
      message: `The system is ${status}`,
      status,
      timestamp: new Date(seen.at).toISOString(),
      components,
      ...(withFigures ? { metrics: seen.metrics } : {}),
    };
  };
}

async function look(deps: ApiDeps): Promise<Seen> {
  const unheard = (part: string) => (error: unknown) => {
    deps.logger.warn({ reason: String(error), part }, 'a health check got no answer');
    return null;
  };
  const [counts, workers, ossea_client] = await Promise.all([
    deps.db.uow.read((repos) => repos.views.counts()).catch(unheard('database')),
    deps.failovers.workers().catch(unheard('temporal')),
    cloudStack(deps).catch(unheard('cloudstack')),
  ]);
  return {
    at: deps.now().getTime(),
    components: {
      api_server: 'up',
      database: counts === null ? 'down' : 'up',
      temporal: workers === null ? 'down' : 'up',
      failover_engines: workers === null ? 'down' : workers === 0 ? 'no_worker' : 'up',
      ossea_client: ossea_client ?? 'down',
    },
    metrics: { version: deps.version, workers, ...(counts ?? NO_COUNTS) },
  };
}

async function cloudStack(deps: ApiDeps): Promise<'up' | 'not_configured'> {
  const target = await deps.db.uow.read((repos) => findTarget(deps, repos, null));
  if (target === null) return 'not_configured';
  await target.reads.listCapabilities();
  return 'up';
}
