import { ApplicationFailure } from '@temporalio/common';
import { ActivityCancellationDetails } from '@temporalio/common/lib/activity-cancellation-details.js';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { beforeEach, describe, expect, it } from 'vitest';
import { CloudStackError } from '../../cloudstack/errors.js';
import type { CallInput, CallResult } from '../../domain/call.js';
import type { VirtualMachine } from '../../domain/cloudstack.js';
import type { Mutation } from '../../domain/itinerary.js';
import { FakeCloudStack, notSent, replyLost, type Reaction } from '../../test/support/fake-cloudstack.js';
import type { ActivityDeps } from '../deps.js';
import { customJobId } from './custom-job-id.js';
import { mutate } from './mutate.js';

const VOLUME = 'e915ef05-ddf5-48d5-8352-a01300609717';
const WINDOWS = {
  fenceMs: 60,
  skewAllowanceMs: 20,
  heartbeatMs: 1000,
  httpTimeoutMs: 10,
  stepBudgetMs: 1000,
  attentionAfterMs: 1000,
  watcherTickMs: 1,
};

let cs: FakeCloudStack;
let replicas: Set<string>;
let confirmations: number;
let current: boolean;

function deps(): ActivityDeps {
  const repositories = {
    vms: { isReplica: (id: string) => Promise.resolve(replicas.has(id)) },
    configs: { get: () => Promise.resolve({ oma_vm_id: 'rebuilt' }) },
  };
  return {
    db: {
      uow: { read: (work: (r: typeof repositories) => unknown) => work(repositories) },
    } as unknown as ActivityDeps['db'],
    cloudstack: () => Promise.resolve(cs.port()),
    confirmAttempt: () => {
      confirmations += 1;
      return current ? Promise.resolve() : Promise.reject(new Error('activity not found'));
    },
    windows: WINDOWS,
    readinessBounds: { sync_max_age_ms: 0, skew_warn_ms: 2_000, skew_limit_ms: 5_000 },
  };
}

function call(activity: Mutation, object: string, args: CallInput['args'], change: Partial<CallInput> = {}): CallInput {
  return {
    job_id: 'job-1',
    of_job: 'job-1',
    vm_id: 'vm-1',
    config: 'c',
    key: `step/${activity}/${object}`,
    activity,
    object,
    args,
    try: 0,
    priority: 'live',
    ...change,
  };
}

function run(input: CallInput, attempt = 1, env = environment(attempt)): Promise<CallResult> {
  return env.run((i: CallInput) => mutate(deps(), i.activity as Mutation, i), input);
}

/** Expected failures are not worth a log line. */
function environment(attempt: number): MockActivityEnvironment {
  return new MockActivityEnvironment({ attempt }, { logger: new DefaultLogger('ERROR') });
}

const detach = (change: Partial<CallInput> = {}): CallInput =>
  call('detachVolume', VOLUME, { virtualmachineid: 'appliance' }, change);
const idOf = (input: CallInput): string => customJobId(input.job_id, input.key, input.try);

async function failureOf(promise: Promise<unknown>): Promise<ApplicationFailure> {
  const error: unknown = await promise.then(
    () => undefined,
    (e: unknown) => e,
  );
  expect(error).toBeInstanceOf(ApplicationFailure);
  return error as ApplicationFailure;
}

beforeEach(() => {
  cs = new FakeCloudStack();
  replicas = new Set([VOLUME]);
  confirmations = 0;
  current = true;
  cs.volumes.set(VOLUME, {
    id: VOLUME,
    name: 'disk-0',
    state: 'Ready',
    type: 'DATADISK',
    virtualmachineid: 'appliance',
    deviceid: 1,
  });
});

