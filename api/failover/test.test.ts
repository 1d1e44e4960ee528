import { afterEach, describe, expect, it } from 'vitest';
import type { JobProjection } from '../../domain/job.js';
import { MAPPING, TestApi, VM, VM_ID } from '../../test/support/api/api.js';
import { ISOLATED, PRODUCTION } from '../../test/support/api/fake-cloudstack.js';
import { livePlan } from '../../test/support/plans.js';
import type { ExtendMessage } from '../../workflows/messages.js';
import type { RunMessenger } from '../deps.js';
import { TemporalUnavailableError } from '../errors.js';

let api: TestApi;
afterEach(() => api.close());

const TEST_MAPPING = { ...MAPPING, destination_network_id: ISOLATED.id, is_test_network: true };

async function ready(messages?: RunMessenger): Promise<void> {
  api = await TestApi.ready(messages === undefined ? {} : { messages });
  await api.post('/network-mappings', { vm_id: VM_ID, ...TEST_MAPPING }).expect(201);
}

interface Answer {
  job_id: string;
  error_code: string;
  message: string;
}
const start = (body: object = {}, key?: string) => {
  const sent = api.post('/failover/test', { vm_id: VM_ID, ...body }, 'operator');
  return key === undefined ? sent : sent.set('Idempotency-Key', key);
};
const bodyOf = (response: { body: unknown }): Answer => response.body as Answer;

describe('POST /failover/test', () => {
  it('knows no VM that is not there, and starts nothing while another job has it', async () => {
    await ready();
    expect(bodyOf(await start({ vm_id: 'nobody' }).expect(404)).error_code).toBe('VM_NOT_FOUND');
    await start().expect(202);
    expect(bodyOf(await start().expect(409)).error_code).toBe('ACTIVE_JOBS');
  });

  it('answers the mission’s Failover Response and starts a test of two hours', async () => {
    await ready();
    const response = await start().expect(202);
    expect(response.body).toEqual({
      success: true,
      message: 'Test failover execution started successfully',
      job_id: expect.stringMatching(new RegExp(`^test-failover-${VM_ID}-\\d+-[a-z2-7]{6}$`)) as string,
      estimated_duration: 'unknown: no history yet (test duration: 2h0m0s)',
      data: {
        job_type: 'test',
        status: 'executing',
        vm_id: VM_ID,
        vm_name: 'PGWINTESTBIOS',
        test_duration: '2h0m0s',
        auto_cleanup: true,
      },
    });
    const { job_id } = bodyOf(response);
    expect(response.headers['location']).toBe(`/api/v1/failover/${job_id}/status`);
    expect(api.temporal.runs[0]?.input).toMatchObject({
      head: { job_type: 'test', workflow_id: `failover/${VM_ID}` },
      request: { test_duration_ms: 7_200_000 },
    });
    expect((await api.get(`/failover/${job_id}/status`).expect(200)).body).toMatchObject({
      strategy_reasons: [],
      cleanup_at: null,
      remaining: null,
      job_details: { job_type: 'test', custom_config: { test_duration: '2h0m0s', auto_cleanup: true } },
    });
    const { body } = (await api.get(`/vms/${VM_ID}`).expect(200)) as { body: { vm: object } };
    expect(body.vm).toMatchObject({ failover_state: 'testing', replication_allowed: false, held_by: job_id });
  });

  it('starts nothing while CloudStack does not answer', async () => {
    await ready();
    api.cloudstack.trouble = 'unavailable';
    expect(bodyOf(await start().expect(502)).error_code).toBe('OSSEA_API_ERROR');
    expect(api.temporal.runs).toEqual([]);
  });

  it('takes a time as Go writes it, or none', async () => {
    await ready();
    const first = bodyOf(await start({ test_duration: '90m' }).expect(202));
    expect(first).toMatchObject({ data: { test_duration: '1h30m0s' } });
    await api.closeJob(first.job_id, { failover_state: 'ready', held_by: null });
    const [run] = api.temporal.runs;
    if (run) run.open = false;
    const second = bodyOf(await start({ auto_cleanup: false }).expect(202));
    expect(second).toMatchObject({ data: { auto_cleanup: false } });
    expect(second).not.toHaveProperty('data.test_duration');
    expect(api.temporal.runs[1]?.input.request.test_duration_ms).toBeNull();
  });

  it('gives a repeated key its first answer, and knows it from a live one', async () => {
    await ready();
    const first = bodyOf(await start({}, 'k').expect(202));
    expect(bodyOf(await start({}, 'k').expect(202))).toEqual(first);
    expect(bodyOf(await api.start({}, 'k').expect(422)).error_code).toBe('IDEMPOTENCY_KEY_REUSED');
    expect(api.temporal.runs).toHaveLength(1);
  });

  it('runs beside a source that is powered on', async () => {
    await ready();
    await api.put(`/vms/${VM_ID}`, { ...VM, power_state: 'poweredOn' }).expect(200);
    await start().expect(202);
  });

  const VALIDATION = [400, 'VALIDATION_FAILED'] as const;
  const UNMAPPED = [422, 'NETWORK_MAPPING_MISSING'] as const;
  it.each<[string, readonly [number, string], object, (() => Promise<unknown>)?]>([
    ['a duration that is none', VALIDATION, { test_duration: '2 hours' }],
    ['less than a second', VALIDATION, { test_duration: '999ms' }],
    ['more than 30 days', VALIDATION, { test_duration: '720h0m1s' }],
    ['a duration of what is only ended by hand', VALIDATION, { test_duration: '1h', auto_cleanup: false }],
    ['what only a live failover heeds', VALIDATION, { custom_config: { skip_snapshot: true } }],
    ['a powered-on source to accept', VALIDATION, { custom_config: { source_running: 'accept' }, reason: 'x' }],
    ['a notification_config', [422, 'NOT_READY'], { notification_config: { events: [] } }],
    ['a strategy that is not possible', [422, 'NOT_READY'], { custom_config: { protection: 'vm-snapshot' } }],
    ['no test mapping', UNMAPPED, {}, async () => api.put(`/network-mappings/${VM_ID}`, { mappings: [MAPPING] })],
    ['a production network', UNMAPPED, { network_mappings: { 'VM Network': PRODUCTION.id } }],
    ['Temporal away', [503, 'UNAVAILABLE'], {}, async () => (api.temporal.fault = 'away')],
  ])('refuses %s', async (_what, [status, code], change, before) => {
    await ready();
    await before?.();
    const response = await start(change);
    expect([response.status, bodyOf(response).error_code]).toEqual([status, code]);
    expect(api.temporal.runs).toEqual([]);
  });
});

