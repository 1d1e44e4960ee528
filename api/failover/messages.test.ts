import { afterEach, describe, expect, it } from 'vitest';
import type { Attention, JobProjection } from '../../domain/job.js';
import type { CancelMessage, ResolveMessage } from '../../workflows/messages.js';
import { TestApi } from '../../test/support/api/api.js';
import { livePlan } from '../../test/support/plans.js';
import type { RunMessenger } from '../deps.js';
import { TemporalUnavailableError } from '../errors.js';

let api: TestApi;
afterEach(() => api.close());

const older: Attention = {
  id: 'job/0',
  since: '2026-11-23T04:59:00.000Z',
  key: 'release/detachVolume/disk-0',
  reason: 'not allowed',
  actions: [{ action: 'retry', loses: 'nothing' }],
};

const attention: Attention = {
  id: 'job/1',
  since: '2026-11-23T05:00:00.000Z',
  key: 'power_on/startVirtualMachine/$vm',
  reason: 'no capacity',
  actions: [
    { action: 'retry', loses: 'nothing' },
    { action: 'abandon', loses: 'what the destination wrote' },
  ],
};

const bodyOf = (answer: { body: unknown }): unknown => answer.body;

const boot_check = { kind: 'tcp', port: 22, path: '/', timeout_ms: 1_000, required: true } as const;

/** A started job, projected as said, and what its run is told. */
async function job(
  change: Partial<JobProjection>,
  answers: Partial<RunMessenger> = {},
): Promise<{ id: string; told: (CancelMessage | ResolveMessage | string)[] }> {
  const told: (CancelMessage | ResolveMessage | string)[] = [];
  api = await TestApi.ready({
    messages: {
      cancel: (run, message) => {
        told.push(message);
        return answers.cancel?.(run, message) ?? Promise.resolve('sent');
      },
      resolve: (run, message, updateId) => {
        told.push(message, updateId);
        return answers.resolve?.(run, message, updateId) ?? Promise.resolve('done');
      },
      extend: () => Promise.resolve('gone'),
    },
  });
  const { body } = (await api.start().expect(202)) as { body: { job_id: string } };
  await api.db.uow.run(async ({ jobs }) => {
    const head = await jobs.get(body.job_id);
    if (head === null) throw new Error('the job has no row');
    await jobs.apply({
      ...head,
      head,
      planned: { plan: livePlan(body.job_id, head.vm_id, { boot_check }), network_mappings: [] },
      closes: [],
      steps: [],
      volumes: [],
      events: [],
      resync_required: [],
      seq: 1,
      hold: { failover_state: 'failing_over', held_by: head.job_id },
      ...change,
    });
  });
  return { id: body.job_id, told };
}

describe('cancel', () => {
  it('is handed to the run with who and why', async () => {
    const { id, told } = await job({ status: 'snapshotting', current_step: 'release' });
    const body = bodyOf(await api.post(`/failover/${id}/cancel`, { reason: 'wrong VM' }, 'operator').expect(202));
    expect(body).toMatchObject({ success: true, job_id: id, status: 'snapshotting' });
    expect(told).toEqual([{ job_id: id, requested_by: 'operator', reason: 'wrong VM' }]);
  });

  it.each<[string, Partial<JobProjection>, number]>([
    ['past the point of no return', { status: 'powering_on', current_step: 'power_on' }, 409],
    ['in attention past it', { status: 'attention', current_step: 'boot_check', attentions: [attention] }, 409],
    ['closed', { status: 'completed', current_step: null }, 409],
    ['already undoing', { status: 'reverting', current_step: 'attach' }, 202],
    ['in attention before it', { status: 'attention', current_step: 'release', attentions: [older] }, 202],
  ])('of a job that is %s', async (_what, change, status) => {
    const { id, told } = await job(change);
    const body = bodyOf(await api.post(`/failover/${id}/cancel`, { reason: 'x' }).expect(status));
    expect(told).toHaveLength(status === 202 ? 1 : 0);
    if (status === 409) expect(body).toMatchObject({ error_code: 'INVALID_STATE' });
  });

  it('needs a reason, an operator, a known job and a living workflow', async () => {
    const { id } = await job({ status: 'snapshotting' }, { cancel: () => Promise.resolve('gone') });
    await api.post(`/failover/${id}/cancel`, {}).expect(400);
    await api.post(`/failover/${id}/cancel`, { reason: 'x' }, 'viewer').expect(403);
    await api.post('/failover/nobody/cancel', { reason: 'x' }).expect(404);
    await api.post(`/failover/${id}/cancel`, { reason: 'x' }).expect(409);
  });
});