describe('one mutating call', () => {
  it('looks, sends once under the id of its try, and reports what it then sees', async () => {
    const result = await run(detach());
    expect(result).toEqual({
      observed: `volume ${VOLUME} is detached and Ready`,
      found: false,
      cloudstack_job_id: idOf(detach()),
    });
    expect(cs.sent).toEqual([{ command: 'detachVolume', params: { id: VOLUME }, jobId: idOf(detach()) }]);
  });

  it('sends nothing when it is already so, and says that it was found', async () => {
    cs.volumes.set(VOLUME, { id: VOLUME, name: 'disk-0', state: 'Ready', type: 'DATADISK' });
    expect(await run(detach())).toMatchObject({ found: true });
    expect(cs.sent).toEqual([]);
  });

  it('sends nothing when Temporal does not confirm the attempt', async () => {
    current = false;
    await expect(run(detach())).rejects.toThrow('activity not found');
    expect(cs.sent).toEqual([]);
  });

  it('never takes a volume from a VM it was not asked about', async () => {
    cs.volumes.set(VOLUME, {
      id: VOLUME,
      name: 'disk-0',
      state: 'Ready',
      type: 'DATADISK',
      virtualmachineid: 'somebody',
      deviceid: 1,
    });
    expect(await failureOf(run(detach()))).toMatchObject({ type: 'refused', nonRetryable: true });
    expect(cs.sent).toEqual([]);
  });

  it('waits for a transition to end before it sends', async () => {
    let looks = 0;
    cs.beforeRead = () => {
      const volume = cs.volumes.get(VOLUME);
      if (volume !== undefined) cs.volumes.set(VOLUME, { ...volume, state: ++looks < 4 ? 'Snapshotting' : 'Ready' });
    };
    await run(detach());
    expect(looks).toBeGreaterThanOrEqual(4);
    expect(confirmations).toBeGreaterThanOrEqual(4);
    expect(cs.sent).toHaveLength(1);
  });

  it('begins a new fence when the old one has run out before the send', async () => {
    let slow = true;
    cs.beforeRead = () => {
      const until = Date.now() + (slow ? WINDOWS.fenceMs + 5 : 0);
      slow = false;
      while (Date.now() < until);
    };
    await run(detach());
    expect(confirmations).toBe(2);
    expect(cs.sent).toHaveLength(1);
  });

  it('repeats a definite non-send with the same id', async () => {
    const refuse: Reaction = () => {
      throw notSent('detachVolume', 'ECONNREFUSED');
    };
    cs.react('detachVolume', refuse, refuse);
    await run(detach());
    expect(new Set(cs.sent.map((s) => s.jobId)).size).toBe(1);
  });
});

