import { afterEach, describe, expect, it } from 'vitest';
import type { JobProjection } from '../../../domain/job.js';
import { TestApi, VM_ID } from '../../../test/support/api/api.js';
import { FakeReads } from '../../../test/support/fake-reads.js';
import { followUpGround, type Ground } from '../../../test/support/follow-ups.js';

let api: TestApi;
let ground: Ground;
let cloudstack: FakeReads;
/** A live failover that has completed, in force. */
let live: string;
afterEach(() => api.close());

interface Answer {
  job_id: string;
  error_code: string;
  message: string;
  details?: { refused?: string[]; job_id?: string };
}

/** What CloudStack shows since then is the ground's; `change` is about the job as recorded. */
async function failedOver(change: Partial<JobProjection> = {}, workflow: 'ended' | 'gone' = 'ended'): Promise<void> {
  ground = followUpGround();
  cloudstack = new FakeReads(ground.cloud);
  api = await TestApi.ready();
  live = ((await api.start().expect(202)).body as Answer).job_id;
  Object.assign(api.cloudstack.reads, cloudstack.reads);
  await api.db.uow.run(async ({ jobs }) => {
    const head = await jobs.get(live);
    if (head === null) throw new Error('the job has no row');
    const { plan, job } = ground;
    await jobs.apply({
      ...head,
      head,
      ...{ planned: { plan: { ...plan, config: 'primary-ossea' }, network_mappings: [] }, steps: job.steps },
      ...{ volumes: job.volumes, events: [], resync_required: [], closes: [], seq: 1, status: 'completed' },
      ...{ destination_vm_id: job.destination_vm_id, hold: { failover_state: 'failed_over', held_by: live } },
      ...change,
    });
  });
  api.temporal.runs[0]!.open = false;
  if (workflow === 'gone') api.temporal.inspected = null;
}

/** A live failover under way, whose workflow is gone. */
const lost = (): Promise<void> =>
  failedOver({ status: 'powering_on', hold: { failover_state: 'failing_over', held_by: '' } }, 'gone');

const BODY = {
  rollback: { confirm_data_loss: true, reason: 'wrong VM' },
  commit: {},
  recover: { reason: 'lost' },
} as const;
type Type = keyof typeof BODY;
const TYPES = Object.keys(BODY) as Type[];

const ask = (type: Type, body: object = BODY[type], key?: string) => {
  const sent = api.post(`/failover/${live}/${type}`, body, 'operator');
  return key === undefined ? sent : sent.set('Idempotency-Key', key);
};
const bodyOf = (answer: { body: unknown }): Answer => answer.body as Answer;
const prepare = (type: Type): Promise<void> => (type === 'recover' ? lost() : failedOver());
/** Of runs started after the live one. */
const followUps = (): unknown[] => api.temporal.runs.slice(1).map(({ input }) => input.head.job_type);

describe.each(TYPES)('%s', (type) => {
  it('is accepted as a job of its own under the VM’s lock, once for a key', async () => {
    await prepare(type);
    const first = await ask(type, BODY[type], 'k').expect(202);
    const { job_id } = bodyOf(first);
    expect(job_id).toMatch(new RegExp(`^${type}-\\d{8}-\\d{6}-[a-z2-7]{6}$`));
    expect(first.headers['location']).toBe(`/api/v1/failover/${job_id}/status`);
    expect(api.temporal.runs[1]?.input.head).toMatchObject({
      ...{ job_id, job_type: type, vm_id: VM_ID, parent_job_id: live, workflow_id: `failover/${VM_ID}` },
      requested_by: 'operator',
    });
    expect((await ask(type, BODY[type], 'k').expect(202)).body).toEqual(first.body);
    expect(followUps()).toEqual([type]);
    const other = { ...BODY[type], reason: 'another one' };
    expect(bodyOf(await ask(type, other, 'k').expect(422)).error_code).toBe('IDEMPOTENCY_KEY_REUSED');
    expect(bodyOf(await ask(type).expect(409)).error_code).toBe('ACTIVE_JOBS');
    expect(followUps()).toEqual([type]);
  });

  it('is an operator’s, about a job that there is, with a body that is as it must be', async () => {
    await prepare(type);
    await api.post(`/failover/${live}/${type}`, BODY[type], 'viewer').expect(403);
    expect(bodyOf(await api.post(`/failover/nobody/${type}`, BODY[type]).expect(404)).error_code).toBe('JOB_NOT_FOUND');
    expect(bodyOf(await ask(type, { ...BODY[type], force: true }).expect(400)).error_code).toBe('VALIDATION_FAILED');
    expect(followUps()).toEqual([]);
  });

  it.each(['away', 'lost'] as const)('is 503 when Temporal is away, and may be repeated: %s', async (fault) => {
    await prepare(type);
    api.temporal.fault = fault;
    expect(bodyOf(await ask(type, BODY[type], 'k').expect(503)).error_code).toBe('UNAVAILABLE');
    api.temporal.fault = null;
    const { job_id } = bodyOf(await ask(type, BODY[type], 'k').expect(202));
    expect(followUps()).toEqual([type]);
    expect(api.temporal.runs[1]?.input.head.job_id).toBe(job_id);
  });

  it('is refused while another job works on the VM', async () => {
    await prepare(type);
    const { job_id } = bodyOf(await ask(type).expect(202));
    for (const other of TYPES.filter((t) => t !== type)) {
      const answer = bodyOf(await ask(other).expect(409));
      expect(answer).toMatchObject({ error_code: 'ACTIVE_JOBS', details: { job_id: expect.any(String) as string } });
      expect([job_id, live]).toContain(answer.details?.job_id);
    }
  });
});

