import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { loadApiConfig, type ApiConfig } from '../config/config.js';
import { openDatabase, type Database } from '../db/index.js';
import { VERSION } from '../domain/version.js';
import { pino, type Logger } from 'pino';
import { LogRing } from '../telemetry/log-ring.js';
import { runProcess } from '../telemetry/process.js';
import { registerSearchAttributes } from '../telemetry/search-attributes.js';
import { buildApp } from './app.js';
import { cloudStackProvider } from './cloudstack-provider.js';
import type { ApiDeps } from './deps.js';
import { EventTail } from './events/tail.js';
import { hashToken } from './middleware/auth.js';
import { lazyConnection } from './temporal/connection.js';
import { createInspector } from './temporal/inspector.js';
import { createLook } from './temporal/look.js';
import { createMessenger } from './temporal/messenger.js';
import { createStarter } from './temporal/starter.js';

/** Composition root of the API process. */

/** Milliseconds a request waits for Temporal before it is answered 503. */
const TEMPORAL_TIMEOUT_MS = 5_000;
/** Milliseconds in which requests in flight may end after SIGTERM. */
const SHUTDOWN_MS = 10_000;
const IDLE_LOOK_MS = 50;
const KEYS_KEPT_DAYS = 30;
const DAY_MS = 86_400_000;

/** Temporal's web UI addresses a run by namespace, workflow id and run id. */
function temporalUrl({ temporalUiUrl, temporal }: ApiConfig): ApiDeps['temporalUrl'] {
  if (temporalUiUrl === undefined) return () => null;
  const base = temporalUiUrl.replace(/\/+$/, '');
  return (workflowId, runId) =>
    `${base}/namespaces/${[temporal.namespace, 'workflows', workflowId, runId].map(encodeURIComponent).join('/')}/history`;
}

async function main(config: ApiConfig, logger: Logger, logs: LogRing): Promise<void> {
  const db = await openDatabase({ url: config.databaseUrl, secretsKey: config.secretsKey, logger });
  await db.checkSchema();
  const { bootstrapToken } = config;
  if (bootstrapToken !== undefined)
    await db.uow.run((repos) => repos.tokens.upsertBootstrap(hashToken(bootstrapToken)));

  forgetOldKeys(db, logger);

  const { namespace, connectionOptions } = config.temporal;
  const connection = lazyConnection(connectionOptions);
  const failovers = createStarter({
    connection,
    namespace,
    taskQueue: config.taskQueue,
    timeoutMs: TEMPORAL_TIMEOUT_MS,
    logger,
    registerSearchAttributes: () => registerSearchAttributes(connection, namespace, logger),
  });
  // Before the first start they are asked for again, so an absent Temporal is no trouble here.
  failovers.registerSearchAttributes().catch((err: unknown) => {
    logger.warn(
      { reason: String(err) },
      'Temporal does not answer; search attributes are registered before the first start',
    );
  });

  const cloudstack = cloudStackProvider({
    timeouts: { httpMs: config.windows.httpTimeoutMs },
    rate: { requestsPerSecond: config.cloudstackRequestsPerSecond },
    windows: config.windows,
    logger,
  });
  const tail = new EventTail({ db, logger });
  const app = buildApp({
    db,
    tail,
    failovers,
    messages: createMessenger(connection, config.temporal.namespace, TEMPORAL_TIMEOUT_MS),
    inspect: createInspector(connection, namespace, TEMPORAL_TIMEOUT_MS),
    lookAtTemporal: createLook(
      connection,
      { namespace, taskQueue: config.taskQueue, address: connectionOptions.address ?? '' },
      TEMPORAL_TIMEOUT_MS,
    ),
    cloudstack: cloudstack.provide,
    now: () => new Date(),
    random: (bytes) => randomBytes(bytes),
    logger,
    recentLogLines: () => logs.lines(),
    rateLimit: config.rateLimit,
    readinessBounds: config.readinessBounds,
    lockOut: config.lockOut,
    temporalUrl: temporalUrl(config),
    consoleFolder: fileURLToPath(new URL('../console', import.meta.url)),
    version: VERSION,
  });

  const server = createServer(app);
  await listen(server, config.listen);
  const { address, port } = server.address() as AddressInfo;
  const host = address.includes(':') ? `[${address}]` : address;
  process.stdout.write(`ready ${JSON.stringify({ listen: `${host}:${port}`, url: `http://${host}:${port}` })}\n`);

  const stop = async (): Promise<void> => {
    // Streams would hold the server open.
    await Promise.all([tail.close(), close(server)]);
    await Promise.all([db.close(), connection.close(), cloudstack.close()]);
  };
  onceOnSignal(() => {
    logger.info('stopping');
    stop().then(
      () => process.exit(0),
      (err: unknown) => {
        logger.fatal({ err }, 'could not stop in order');
        process.exit(1);
      },
    );
  });
}

/** Idempotency keys are kept for 30 days; looked through now and once a day. */
function forgetOldKeys(db: Database, logger: Logger): void {
  const purge = (): void => {
    const before = new Date(Date.now() - KEYS_KEPT_DAYS * DAY_MS);
    db.uow
      .run((repos) => repos.idempotency.purge(before))
      .catch((err: unknown) => {
        logger.warn({ err }, 'old idempotency keys could not be removed; tried again tomorrow');
      });
  };
  purge();
  setInterval(purge, DAY_MS).unref();
}

function listen(server: Server, { host, port }: ApiConfig['listen']): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
}

/** Takes no more connections, lets requests in flight end and their connections with them, and cuts what has not ended in time. */
function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), SHUTDOWN_MS);
    // A connection that is kept alive is idle again once its request is answered.
    const idle = setInterval(() => server.closeIdleConnections(), IDLE_LOOK_MS);
    server.close(() => {
      clearTimeout(cut);
      clearInterval(idle);
      resolve();
    });
  });
}

function onceOnSignal(act: () => void): void {
  let called = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, () => {
      if (!called) act();
      called = true;
    });
}

const logs = new LogRing();
const standardError = pino.destination({ dest: 2, sync: true });
await runProcess('api', loadApiConfig, (config, logger) => main(config, logger, logs), logs.before(standardError));