/** A test as projected, and what its run is told. */
async function held(
  change: Partial<JobProjection>,
  answers: Partial<RunMessenger> = {},
): Promise<{ id: string; told: unknown[] }> {
  const told: unknown[] = [];
  await ready({
    resolve: () => Promise.resolve('gone'),
    cancel: (run, message) => {
      told.push(message);
      return answers.cancel?.(run, message) ?? Promise.resolve('sent');
    },
    extend: (run, message, updateId) => {
      told.push(message, updateId);
      return answers.extend?.(run, message, updateId) ?? Promise.resolve({ cleanup_at: LATER });
    },
  });
  const { job_id } = bodyOf(await start().expect(202));
  await api.db.uow.run(async ({ jobs }) => {
    const head = await jobs.get(job_id);
    if (head === null) throw new Error('the job has no row');
    const plan = { ...livePlan(job_id, VM_ID), test: { strategy_reasons: ['because'], duration_ms: 1 } };
    await jobs.apply({
      ...head,
      ...{ head, planned: { plan, network_mappings: [] }, steps: [], volumes: [], events: [], resync_required: [] },
      ...{ closes: [], hold: { failover_state: 'testing', held_by: job_id }, seq: 1 },
      ...change,
    });
  });
  return { id: job_id, told };
}

const HOUR_MS = 3_600_000;
const DEADLINE = new Date(Date.now() + HOUR_MS).toISOString();
const LATER = new Date(Date.now() + 2 * HOUR_MS).toISOString();
const HOLD: Partial<JobProjection> = { status: 'test_running', current_step: 'hold', cleanup_at: DEADLINE };

