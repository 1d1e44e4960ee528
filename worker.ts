import { hostname } from 'node:os';
import { fileURLToPath } from 'node:url';
import { AsyncCompletionClient, Connection } from '@temporalio/client';
import { NativeConnection, Runtime, Worker, type WorkerOptions } from '@temporalio/worker';
import { CloudStackClients } from './activities/lib/cloudstack-clients.js';
import { createActivities } from './activities/index.js';
import { logContext } from './activities/log-context.js';
import { createCloudStackClient } from './cloudstack/client.js';
import { loadWorkerConfig, type WorkerConfig } from './config/config.js';
import { openDatabase } from './db/index.js';
import { workerIdentity } from './domain/version.js';
import type { Logger } from 'pino';
import { runProcess } from './telemetry/process.js';
import { registerSearchAttributes } from './telemetry/search-attributes.js';
import { temporalRuntimeOptions } from './telemetry/temporal-logger.js';
import { systemQueue } from './workflows/activity-options.js';

/** Composition root of the worker: two task queues, one process. */
async function main(config: WorkerConfig, logger: Logger): Promise<void> {
  Runtime.install(temporalRuntimeOptions(logger));
  const db = await openDatabase({ url: config.databaseUrl, secretsKey: config.secretsKey, logger });
  await db.checkSchema();

  const clients = new CloudStackClients(
    db,
    (target) =>
      createCloudStackClient({
        ...target,
        timeouts: { httpMs: config.windows.httpTimeoutMs },
        rate: { requestsPerSecond: config.cloudstackRequestsPerSecond },
        windows: { skewLimitMs: config.windows.skewLimitMs, watcherTickMs: config.windows.watcherTickMs },
        logger,
      }),
    (fields, message) => logger.warn(fields, message),
  );

  const { namespace, connectionOptions } = config.temporal;
  const [native, connection] = await Promise.all([
    NativeConnection.connect(connectionOptions),
    Connection.connect(connectionOptions),
  ]);
  await registerSearchAttributes(connection, namespace, logger);

  const attempts = new AsyncCompletionClient({ connection, namespace });
  const activities = createActivities({
    db,
    cloudstack: (name) => clients.get(name),
    confirmAttempt: (taskToken) =>
      connection.withDeadline(Date.now() + config.windows.httpTimeoutMs, () => attempts.heartbeat(taskToken)),
    windows: config.windows,
    readinessBounds: config.readinessBounds,
  });

  const shared = {
    connection: native,
    namespace,
    identity: workerIdentity(`${process.pid}@${hostname()}`),
    activities,
    interceptors: { activity: [logContext] },
    // They wait on I/O; the gate and the rate share bound what reaches CloudStack.
    maxConcurrentActivityTaskExecutions: 2_000,
    // How long a run waits for a worker that has died before another one takes it over.
    stickyQueueScheduleToStartTimeout: '3 seconds',
    shutdownGraceTime: '10 seconds',
    shutdownForceTime: '60 seconds',
  } satisfies Partial<WorkerOptions>;
  const workers = await Promise.all([
    Worker.create({
      ...shared,
      taskQueue: config.taskQueue,
      workflowBundle: { codePath: fileURLToPath(new URL('./workflow-bundle.js', import.meta.url)) },
    }),
    Worker.create({ ...shared, taskQueue: systemQueue(config.taskQueue) }),
  ]);
  process.stdout.write(`ready ${JSON.stringify({ taskQueue: config.taskQueue, namespace })}\n`);

  await Promise.all(workers.map((worker) => worker.run()));
  await Promise.all([clients.close(), connection.close(), native.close()]);
  await db.close();
}

await runProcess('worker', loadWorkerConfig, main);
