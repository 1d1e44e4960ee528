import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestApi, VM, VM_ID } from '../../test/support/api/api.js';
import { DatabaseUnavailableError } from '../../db/index.js';
import { hashToken } from '../middleware/auth.js';
import { bodyHash } from './idempotency.js';
import { LiveRequest } from './schemas.js';

let api: TestApi;
beforeEach(async () => {
  api = await TestApi.ready();
});
afterEach(() => api.close());

const KEY = 'weekly-drill-1';

interface Answer {
  job_id: string;
  error_code: string;
  details: { job_id?: string };
}
const body = (response: { body: unknown }): Answer => response.body as Answer;

/** The API dies, as far as its state goes, after the workflow was started and before the row is inserted. */
function dieBeforeTheInsert(): void {
  const { uow } = api.db;
  const run = uow.run.bind(uow);
  uow.run = (work) =>
    run((repos) => {
      repos.jobs.insertHead = async () => {
        uow.run = run;
        throw new DatabaseUnavailableError('gone');
      };
      return work(repos);
    });
}

describe('Idempotency-Key', () => {
  it('gives the same answer again and starts once', async () => {
    const first = await api.start({ reason: 'drill' }, KEY).expect(202);
    const again = await api.start({ reason: 'drill' }, KEY).expect(202);
    expect(again.body).toEqual(first.body);
    expect(again.headers['location']).toBe(first.headers['location']);
    expect(api.temporal.runs).toHaveLength(1);
  });

  it('still does when the job has ended and the VM could not be started now', async () => {
    const first = await api.start({}, KEY).expect(202);
    for (const run of api.temporal.runs) run.open = false;
    await api.put(`/vms/${VM_ID}`, { ...VM, power_state: 'poweredOn' }).expect(200);
    expect((await api.start({}, KEY).expect(202)).body).toEqual(first.body);
  });

  it('is about the meaning of the body, not its spelling', async () => {
    const first = await api.start({ reason: 'drill', skip_validation: false }, KEY).expect(202);
    const again = await api.start({ skip_validation: false, custom_config: {}, reason: 'drill' }, KEY).expect(202);
    expect(again.body).toEqual(first.body);
  });

  it('refuses another body', async () => {
    await api.start({}, KEY).expect(202);
    expect(body(await api.start({ reason: 'other' }, KEY).expect(422)).error_code).toBe('IDEMPOTENCY_KEY_REUSED');
  });

  it('belongs to one caller', async () => {
    const { job_id } = body(await api.start({}, KEY).expect(202));
    const other = body(await api.start({}, KEY, 'admin').expect(409));
    expect(other).toMatchObject({ error_code: 'ACTIVE_JOBS', details: { job_id } });
  });

  it('lets duplicates in flight share one start', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => api.start({}, KEY)));
    expect(answers.map((answer) => answer.status)).toEqual(Array.from({ length: 8 }, () => 202));
    expect(new Set(answers.map((answer) => body(answer).job_id)).size).toBe(1);
    expect(api.temporal.runs).toHaveLength(1);
    expect((await api.get('/failover/jobs')).body).toMatchObject({ total_jobs: 1 });
  });

  it('finds the run of an API that died before it inserted the row', async () => {
    dieBeforeTheInsert();
    const { details, error_code } = body(await api.start({}, KEY).expect(503));
    expect(error_code).toBe('UNAVAILABLE');
    expect((await api.get('/failover/jobs')).body).toMatchObject({ total_jobs: 0 });

    const again = body(await api.start({}, KEY).expect(202));
    expect(again.job_id).toBe(details.job_id);
    expect(api.temporal.runs).toHaveLength(1);
    await api.get(`/failover/${again.job_id}/status`).expect(200);
    expect((await api.get(`/vms/${VM_ID}`)).body).toMatchObject({ vm: { held_by: again.job_id } });
  });

  it('finds the run of an API that died although the VM is not ready any more', async () => {
    dieBeforeTheInsert();
    const { details } = body(await api.start({}, KEY).expect(503));
    // The run has taken the replica from the appliance meanwhile.
    api.cloudstack.volumes = [];
    expect(body(await api.start({}, KEY).expect(202)).job_id).toBe(details.job_id);
  });

  it('finds the run whose start Temporal did not confirm', async () => {
    api.temporal.fault = 'lost';
    const { details } = body(await api.start({}, KEY).expect(503));
    api.temporal.fault = null;
    expect(body(await api.start({}, KEY).expect(202)).job_id).toBe(details.job_id);
    expect(api.temporal.runs).toHaveLength(1);
  });

  it('knows the caller again when the API has started anew and put its bootstrap token again', async () => {
    const restart = () => api.db.uow.run((repos) => repos.tokens.upsertBootstrap(hashToken('bootstrap-token')));
    const start = () => api.start({}, KEY).set('Authorization', 'Bearer bootstrap-token');
    await restart();
    const first = await start().expect(202);
    await restart();
    expect((await start().expect(202)).body).toEqual(first.body);
  });

  it('starts under the reserved id when the API died before the start', async () => {
    const hash = bodyHash('live', LiveRequest.parse({ vm_id: VM_ID }));
    const reserved = {
      key: KEY,
      caller: 'operator',
      bodyHash: hash,
      jobId: 'failover-20260101-000000-aaaaaa',
      now: new Date(),
    };
    await api.db.uow.run((repos) => repos.idempotency.reserve(reserved));
    expect(body(await api.start({}, KEY).expect(202)).job_id).toBe(reserved.jobId);
    expect(api.temporal.runs[0]?.memo?.job_id).toBe(reserved.jobId);
  });

  it('is free again after a refusal', async () => {
    await api.put(`/vms/${VM_ID}`, { ...VM, power_state: 'poweredOn' }).expect(200);
    await api.start({}, KEY).expect(422);
    const accepted = { reason: 'cut off', custom_config: { source_running: 'accept' } };
    await api.start(accepted, KEY).expect(202);
  });

  it('is free again when Temporal was away and when another job had the VM', async () => {
    api.temporal.fault = 'away';
    await api.start({}, KEY).expect(503);
    api.temporal.fault = null;
    const { job_id } = body(await api.start({ reason: 'now' }, 'another-key').expect(202));
    expect(body(await api.start({ reason: 'changed' }, KEY).expect(409)).details.job_id).toBe(job_id);
    await api.start({ reason: 'changed again' }, KEY).expect(409);
  });

  it('must be printable and short', async () => {
    expect(body(await api.start({}, 'a key').expect(400)).error_code).toBe('VALIDATION_FAILED');
    await api.start({}, 'k'.repeat(201)).expect(400);
  });
});
