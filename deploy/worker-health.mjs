/** Health of the worker in this container: Temporal has seen it poll its task queue within the last minutes. */
import { hostname } from 'node:os';
import { Connection } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';

const { connectionOptions, namespace = 'default' } = loadClientConnectConfig();
const connection = await Connection.connect(connectionOptions);
const { pollers } = await connection.workflowService.describeTaskQueue({
  namespace,
  taskQueue: { name: process.env.FAILOVER_TASK_QUEUE || 'failover' },
  taskQueueType: 1,
});
process.exit(pollers?.some(({ identity }) => identity?.endsWith(`@${hostname()}`)) ? 0 : 1);