describe('409 and 422', () => {
  it.each(['rollback', 'commit'] as const)('%s of a job that is not a completed live failover', async (type) => {
    await failedOver({ status: 'failed', hold: { failover_state: 'ready', held_by: null } });
    expect(bodyOf(await ask(type).expect(409)).error_code).toBe('INVALID_STATE');
    expect(followUps()).toEqual([]);
  });

  it('a rollback that CloudStack’s state is against names every reason and changes nothing', async () => {
    await failedOver();
    ground.vm.backupofferingid = 'daily';
    ground.cloud.snapshots.splice(0, 1);
    const answer = bodyOf(await ask('rollback').expect(422));
    expect(answer).toMatchObject({ error_code: 'NOT_READY', details: { refused: [/daily/, /gone/].map(matching) } });
    expect(followUps()).toEqual([]);
  });

  it('a rollback that is not confirmed', async () => {
    await failedOver();
    const answer = bodyOf(await ask('rollback', { reason: 'try' }).expect(422));
    expect(answer.error_code).toBe('CONFIRMATION_REQUIRED');
    expect(followUps()).toEqual([]);
  });

  it('a recovery of a job that has ended, and of one whose workflow is there', async () => {
    await failedOver();
    expect(bodyOf(await ask('recover').expect(409)).message).toContain('nothing to recover');
    await api.close();
    await failedOver({ status: 'powering_on' });
    api.temporal.runs[0]!.open = true;
    expect(bodyOf(await ask('recover').expect(409)).message).toContain('needs no recovery');
  });

  it('none of them where CloudStack does not answer', async () => {
    await failedOver();
    cloudstack.fail('unavailable');
    for (const type of ['rollback', 'commit'] as const)
      expect(bodyOf(await ask(type).expect(502)).error_code).toBe('OSSEA_API_ERROR');
    await api.close();
    await lost();
    cloudstack.fail('unavailable');
    expect(bodyOf(await ask('recover').expect(502)).error_code).toBe('OSSEA_API_ERROR');
    expect(followUps()).toEqual([]);
  });
});

describe('recover, dry', () => {
  it('tells what it would do, and starts nothing', async () => {
    await lost();
    const left = await ask('recover', { dry_run: true }).expect(200);
    expect(left.body).toMatchObject({
      ...{ job_id: live, job_type: 'live', way: 'leave', calls: [], resync_required: [] },
      becomes: [{ job_id: live, status: 'completed' }],
    });
    ground.vm.state = 'Stopped';
    const away = (await ask('recover', { dry_run: true }).expect(200)).body as { calls: { activity: string }[] };
    expect(away).toMatchObject({ way: 'return', becomes: [{ job_id: live, status: 'failed' }] });
    expect(away.calls.map(({ activity }) => activity)).toEqual(
      expect.arrayContaining(['stopVirtualMachine', 'revertSnapshot', 'attachVolume', 'destroyVirtualMachine']),
    );
    expect(followUps()).toEqual([]);
  });
});

function matching(pattern: RegExp): string {
  return expect.stringMatching(pattern) as string;
}
