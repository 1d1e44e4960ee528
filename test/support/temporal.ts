import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { SEARCH_ATTRIBUTES } from '../../domain/search-attributes.js';
import { temporalBinary } from '../../scripts/temporal-binary.js';
import { testServer } from './test-server.js';

/** IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD of temporal.api.enums.v1. */
const KEYWORD = 2;

/** A dev server of our own binary on a free port; the SDK's download is never tried. */
export async function localTemporal(): Promise<TestWorkflowEnvironment> {
  logErrorsOnly();
  return TestWorkflowEnvironment.createLocal({
    server: { executable: { type: 'existing-path', path: await temporalBinary() } },
  });
}

/**
 * The time-skipping server: while somebody waits for a workflow's result (or in `env.sleep`) its clock jumps over timers
 * and pauses in which no activity runs. One clock for all its workflows, so a file's tests run one after the other;
 * no `list`, no schedules. With the product's search attributes, without which it fails the workflow task for ever.
 */
export async function timeSkippingTemporal(): Promise<TestWorkflowEnvironment> {
  logErrorsOnly();
  const env = await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path: await testServer() } },
  });
  // It adds them, but cannot list them, as the product's own registration does.
  await env.connection.operatorService.addSearchAttributes({
    namespace: env.namespace ?? 'default',
    searchAttributes: Object.fromEntries(SEARCH_ATTRIBUTES.map((name) => [name, KEYWORD])),
  });
  return env;
}

function logErrorsOnly(): void {
  Runtime.install({
    logger: new DefaultLogger('ERROR'),
    telemetryOptions: { logging: { filter: { core: 'ERROR', other: 'ERROR' }, forward: {} } },
  });
}