describe('resolve', () => {
  const waiting: Partial<JobProjection> = {
    status: 'attention',
    current_step: 'power_on',
    attentions: [older, attention],
  };
  const status = { status: 'attention', attention: older, attentions: [older, attention] };
  const answer = { attention_id: attention.id, action: 'retry', reason: 'capacity is back' };

  it('shows the oldest question and all of them in the status, and hands the answer to any to the run', async () => {
    const { id, told } = await job(waiting);
    expect((await api.get(`/failover/${id}/status`).expect(200)).body).toMatchObject(status);
    const body = bodyOf(await api.post(`/failover/${id}/resolve`, answer, 'operator').expect(200));
    expect(body).toMatchObject({ success: true, job_id: id, attention_id: attention.id, action: 'retry' });
    expect(told[0]).toEqual({ job_id: id, ...answer, requested_by: 'operator' });
  });

  it('knows no job that is not there', async () => {
    await job(waiting);
    const unknown = await api.post('/failover/nobody/resolve', answer).expect(404);
    expect(unknown.body).toMatchObject({ error_code: 'JOB_NOT_FOUND' });
  });

  it.each([
    ['an old question', { ...answer, attention_id: 'job/none' }, 409, 'INVALID_STATE'],
    ['an action that is not offered', { ...answer, action: 'skip' }, 409, 'INVALID_STATE'],
    [
      'an action that another question offers',
      { ...answer, attention_id: older.id, action: 'abandon', confirm_data_loss: true },
      409,
      'INVALID_STATE',
    ],
    ['an unknown action', { ...answer, action: 'force' }, 400, 'VALIDATION_FAILED'],
    ['abandon without confirmation', { ...answer, action: 'abandon' }, 422, 'CONFIRMATION_REQUIRED'],
  ] as const)('refuses %s', async (_what, body, status, error_code) => {
    const { id, told } = await job(waiting);
    expect((await api.post(`/failover/${id}/resolve`, body).expect(status)).body).toMatchObject({ error_code });
    expect(told).toEqual([]);
  });

  it('takes a confirmed abandon; a repeat with its key is left to Temporal, which knows the first answer', async () => {
    const { id, told } = await job(waiting);
    const body = { ...answer, action: 'abandon', confirm_data_loss: true };
    await api.post(`/failover/${id}/resolve`, body).set('Idempotency-Key', 'k1').expect(200);
    await api
      .post(`/failover/${id}/resolve`, { ...body, attention_id: 'gone by now' })
      .set('Idempotency-Key', 'k1')
      .expect(200);
    expect(told.filter((t) => t === 'k1')).toHaveLength(2);
  });

  it.each([
    ['refused by the run', 'refused', 409, 'INVALID_STATE'],
    ['for a run that is gone', 'gone', 409, 'INVALID_STATE'],
    ['with a key of another answer', 'other', 422, 'IDEMPOTENCY_KEY_REUSED'],
    ['not confirmed in time', 'lost', 503, 'UNAVAILABLE'],
  ] as const)('%s', async (_what, result, status, error_code) => {
    const { id } = await job(waiting, {
      resolve: () =>
        result === 'lost' ? Promise.reject(new TemporalUnavailableError('maybe')) : Promise.resolve(result),
    });
    const { body } = (await api.post(`/failover/${id}/resolve`, answer).expect(status)) as {
      body: { message: string };
    };
    expect(body).toMatchObject({ error_code });
    if (result === 'lost') expect(body.message).toContain('may still take effect');
  });
});