describe('settling', () => {
  it('a later attempt finds the job of the earlier one and does not send again', async () => {
    cs.volumes.set(VOLUME, { id: VOLUME, name: 'disk-0', state: 'Ready', type: 'DATADISK' });
    cs.finish(idOf(detach()));
    expect(await run(detach(), 2)).toMatchObject({ found: false, cloudstack_job_id: idOf(detach()) });
    expect(cs.sent).toEqual([]);
  });

  it('a later attempt waits the fence and the skew out before it believes that nothing was sent', async () => {
    const before = Date.now();
    await run(detach(), 2);
    expect(Date.now() - before).toBeGreaterThanOrEqual(WINDOWS.fenceMs + WINDOWS.skewAllowanceMs - 1);
    expect(cs.sent).toHaveLength(1);
  });

  it('what no attempt has sent is reported as found, whichever attempt finds it', async () => {
    cs.volumes.set(VOLUME, { id: VOLUME, name: 'disk-0', state: 'Ready', type: 'DATADISK' });
    expect(await run(detach(), 2)).toMatchObject({ found: true });
    expect(await run(detach({ resettle: true }))).toMatchObject({ found: true });
    expect(await run(detach({ try: 1 }))).not.toHaveProperty('found');
  });

  it('of a synchronous command nobody knows whether an earlier attempt has sent it', async () => {
    const unprotect = (change: Partial<CallInput> = {}): CallInput =>
      call(
        'updateVirtualMachine',
        '$vm',
        { host_name: 'host', deleteprotection: false },
        { backward: true, ...change },
      );
    cs.vms.set('vm', { id: 'vm', name: 'host', state: 'Stopped', details: { 'failover.job': 'job-1' } });
    expect(await run(unprotect())).toMatchObject({ found: true });
    expect(await run(unprotect(), 2)).not.toHaveProperty('found');
    expect(await run(unprotect({ resettle: true }))).not.toHaveProperty('found');
  });

  it('a send of a frozen predecessor that arrives within the fence is found, not repeated', async () => {
    const late = setTimeout(() => {
      cs.volumes.set(VOLUME, { id: VOLUME, name: 'disk-0', state: 'Ready', type: 'DATADISK' });
      cs.finish(idOf(detach()));
    }, WINDOWS.fenceMs / 2);
    expect(await run(detach(), 2)).toMatchObject({ found: false });
    clearTimeout(late);
    expect(cs.sent).toEqual([]);
  });

  it('a lost reply after the effect is settled by the job id', async () => {
    cs.react('detachVolume', ({ act }) => {
      act();
      throw replyLost('detachVolume');
    });
    expect(await run(detach())).toMatchObject({ found: false, cloudstack_job_id: idOf(detach()) });
    expect(cs.sent).toHaveLength(1);
  });

  it('a lost reply before the effect is sent again with the same id, after the fence', async () => {
    cs.react('detachVolume', () => {
      throw replyLost('detachVolume');
    });
    const before = Date.now();
    await run(detach());
    expect(Date.now() - before).toBeGreaterThanOrEqual(WINDOWS.fenceMs);
    expect(cs.sent.map((s) => s.jobId)).toEqual([idOf(detach()), idOf(detach())]);
  });

  it('a repeated job id means settle, not failure', async () => {
    cs.react('detachVolume', ({ act }) => {
      act();
      throw new CloudStackError('detachVolume', {
        errorClass: 'unknown-outcome',
        sent: 'yes',
        code: 'REPEATED_JOB_ID',
        errortext: 'already exists',
      });
    });
    expect(await run(detach())).toMatchObject({ cloudstack_job_id: idOf(detach()) });
  });

  it('an undo first waits for every try of what it undoes', async () => {
    const forward = 'attach/attachVolume/x';
    const id = customJobId('job-1', forward, 1);
    cs.jobs.set(id, { jobid: id, jobstatus: 0 });
    setTimeout(() => cs.finish(id), 20);
    const statusAtSend: unknown[] = [];
    cs.react('detachVolume', ({ act, options }) => {
      statusAtSend.push(cs.jobs.get(id)?.jobstatus);
      act();
      return { body: {}, jobid: options.customJobId ?? '' };
    });
    await run(detach({ settles: [{ job_id: 'job-1', key: forward, tries: 1 }] }));
    expect(statusAtSend).toEqual([1]);
  });

  it('a synchronous command is waited out and then judged by the world alone', async () => {
    cs.vms.set('vm', { id: 'vm', name: 'host', state: 'Stopped', details: { 'failover.job': 'job-1' } });
    const protect = call('updateVirtualMachine', 'vm', { host_name: 'host', deleteprotection: true });
    cs.react('updateVirtualMachine', ({ act }) => {
      act();
      throw replyLost('updateVirtualMachine');
    });
    const result = await run(protect);
    expect(result).toEqual({ observed: 'VM vm has deleteprotection=true' });
    expect(cs.sent).toEqual([
      {
        command: 'updateVirtualMachine',
        params: { id: 'vm', deleteprotection: true, ostypeid: undefined },
        jobId: undefined,
      },
    ]);
  });
});

