import { randomBytes } from 'node:crypto';
import { isGrpcServiceError, type Connection } from '@temporalio/client';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { StartInput } from '../../../api/deps.js';
import { lazyConnection } from '../../../api/temporal/connection.js';
import { createStarter } from '../../../api/temporal/starter.js';
import { SEARCH_ATTRIBUTES } from '../../../domain/search-attributes.js';
import { temporalBinary } from '../../../scripts/temporal-binary.js';
import { registerSearchAttributes } from '../../../telemetry/search-attributes.js';

let env: TestWorkflowEnvironment;
beforeAll(async () => {
  const path = await temporalBinary();
  env = await TestWorkflowEnvironment.createLocal({ server: { executable: { type: 'existing-path', path } } });
});
afterAll(() => env.teardown());

function starter(change: (connection: Connection) => void) {
  const connection = lazyConnection({ address: env.address });
  change(connection);
  const warnings: string[] = [];
  const logger = pino({ level: 'warn' }, { write: (line: string) => warnings.push(line) });
  const namespace = 'default';
  const options = { connection, namespace, taskQueue: 'search-attributes', timeoutMs: 5_000, logger };
  const register = (): Promise<boolean> => registerSearchAttributes(connection, namespace, logger);
  return { ...createStarter({ ...options, registerSearchAttributes: register }), warnings };
}

/** The server's answer when it is asked which attributes there are. */
function answering(connection: Connection, answer: () => Promise<object>): void {
  Object.assign(connection.operatorService, { listSearchAttributes: answer });
}

function input(): [StartInput, { job_id: string; request_id: string; body_hash: string }] {
  const vm_id = `vm-${randomBytes(4).toString('hex')}`;
  const head = {
    job_id: `failover-${vm_id}`,
    vm_id,
    vm_name: 'A',
    job_type: 'live' as const,
    workflow_id: `failover/${vm_id}`,
    requested_by: 'test',
    reason: null,
    replication_job_id: null,
    parent_job_id: null,
    created_at: new Date().toISOString(),
  };
  const request = { vm_id, skip_validation: false, network_mappings: {}, custom_config: {} };
  return [
    { head, request },
    { job_id: head.job_id, request_id: 'r', body_hash: 'h' },
  ];
}

/** What the workflow is told, and which attributes the run has. */
async function started(vmId: string): Promise<{ told: unknown; attributes: string[] }> {
  const handle = env.client.workflow.getHandle(`failover/${vmId}`);
  const { events } = await handle.fetchHistory();
  const payload = events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads?.[0]?.data;
  const told = (JSON.parse(Buffer.from(payload ?? []).toString()) as { search_attributes: unknown }).search_attributes;
  const { typedSearchAttributes } = await handle.describe();
  return { told, attributes: typedSearchAttributes.getAll().map(({ key }) => key.name) };
}

const refusal = (code: number): Error =>
  Object.assign(new Error('refused'), { code, details: 'operator service is not for you', metadata: {} });

// First, while the namespace does not know the attributes yet.
it('starts without attributes that the server does not know although it should', async () => {
  const late = starter((connection) => {
    const customAttributes = Object.fromEntries(SEARCH_ATTRIBUTES.map((name) => [name, 2]));
    answering(connection, () => Promise.resolve({ customAttributes }));
  });
  const [run, memo] = input();
  expect(await late.start(run, memo)).toMatchObject({ kind: 'started' });
  expect(await started(run.head.vm_id)).toEqual({ told: false, attributes: [] });
});

it('goes without them on a server that forbids registering, and says so once', async () => {
  expect(isGrpcServiceError(refusal(7))).toBe(true);
  const forbidden = starter((connection) => {
    answering(connection, () => Promise.reject(refusal(7)));
  });
  await forbidden.registerSearchAttributes();
  for (let i = 0; i < 2; i += 1) {
    const [run, memo] = input();
    expect(await forbidden.start(run, memo)).toMatchObject({ kind: 'started' });
    expect(await started(run.head.vm_id)).toEqual({ told: false, attributes: [] });
  }
  expect(forbidden.warnings).toHaveLength(1);
});

it('registers what is missing, any number of times, and uses it', async () => {
  const willing = starter(() => undefined);
  await Promise.all([willing.registerSearchAttributes(), starter(() => undefined).registerSearchAttributes()]);
  const [run, memo] = input();
  await willing.start(run, memo);
  const { told, attributes } = await started(run.head.vm_id);
  expect(told).toBe(true);
  expect(attributes).toEqual(expect.arrayContaining([...SEARCH_ATTRIBUTES]));
});

it('remembers no answer that another time may bring another: a server that was busy is asked again', async () => {
  const busy = starter((connection) => {
    const willing = connection.operatorService.listSearchAttributes.bind(connection.operatorService);
    answering(connection, () => {
      answering(connection, () => willing({ namespace: 'default' }));
      return Promise.reject(refusal(8));
    });
  });
  const [run, memo] = input();
  await expect(busy.start(run, memo)).rejects.toMatchObject({ name: 'TemporalUnavailableError', sent: 'no' });
  await busy.start(run, memo);
  expect((await started(run.head.vm_id)).told).toBe(true);
  expect(busy.warnings).toEqual([]);
});
