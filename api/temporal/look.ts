import { isGrpcServiceError, type Connection } from '@temporalio/client';
import { SEARCH_ATTRIBUTES } from '../../domain/search-attributes.js';
import type { TemporalState } from '../deps.js';
import { bounded } from './deadline.js';
import { pollers } from './pollers.js';

interface Installation {
  address: string;
  namespace: string;
  taskQueue: string;
}

/** PERMISSION_DENIED and UNIMPLEMENTED of gRPC: Temporal Cloud shows its operator service to nobody. */
const NOT_SHOWN = [7, 12];

/** What the server tells of itself and of this installation. Raises TemporalUnavailableError; its cause says why. */
export function createLook(
  connection: Connection,
  installation: Installation,
  timeoutMs: number,
): () => Promise<TemporalState> {
  const { address, namespace, taskQueue } = installation;
  const within = bounded(connection, timeoutMs);
  const missing = async (): Promise<string[] | null> => {
    try {
      const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
      return SEARCH_ATTRIBUTES.filter((name) => !(name in customAttributes));
    } catch (error) {
      if (isGrpcServiceError(error) && NOT_SHOWN.includes(Number(error.code))) return null;
      throw error;
    }
  };
  return () =>
    within(async () => {
      const [{ serverVersion }] = await Promise.all([
        connection.workflowService.getSystemInfo({}),
        connection.workflowService.describeNamespace({ namespace }),
      ]);
      const [missing_search_attributes, workers] = await Promise.all([
        missing(),
        pollers(connection, namespace, taskQueue),
      ]);
      return {
        address,
        version: serverVersion,
        namespace,
        task_queue: taskQueue,
        missing_search_attributes,
        workers,
      };
    }, 'none');
}