describe('final answers', () => {
  it('a success flag alone proves nothing', async () => {
    cs.react('detachVolume', ({ options }) => {
      cs.finish(options.customJobId ?? '');
      return { body: {}, jobid: options.customJobId ?? '' };
    });
    expect(await failureOf(run(detach()))).toMatchObject({ type: 'busy', nonRetryable: true });
  });

  it('a failed job whose effect is there is a success', async () => {
    cs.react('detachVolume', ({ options, act }) => {
      act();
      cs.finish(options.customJobId ?? '', 2);
      return { body: {}, jobid: options.customJobId ?? '' };
    });
    expect(await run(detach())).not.toHaveProperty('found');
  });

  it('a job cancelled by a restart is busy, so that the next try gets another id', async () => {
    cs.react('detachVolume', ({ options }) => {
      cs.finish(options.customJobId ?? '', 2);
      return { body: {}, jobid: options.customJobId ?? '' };
    });
    expect(await failureOf(run(detach()))).toMatchObject({ type: 'busy', nonRetryable: true });
    await run(detach({ try: 1 }));
    expect(cs.sent.map((s) => s.jobId)).toEqual([idOf(detach()), idOf(detach({ try: 1 }))]);
    expect(new Set(cs.sent.map((s) => s.jobId)).size).toBe(2);
  });

  it.each([
    ['refused', true],
    ['denied', true],
    ['capacity', true],
  ] as const)('an answer of class %s is final for the workflow', async (errorClass, nonRetryable) => {
    cs.react('detachVolume', () => {
      throw new CloudStackError('detachVolume', {
        errorClass,
        sent: 'yes',
        code: '431',
        errortext: 'no',
        errorcode: 431,
      });
    });
    expect(await failureOf(run(detach()))).toMatchObject({ type: errorClass, nonRetryable, message: 'no' });
  });

  it('stops waiting at a worker shutdown with a retryable failure, and not for a cancellation', async () => {
    const env = environment(1);
    cs.react('detachVolume', ({ options }) => {
      cs.jobs.set(options.customJobId ?? '', { jobid: options.customJobId ?? '', jobstatus: 0 });
      setImmediate(() => env.cancel('WORKER_SHUTDOWN', new ActivityCancellationDetails({ workerShutdown: true })));
      return { body: {}, jobid: options.customJobId ?? '' };
    });
    expect(await failureOf(run(detach(), 1, env))).toMatchObject({ type: 'unavailable', nonRetryable: false });

    const cancelled = environment(1);
    cs.react('detachVolume', ({ options, act }) => {
      cs.jobs.set(options.customJobId ?? '', { jobid: options.customJobId ?? '', jobstatus: 0 });
      setImmediate(() => {
        cancelled.cancel('CANCELLED', new ActivityCancellationDetails({ cancelRequested: true }));
        setImmediate(act);
      });
      return { body: {}, jobid: options.customJobId ?? '' };
    });
    expect(await run(detach({ key: 'other' }), 1, cancelled)).toMatchObject({ found: false });
  });
});

describe('R1: what may be deleted', () => {
  const remove = (object: string): CallInput => call('deleteVolume', object, {});

  it('deletes a detached blank root that nobody knows', async () => {
    cs.volumes.set('blank', { id: 'blank', name: 'ROOT-1', state: 'Allocated', type: 'DATADISK' });
    await run(remove('blank'));
    expect(cs.volumes.has('blank')).toBe(false);
  });

  it.each([
    ['is in an inventory', { inventory: true }, {}],
    ['is attached', { inventory: false }, { virtualmachineid: 'vm' }],
    ['is not blank', { inventory: false }, { state: 'Ready' }],
  ] as const)('never sends for a volume that %s', async (_why, { inventory }, change) => {
    if (inventory) replicas.add('blank');
    cs.volumes.set('blank', { id: 'blank', name: 'ROOT-1', state: 'Allocated', type: 'DATADISK', ...change });
    expect(await failureOf(run(remove('blank')))).toMatchObject({ type: 'refused' });
    expect(cs.sent).toEqual([]);
  });

  it.each(['destroyVirtualMachine', 'expungeVirtualMachine'] as const)(
    '%s is never sent for a VM that holds a replica',
    async (activity) => {
      cs.vms.set('vm', {
        id: 'vm',
        name: 'host',
        state: activity === 'destroyVirtualMachine' ? 'Stopped' : 'Destroyed',
        details: { 'failover.job': 'job-1' },
      });
      cs.volumes.set(VOLUME, {
        id: VOLUME,
        name: 'disk-0',
        state: 'Ready',
        type: 'ROOT',
        virtualmachineid: 'vm',
        deviceid: 0,
      });
      expect(
        await failureOf(
          run(
            call(
              activity,
              'vm',
              { host_name: 'host' },
              { settles: [{ job_id: 'job-1', key: 'k', tries: 0 }], backward: true },
            ),
          ),
        ),
      ).toMatchObject({ type: 'refused' });
      expect(cs.sent).toEqual([]);
    },
  );

  it.each(['destroyVirtualMachine', 'expungeVirtualMachine', 'startVirtualMachine', 'updateVirtualMachine'] as const)(
    '%s is never sent for a VM without our marker',
    async (activity) => {
      cs.vms.set('vm', {
        id: 'vm',
        name: 'host',
        state: activity === 'expungeVirtualMachine' ? 'Destroyed' : 'Stopped',
        details: { 'failover.job': 'another' },
      });
      expect(
        await failureOf(run(call(activity, 'vm', { host_name: 'host', deleteprotection: true, disks: [] }))),
      ).toMatchObject({
        type: 'refused',
      });
      expect(cs.sent).toEqual([]);
    },
  );

  it('finds a VM whose id a lost reply has hidden by its name and marker', async () => {
    cs.vms.set('vm', { id: 'vm', name: 'host', state: 'Stopped', details: { 'failover.job': 'job-1' } });
    await run(
      call(
        'destroyVirtualMachine',
        '$vm',
        { host_name: 'host' },
        { settles: [{ job_id: 'job-1', key: 'k', tries: 0 }], backward: true },
      ),
    );
    expect(cs.sent).toMatchObject([{ command: 'destroyVirtualMachine', params: { id: 'vm', expunge: false } }]);
  });
});