describe('DELETE /failover/test/{job_id}', () => {
  it('asks the run to end, and again', async () => {
    const { id, told } = await held(HOLD);
    for (let n = 0; n < 2; n++)
      expect((await api.delete(`/failover/test/${id}`, 'operator').expect(202)).body).toMatchObject({
        job_id: id,
        status: 'test_running',
        cleanup_status: 'in_progress',
      });
    expect(told).toEqual(Array(2).fill({ job_id: id, requested_by: 'operator', reason: 'the test was ended' }));
  });

  it('has no effect on a test that is over', async () => {
    const { id, told } = await held({ status: 'completed', current_step: null });
    expect((await api.delete(`/failover/test/${id}`).expect(202)).body).toMatchObject({ cleanup_status: 'ended' });
    expect(told).toEqual([]);
  });

  it('is not for live failovers, unknown jobs, viewers, or a run that is gone', async () => {
    const { id } = await held(HOLD, { cancel: () => Promise.resolve('gone') });
    await api.delete(`/failover/test/${id}`).expect(409);
    await api.delete(`/failover/test/${id}`, 'viewer').expect(403);
    await api.delete('/failover/test/nobody').expect(404);
    await api.close();
    api = await TestApi.ready();
    const { job_id } = bodyOf(await api.start().expect(202));
    expect(bodyOf(await api.delete(`/failover/test/${job_id}`).expect(409)).error_code).toBe('INVALID_STATE');
  });
});

describe('POST /failover/test/{job_id}/extend', () => {
  const extend = (id: string, body: object, key = 'k') =>
    api.post(`/failover/test/${id}/extend`, body, 'operator').set('Idempotency-Key', key);

  it('shows the deadline, and moves it from the one that was read', async () => {
    const { id, told } = await held(HOLD);
    const { body } = (await api.get(`/failover/${id}/status`).expect(200)) as { body: { remaining: number } };
    expect(body).toMatchObject({ cleanup_at: DEADLINE, strategy_reasons: ['because'] });
    expect(body.remaining).toBeGreaterThan((HOUR_MS - 60_000) * 1_000_000);
    expect((await extend(id, { duration: '1h' }).expect(200)).body).toMatchObject({ job_id: id, cleanup_at: LATER });
    await extend(id, { until: LATER }, 'other').expect(200);
    const common: Partial<ExtendMessage> = { job_id: id, cleanup_at: DEADLINE, requested_by: 'operator' };
    expect(told).toEqual([{ ...common, by_ms: HOUR_MS }, 'k', { ...common, until: LATER }, 'other']);
  });

  it.each([
    ['nothing', {}],
    ['both', { duration: '1h', until: LATER }],
    ['a duration that is none', { duration: 'long' }],
    ['a time that is none', { until: 'tomorrow' }],
  ])('refuses %s with 400', async (_what, body) => {
    const { id, told } = await held(HOLD);
    await extend(id, body).expect(400);
    expect(told).toEqual([]);
  });

  it('knows no job that is not there', async () => {
    await ready();
    expect(bodyOf(await extend('nobody', { duration: '1h' }).expect(404)).error_code).toBe('JOB_NOT_FOUND');
  });

  it.each<[string, Partial<JobProjection>]>([
    ['is over', { status: 'completed', current_step: null }],
    ['has no deadline', { ...HOLD, cleanup_at: null }],
  ])('refuses a test that %s with 409, without asking its run', async (_what, change) => {
    const { id, told } = await held(change);
    expect(bodyOf(await extend(id, { duration: '1h' }).expect(409)).error_code).toBe('INVALID_STATE');
    expect(told).toEqual([]);
  });

  it.each<[string, ReturnType<RunMessenger['extend']> | 'lost', number, string, string]>([
    ['refused by its run', Promise.resolve({ refused: 'the clean-up has begun' }), 409, 'INVALID_STATE', 'begun'],
    ['of a run that is gone', Promise.resolve('gone' as const), 409, 'INVALID_STATE', 'gone'],
    ['with a used key', Promise.resolve('other' as const), 422, 'IDEMPOTENCY_KEY_REUSED', 'another extension'],
    ['not confirmed in time', 'lost', 503, 'UNAVAILABLE', 'may still take effect'],
  ])('%s', async (_what, answer, status, code, says) => {
    const { id } = await held(HOLD, {
      extend: () => (answer === 'lost' ? Promise.reject(new TemporalUnavailableError('maybe')) : answer),
    });
    const body = bodyOf(await extend(id, { duration: '1h' }).expect(status));
    expect(body.error_code).toBe(code);
    expect(body.message).toContain(says);
  });
});
