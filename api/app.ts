import express, { type Express } from 'express';
import helmet from 'helmet';
import { pinoHttp } from 'pino-http';
import { consoleFiles } from './console.js';
import type { ApiDeps } from './deps.js';
import { auditTrail } from './middleware/audit.js';
import { errorHandler, notFound } from './middleware/errors.js';
import { LockOut } from './middleware/lock-out.js';
import { rateLimit } from './middleware/rate-limit.js';
import { requestId } from './middleware/request-id.js';
import { mountRoutes } from './mount.js';
import { API_PREFIX } from './openapi.js';
import { allRoutes } from './routes.js';
import { sessionByHash } from './session/store.js';
import { callerByHash } from './tokens/store.js';

export interface AppOptions {
  /** Fails requests whose answer, or whose error code, is not what the OpenAPI document says: for tests. */
  checkResponses?: boolean;
}

/** The whole HTTP API over its ports; it listens nowhere and owns none of them. */
export function buildApp(deps: ApiDeps, { checkResponses = false }: AppOptions = {}): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.use(requestId);
  app.use(
    pinoHttp({
      logger: deps.logger,
      quietReqLogger: true,
      genReqId: (_req, res) => res.getHeader('x-request-id') as string,
      // Headers and bodies carry tokens and keys; method, path and status are enough (R10).
      serializers: {
        req: ({ id, method, url }: { id: string; method: string; url: string }) => ({ id, method, url }),
        res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
      },
      customLogLevel: (_req, res) => (res.statusCode >= 500 ? 'error' : 'info'),
    }),
  );
  app.use(helmet());
  app.use(
    API_PREFIX,
    mountRoutes(allRoutes(deps), {
      identity: {
        findCaller: callerByHash(deps),
        findSession: sessionByHash(deps),
        lockOut: new LockOut(deps.lockOut, deps.now),
      },
      limit: rateLimit(deps.rateLimit),
      audit: auditTrail(deps),
      checkResponses,
    }),
  );
  if (deps.consoleFolder !== undefined) app.use(consoleFiles(deps.consoleFolder));
  app.use(notFound);
  app.use(errorHandler(deps.logger, checkResponses));
  return app;
}