describe('two VMs of one job', () => {
  const remove = (activity: 'destroyVirtualMachine' | 'expungeVirtualMachine', object: string, tryNumber = 0) =>
    call(activity, object, { host_name: 'host' }, { backward: true, try: tryNumber });
  const marked = (id: string, state: string): void => {
    cs.vms.set(id, { id, name: 'host', state, details: { 'failover.job': 'job-1' } });
  };

  it.each(['$vm', 'known'])('%s: the removal leaves none, one command at a time', async (object) => {
    marked('surplus', 'Stopped');
    marked('known', 'Stopped');
    for (const activity of ['destroyVirtualMachine', 'expungeVirtualMachine'] as const) {
      expect(await failureOf(run(remove(activity, object)))).toMatchObject({ type: 'busy' });
      await run(remove(activity, object, 1));
    }
    const sent = cs.sent.map(({ command, params }) => `${command} ${String(params.id)}`);
    expect(sent.slice(0, 2).sort()).toEqual(['destroyVirtualMachine known', 'destroyVirtualMachine surplus']);
    expect(sent.slice(2).sort()).toEqual(['expungeVirtualMachine known', 'expungeVirtualMachine surplus']);
    expect(cs.vms.size).toBe(0);
  });

  it('one that is no more than found by name keeps the removal from its second phase until it is destroyed', async () => {
    marked('known', 'Destroyed');
    marked('surplus', 'Stopped');
    await failureOf(run(remove('expungeVirtualMachine', 'known')));
    expect(await failureOf(run(remove('expungeVirtualMachine', 'known', 1)))).toMatchObject({ type: 'refused' });
    expect(cs.sent.map(({ params }) => params.id)).toEqual(['known']);
  });

  it('one that holds a replica is never removed', async () => {
    marked('surplus', 'Stopped');
    cs.volumes.set(VOLUME, { id: VOLUME, name: 'd', state: 'Ready', type: 'ROOT', virtualmachineid: 'surplus' });
    expect(await failureOf(run(remove('destroyVirtualMachine', '$vm')))).toMatchObject({ type: 'refused' });
    expect(cs.sent).toEqual([]);
  });
});

describe('snapshots that CloudStack has spoilt', () => {
  it('are removed before another is taken, and nothing else is', async () => {
    for (const [id, state] of Object.entries({ good: 'BackedUp', spoilt: 'Error', making: 'BackingUp' }))
      cs.snapshots.set(id, { id, name: 'ours', volumeid: VOLUME, state });
    cs.snapshots.set('theirs', { id: 'theirs', name: 'theirs', volumeid: VOLUME, state: 'Error' });
    await run(call('deleteSnapshot', VOLUME, { volumeid: VOLUME, name: 'ours', failed_only: true }));
    expect([...cs.snapshots.keys()]).toEqual(['good', 'making', 'theirs']);
  });
});

