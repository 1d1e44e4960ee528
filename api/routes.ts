import { auditRoutes } from './audit/routes.js';
import { debugRoutes } from './debug/routes.js';
import type { ApiDeps } from './deps.js';
import { docsRoutes } from './docs/routes.js';
import { dryRunRoutes } from './dry-run/routes.js';
import { eventRoutes } from './events/routes.js';
import { failoverRoutes } from './failover/routes.js';
import { networkMappingRoutes } from './network-mappings/routes.js';
import { networkRoutes } from './networks/routes.js';
import { osseaConfigRoutes } from './ossea-configs/routes.js';
import { readinessRoutes } from './readiness/routes.js';
import { reportRoutes } from './report/routes.js';
import type { Route } from './route.js';
import { sessionRoutes } from './session/routes.js';
import { tokenRoutes } from './tokens/routes.js';
import { vmStatusRoutes } from './vm-status/routes.js';
import { vmRoutes } from './vms/routes.js';

/** Every route of the API, in the order in which the document lists them. */
export function allRoutes(deps: ApiDeps): Route[] {
  const routes: Route[] = [
    ...failoverRoutes(deps),
    ...dryRunRoutes(deps),
    ...eventRoutes(deps),
    ...reportRoutes(deps),
    ...readinessRoutes(deps),
    ...vmRoutes(deps),
    ...vmStatusRoutes(deps),
    ...networkMappingRoutes(deps),
    ...networkRoutes(deps),
    ...osseaConfigRoutes(deps),
    ...sessionRoutes(deps),
    ...tokenRoutes(deps),
    ...auditRoutes(deps),
    ...debugRoutes(deps, () => routes),
    ...docsRoutes(() => routes),
  ];
  return routes;
}