describe('a read that fails after a send', () => {
  const deny = (): CloudStackError =>
    new CloudStackError('queryAsyncJobResult', {
      errorClass: 'denied',
      sent: 'no',
      code: '401',
      errortext: 'no such user',
    });

  it('is no final answer: the workflow settles the same try', async () => {
    cs.awaiting = () => Promise.reject(deny());
    const failure = await failureOf(run(detach()));
    expect(failure).toMatchObject({ type: 'denied', nonRetryable: true, details: [{ settled: false }] });
    expect(cs.sent).toHaveLength(1);
    cs.awaiting = undefined;
    expect(await run(detach({ resettle: true }))).toMatchObject({ cloudstack_job_id: idOf(detach()) });
    expect(cs.sent).toHaveLength(1);
  });

  it('of another kind is retried by the Temporal server', async () => {
    cs.awaiting = () =>
      Promise.reject(new CloudStackError('x', { errorClass: 'refused', sent: 'yes', code: '400', errortext: '?' }));
    expect(await failureOf(run(detach()))).toMatchObject({ type: 'unavailable', nonRetryable: false });
  });
});

describe('looks', () => {
  const destination = (change: Partial<VirtualMachine> = {}): void => {
    cs.vms.set('vm', { id: 'vm', name: 'host', state: 'Stopped', details: { 'failover.job': 'job-1' }, ...change });
  };
  const start = call('startVirtualMachine', 'vm', { host_name: 'host', disks: [{ volume_id: VOLUME, device_id: 0 }] });

  it('start nothing while a disk is busy: CloudStack would leave it out', async () => {
    destination();
    const volume = { id: VOLUME, name: 'disk-0', type: 'ROOT', virtualmachineid: 'vm', deviceid: 0 };
    let looks = 0;
    cs.beforeRead = () => cs.volumes.set(VOLUME, { ...volume, state: ++looks < 6 ? 'Snapshotting' : 'Ready' });
    await run(start);
    expect(looks).toBeGreaterThanOrEqual(6);
    expect(cs.sent).toHaveLength(1);
  });

  describe('of a start whose job was cancelled by a restart of the management server', () => {
    const volume = { id: VOLUME, name: 'disk-0', type: 'ROOT', state: 'Ready', virtualmachineid: 'vm', deviceid: 0 };
    const restarts: Reaction = ({ options }) => {
      cs.finish(options.customJobId ?? '', 2);
      return { jobid: options.customJobId ?? '', body: {} };
    };

    it('wait for the host to report what it did: a second domain on the same disks would ruin them', async () => {
      destination();
      cs.volumes.set(VOLUME, volume);
      cs.react('startVirtualMachine', restarts);
      let reads = 0;
      cs.beforeRead = () => {
        if (cs.sent.length > 0 && ++reads > 4) destination({ state: 'Running' });
      };
      expect(await run(start)).toEqual({ observed: 'VM vm is Running', cloudstack_job_id: idOf(start) });
      expect(cs.sent).toHaveLength(1);
    });

    it('give it back as busy when no host reports it', async () => {
      destination();
      cs.volumes.set(VOLUME, volume);
      cs.react('startVirtualMachine', restarts);
      const began = Date.now();
      expect(await failureOf(run(start))).toMatchObject({ type: 'busy', details: [{ code: 'JOB_CANCELLED' }] });
      expect(Date.now() - began).toBeGreaterThanOrEqual(WINDOWS.stepBudgetMs / 10);
      expect(cs.sent).toHaveLength(1);
    });
  });

  it('start nothing without its disk', async () => {
    destination();
    expect(await failureOf(run(start))).toMatchObject({ type: 'refused' });
    expect(cs.sent).toEqual([]);
  });

  it('take a VM that cannot be seen for expunged only where our job was seen to do it', async () => {
    const expunge = call(
      'expungeVirtualMachine',
      'vm',
      { host_name: 'host' },
      { settles: [{ job_id: 'job-1', key: 'k', tries: 0 }], backward: true },
    );
    expect(await run(expunge)).toMatchObject({ left_behind: ['VM vm (perhaps Destroyed)'] });
    destination({ state: 'Destroyed' });
    expect(await run(expunge)).not.toHaveProperty('left_behind');
  });

  it('live with a key that may not expunge, and name what stays', async () => {
    destination({ state: 'Destroyed' });
    cs.react('expungeVirtualMachine', () => {
      throw new CloudStackError('expungeVirtualMachine', {
        errorClass: 'denied',
        sent: 'no',
        code: '401',
        errortext: 'not available for user',
      });
    });
    const expunge = call(
      'expungeVirtualMachine',
      'vm',
      { host_name: 'host' },
      { settles: [{ job_id: 'job-1', key: 'k', tries: 0 }], backward: true },
    );
    expect(await run(expunge)).toMatchObject({ found: true, left_behind: ['VM vm (Destroyed)'] });
  });

  it('name a VM that only its destruction has shown and that this key does not see any more', async () => {
    destination({ state: 'Error', name: 'host' });
    cs.react('destroyVirtualMachine', ({ act }) => {
      act();
      cs.vms.clear();
      return { body: {}, jobid: idOf(destroy) };
    });
    const destroy = call('destroyVirtualMachine', '$vm', { host_name: 'host' }, { backward: true });
    expect(await run(destroy)).toMatchObject({ found: false, left_behind: ['VM vm (perhaps Destroyed)'] });
  });

  it('expunge again what a restart of CloudStack left Expunging', async () => {
    destination({ state: 'Destroyed' });
    const expunge = (tryNumber: number): CallInput =>
      call('expungeVirtualMachine', 'vm', { host_name: 'host' }, { backward: true, try: tryNumber });
    cs.react('expungeVirtualMachine', () => {
      destination({ state: 'Expunging' });
      cs.finish(idOf(expunge(0)), 2, {
        errorcode: 530,
        errortext: 'job cancelled because of management server restart',
      });
      throw replyLost('expungeVirtualMachine');
    });
    expect(await failureOf(run(expunge(0)))).toMatchObject({ type: 'busy' });
    expect(await run(expunge(1))).toMatchObject({ observed: 'VM vm is expunged' });
    expect(cs.sent).toHaveLength(2);
  });

  it('take no volume from a Destroyed VM, and recover one that still holds something', async () => {
    destination({ state: 'Destroyed' });
    cs.volumes.set(VOLUME, {
      id: VOLUME,
      name: 'disk-0',
      state: 'Ready',
      type: 'ROOT',
      virtualmachineid: 'vm',
      vmstate: 'Destroyed',
      deviceid: 0,
    });
    expect(await failureOf(run(call('detachVolume', VOLUME, { virtualmachineid: 'vm' })))).toMatchObject({
      type: 'refused',
    });
    await run(call('recoverVirtualMachine', 'vm', { host_name: 'host' }));
    expect(cs.sent.map((s) => s.command)).toEqual(['recoverVirtualMachine']);
    expect(cs.vms.get('vm')?.state).toBe('Stopped');
  });

  it('never take a revert for done that was not seen to succeed', async () => {
    cs.volumes.set(VOLUME, { id: VOLUME, name: 'disk-0', state: 'Ready', type: 'DATADISK', size: 7 });
    const revert = call('revertSnapshot', 'snapshot-1', { volumeid: VOLUME, size: 7 });
    expect(await run(revert)).toMatchObject({ found: false, cloudstack_job_id: idOf(revert) });
    expect(cs.sent).toHaveLength(1);
    const resized = call('revertSnapshot', 'snapshot-1', { volumeid: VOLUME, size: 8 }, { key: 'other' });
    expect(await failureOf(run(resized))).toMatchObject({ type: 'refused' });
  });

  it('bring a replica home to the appliance that the configuration names now, if the old one is gone', async () => {
    cs.volumes.set(VOLUME, { id: VOLUME, name: 'disk-0', state: 'Ready', type: 'DATADISK' });
    cs.vms.set('rebuilt', { id: 'rebuilt', name: 'oma', state: 'Running' });
    const home = call('attachVolume', VOLUME, { virtualmachineid: 'appliance', deviceid: 4, home: true });
    expect((await run(home)).observed).toContain('is on VM rebuilt at device 4');
  });
});
