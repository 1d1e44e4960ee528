import { describe, expect, it } from 'vitest';
import type { StepName, Strategy } from '../../domain/itinerary.js';
import { begun, followUpGround, JOB, type Ground } from '../../test/support/follow-ups.js';
import { testPlan } from '../../test/support/plans.js';
import { planFollowUp } from './plan.js';
import type { FollowUp } from './job.js';

const READY = { failover_state: 'ready', held_by: null };
const APPLIANCE = 'appliance';

/** The live job is open and its workflow gone; the replicas are on the appliance and nothing was made yet. */
function lost(strategy: Strategy = 'volume-snapshot'): Ground {
  const ground = followUpGround(strategy);
  const { job, cloud, plan } = ground;
  job.status = 'switching_volume';
  job.destination_vm_id = null;
  job.blank_root_id = null;
  job.steps = begun(plan, 'validate');
  for (const volume of job.volumes) delete volume.snapshot_id;
  cloud.virtualMachines.splice(0, 1);
  cloud.snapshots.splice(0, 2);
  for (const volume of cloud.volumes) volume.virtualmachineid = APPLIANCE;
  return ground;
}

const detached = (g: Ground): void => void [0, 1].forEach((disk) => delete g.volume(disk).virtualmachineid);
const protectedThere = (g: Ground): void => {
  [0, 1].forEach((i) => {
    g.cloud.snapshots.push({ id: `snapshot-${i}`, name: 'ours', state: 'BackedUp', volumeid: `disk-${i}` });
    g.job.volumes[i]!.snapshot_id = `snapshot-${i}`;
  });
};
const deployed = (g: Ground): void => {
  g.vm.state = 'Stopped';
  g.cloud.virtualMachines.push(g.vm);
};
const attachedTo = (g: Ground, ...disks: number[]): void =>
  disks.forEach((disk) => (g.volume(disk).virtualmachineid = g.vm.id));
const stepsOf = (g: Ground, last: Parameters<typeof begun>[1]): void => void (g.job.steps = begun(g.plan, last));
const reverted = (g: Ground): void => {
  stepsOf(g, 'revert');
  for (const call of g.job.steps.flatMap(({ calls }) => calls)) call.started_at = '2026-01-01T00:00:05.000Z';
};

async function planned(ground: Ground): Promise<FollowUp> {
  const found = await planFollowUp('recover', ground.job, ground.ask);
  if ('refused' in found) throw new Error(found.refused.join());
  return found;
}

const callsOf = ({ plan }: FollowUp, ...names: string[]): string[] =>
  (plan?.itinerary.way_back ?? [])
    .filter(({ name }) => names.length === 0 || names.includes(name))
    .flatMap(({ calls }) => calls.map(({ key }) => key));

const HOME = ['reattach/attachVolume/disk-0', 'reattach/attachVolume/disk-1'];
const REVERTS = ['revert/revertSnapshot/disk-0', 'revert/revertSnapshot/disk-1'];
const DETACH = ['detach/detachVolume/disk-0', 'detach/detachVolume/disk-1'];
const ASK = 'undo.attach/confirmNeverStarted/$vm';
const STAYED = 'detach/confirmStayedStopped/$vm';

/** What the run had done → what is detached and reverted, and what nothing can revert. */
const states: [string, Strategy, (g: Ground) => void, { detach: string[]; revert: string[]; unreverted: string[] }][] =
  [
    ['nothing yet', 'volume-snapshot', () => undefined, { detach: [], revert: [], unreverted: [] }],
    [
      'released, snapshots half done',
      'volume-snapshot',
      (g) => (detached(g), stepsOf(g, 'release')),
      { detach: [], revert: [], unreverted: [] },
    ],
    [
      'half attached',
      'volume-snapshot',
      (g) => (detached(g), protectedThere(g), deployed(g), attachedTo(g, 0), stepsOf(g, 'create_vm')),
      { detach: ['detach/detachVolume/disk-0'], revert: REVERTS, unreverted: [] },
    ],
    [
      'attached, on storage that may not revert',
      'volume-snapshot',
      (g) => (
        protectedThere(g),
        deployed(g),
        attachedTo(g, 0, 1),
        stepsOf(g, 'attach'),
        (g.plan.rollback_possible = false)
      ),
      { detach: [...DETACH, ASK], revert: [], unreverted: [] },
    ],
    [
      'attached, of a test, which promises no rollback',
      'volume-snapshot',
      (g) => (
        protectedThere(g),
        deployed(g),
        attachedTo(g, 0, 1),
        stepsOf(g, 'attach'),
        (g.plan.rollback_possible = false),
        (g.job.job_type = 'test')
      ),
      { detach: DETACH, revert: REVERTS, unreverted: [] },
    ],
    [
      'reverted, one of its replicas attached to the destination again since',
      'volume-snapshot',
      (g) => (detached(g), protectedThere(g), deployed(g), attachedTo(g, 0), reverted(g)),
      { detach: [DETACH[0]!], revert: [REVERTS[0]!], unreverted: [] },
    ],
    [
      'reverted, its VM snapshot gone and its VM started again since',
      'vm-snapshot',
      (g) => (deployed(g), attachedTo(g, 0, 1), reverted(g), (g.vm.state = 'Running'), (g.job.job_type = 'test')),
      { detach: [...DETACH, STAYED], revert: [], unreverted: ['disk-0', 'disk-1'] },
    ],
    [
      'reverted, its VM snapshot gone and its VM started and stopped again since',
      'vm-snapshot',
      (g) => (deployed(g), attachedTo(g, 0, 1), reverted(g), (g.vm.lastupdated = '2026-01-01T00:00:09+0000')),
      { detach: [...DETACH, STAYED], revert: [], unreverted: ['disk-0', 'disk-1'] },
    ],
    [
      'reverted, its VM snapshot gone and its VM as it was stopped',
      'vm-snapshot',
      (g) => (deployed(g), attachedTo(g, 0, 1), reverted(g), (g.vm.lastupdated = '2026-01-01T00:00:00+0000')),
      { detach: [...DETACH, STAYED], revert: [], unreverted: [] },
    ],
    [
      'attached, and somebody has started and stopped its VM',
      'none',
      (g) => (deployed(g), attachedTo(g, 0, 1), stepsOf(g, 'attach'), (g.vm.lastupdated = '2026-01-01T00:00:00+0000')),
      { detach: DETACH, revert: [], unreverted: ['disk-0', 'disk-1'] },
    ],
    [
      'stopped after its start',
      'volume-snapshot',
      (g) => (protectedThere(g), deployed(g), attachedTo(g, 0, 1), stepsOf(g, 'power_on')),
      { detach: DETACH, revert: REVERTS, unreverted: [] },
    ],
    [
      'started, its VM gone',
      'volume-snapshot',
      (g) => (detached(g), protectedThere(g), stepsOf(g, 'power_on')),
      { detach: [], revert: REVERTS, unreverted: [] },
    ],
    [
      'started, a snapshot gone',
      'volume-snapshot',
      (g) => (
        protectedThere(g),
        deployed(g),
        attachedTo(g, 0, 1),
        stepsOf(g, 'power_on'),
        g.cloud.snapshots.splice(0, 1)
      ),
      { detach: DETACH, revert: [REVERTS[1]!], unreverted: ['disk-0'] },
    ],
    [
      'abandoned: reverted, one home',
      'volume-snapshot',
      (g) => (detached(g), protectedThere(g), deployed(g), (g.volume(0).virtualmachineid = APPLIANCE), reverted(g)),
      { detach: [], revert: [], unreverted: [] },
    ],
    [
      'abandoned: home without a revert that was seen',
      'volume-snapshot',
      (g) => (protectedThere(g), deployed(g), stepsOf(g, 'detach')),
      { detach: [], revert: [], unreverted: ['disk-0', 'disk-1'] },
    ],
    [
      'undone: home, snapshots gone',
      'volume-snapshot',
      (g) => (deployed(g), stepsOf(g, 'attach')),
      { detach: [], revert: [], unreverted: [] },
    ],
    [
      'without snapshots, attached',
      'none',
      (g) => (deployed(g), attachedTo(g, 0, 1), stepsOf(g, 'attach')),
      { detach: [...DETACH, ASK], revert: [], unreverted: [] },
    ],
    [
      'without snapshots, started',
      'none',
      (g) => (deployed(g), attachedTo(g, 0, 1), stepsOf(g, 'power_on')),
      { detach: DETACH, revert: [], unreverted: ['disk-0', 'disk-1'] },
    ],
    [
      'started, as recorded, yet marked as never started',
      'none',
      (g) => (
        deployed(g),
        attachedTo(g, 0, 1),
        stepsOf(g, 'power_on'),
        (g.vm.details = { ...g.vm.details, deployvm: 'true' })
      ),
      { detach: [...DETACH, ASK], revert: [], unreverted: [] },
    ],
  ];

describe('a recovery', () => {
  it.each(states)(
    'of a run that was %s (%s) does what is left to be done',
    async (_what, strategy, change, expected) => {
      const ground = lost(strategy);
      change(ground);
      const found = await planned(ground);
      expect({
        detach: callsOf(found, 'detach'),
        revert: callsOf(found, 'revert'),
        unreverted: found.unreverted,
      }).toEqual(expected);
      expect(callsOf(found, 'reattach')).toEqual(HOME);
      expect(callsOf(found, 'verify')).toEqual(['verify/confirmReturned/$vm']);
      const there = ground.cloud.virtualMachines.includes(ground.vm);
      expect(callsOf(found, 'stop').length).toBe(there ? 1 : 0);
      expect(callsOf(found, 'destroy_vm').length).toBe(there ? 3 : 0);
      expect(found).toMatchObject({ hold: READY, closes: [{ job_id: JOB, status: 'failed' }] });
    },
  );

  it('attaches no replica that clones have let go home: it is replication’s own again', async () => {
    const ground = lost('clone');
    const plan = testPlan(JOB, 'vm-1', { strategy: 'clone' });
    Object.assign(ground.job, { plan, job_type: 'test' });
    // Replication has made another volume of the first disk since.
    ground.cloud.volumes.splice(0, 1);
    const reattach = async (last: StepName): Promise<string[]> => {
      ground.job.steps = begun(plan, last);
      return callsOf(await planned(ground), 'reattach');
    };
    expect(await reattach('protect')).toEqual(HOME);
    expect(await reattach('reattach')).toEqual([]);
  });

  it('goes on with a VM snapshot that is being deleted: the revert on record stands while the VM is Stopped', async () => {
    const ground = lost('vm-snapshot');
    deployed(ground);
    attachedTo(ground, 0, 1);
    reverted(ground);
    ground.vm.lastupdated = '2026-01-01T00:00:00+0000';
    const snapshot = { id: 's', name: 'i-2', displayname: JOB, state: 'Expunging', virtualmachineid: 'vm' };
    ground.cloud.vmSnapshots.push(snapshot);
    const found = await planned(ground);
    expect(callsOf(found, 'revert')).toEqual(['revert/revertToVMSnapshot/$vm', 'revert/deleteVMSnapshot/$vm']);
    expect(found.refs.$reverted).toBe(ground.vm.lastupdated);
    ground.vm.lastupdated = '2026-01-01T00:00:09+0000';
    expect((await planned(ground)).refs).not.toHaveProperty('$reverted');
  });

  it('starts a VM for the sake of its VM snapshot only where it has never run', async () => {
    const ground = lost('vm-snapshot');
    deployed(ground);
    attachedTo(ground, 0, 1);
    stepsOf(ground, 'power_on');
    ground.cloud.vmSnapshots.push({ id: 's', name: 'i-2', displayname: JOB, state: 'Ready', virtualmachineid: 'vm' });
    const starts = async (): Promise<boolean[]> =>
      ((await planned(ground)).plan?.itinerary.way_back ?? [])
        .filter(({ name }) => name === 'revert')
        .flatMap(({ calls }) => calls.map(({ unless_started }) => unless_started !== undefined));
    expect(await starts()).toEqual([true, true]);
    ground.vm.lastupdated = '2026-01-01T00:00:00+0000';
    expect(await starts()).toEqual([false, false]);
  });

  it('finds its VM among those that an undo has expunged already', async () => {
    const ground = lost();
    deployed(ground);
    attachedTo(ground, 0, 1);
    ground.cloud.virtualMachines.unshift({ ...ground.vm, id: 'twin', state: 'Expunging' });
    const found = await planned(ground);
    expect(found.refs).toMatchObject({ $vm: 'vm' });
    expect(callsOf(found, 'detach')).toEqual([...DETACH, ASK]);
  });

  it('deletes a blank root that was detached, and finds a VM whose id was not recorded', async () => {
    const ground = lost();
    deployed(ground);
    ground.job.blank_root_id = 'blank';
    const found = await planned(ground);
    expect(found.refs).toMatchObject({ $vm: 'vm', $blank_root: 'blank' });
    expect(callsOf(found, 'discard')).toContain('undo.create_vm/deleteVolume/$blank_root');
  });

  it('leaves a live destination that runs with every replica', async () => {
    const ground = followUpGround();
    ground.job.status = 'powering_on';
    expect(await planned(ground)).toMatchObject({
      plan: null,
      hold: { failover_state: 'failed_over', held_by: JOB },
      closes: [{ job_id: JOB, status: 'completed' }],
    });
  });

  it('leaves a failover that can be rolled back and committed, though the run told neither its VM nor its snapshots', async () => {
    const ground = followUpGround();
    const { job, cloud, ask } = ground;
    job.status = 'powering_on';
    job.destination_vm_id = null;
    job.volumes.forEach((volume, i) => {
      delete volume.snapshot_id;
      cloud.snapshots[i]!.name = `${JOB}-${volume.disk_id}`;
    });
    // Somebody else's.
    cloud.snapshots.unshift({ id: 'other', name: 'ours', state: 'BackedUp', volumeid: 'disk-0' });
    expect(await planned(ground)).toMatchObject({ plan: null, closes: [{ job_id: JOB, status: 'completed' }] });
    job.status = 'completed';
    expect(await planFollowUp('rollback', job, ask)).toMatchObject({
      refs: { $vm: 'vm', '$snapshot.disk-0': 'snapshot-0', '$snapshot.disk-1': 'snapshot-1' },
    });
    expect(await planFollowUp('commit', job, ask)).toMatchObject({ refs: { $vm: 'vm' } });
    cloud.snapshots.pop();
    expect(await planFollowUp('rollback', job, ask)).toMatchObject({
      refused: ['CloudStack shows no snapshot of volume disk-1 that this job has made'],
    });
    cloud.virtualMachines.splice(0, 1);
    for (const type of ['rollback', 'commit'] as const)
      expect(await planFollowUp(type, job, ask)).toMatchObject({
        refused: [expect.stringMatching(/has recorded no destination, and CloudStack shows no VM/)],
      });
  });

  it('of a test out of a backup hands the VM to the failover that has its replicas since', async () => {
    const ground = lost();
    ground.job.job_type = 'test';
    ground.job.failed_over_by = ['failover-2'];
    ground.cloud.virtualMachines.push({ ...ground.vm, id: 'vm-2', details: { 'failover.job': 'failover-2' } });
    for (const volume of ground.cloud.volumes) volume.virtualmachineid = 'vm-2';
    expect(await planned(ground)).toMatchObject({
      plan: null,
      hold: { failover_state: 'failed_over', held_by: 'failover-2' },
      closes: [{ job_id: JOB, status: 'failed' }],
    });
    // Only a failover that is on record as in force has them for good.
    ground.job.failed_over_by = [];
    expect(await planned(ground)).toMatchObject({ hold: READY });
  });

  it('of a rollback goes on with it, or leaves the failover in force where nothing was taken from it', async () => {
    const ground = followUpGround();
    Object.assign(ground.job, { job_id: 'rollback-1', job_type: 'rollback', status: 'cleanup', parent_job_id: JOB });
    const inForce = { failover_state: 'failed_over', held_by: JOB };
    expect(await planned(ground)).toMatchObject({
      plan: null,
      hold: inForce,
      closes: [{ job_id: 'rollback-1', status: 'failed' }],
    });
    ground.vm.state = 'Stopped';
    const found = await planned(ground);
    expect(found).toMatchObject({ hold: READY, unreverted: [] });
    expect(found.closes).toEqual([
      { job_id: 'rollback-1', status: 'failed' },
      { job_id: JOB, status: 'rolled_back' },
    ]);
    expect([callsOf(found, 'detach'), callsOf(found, 'revert')]).toEqual([DETACH, REVERTS]);
    ground.job.plan = null;
    expect(await planned(ground)).toMatchObject({ plan: null, hold: inForce });
  });

  it.each([
    ['on another VM', (g: Ground) => attachedTo(g, 1), /volume disk-1 is on VM vm: the record is older than its run/],
    ['detached', detached, /volume disk-0 is attached to no VM/],
  ])(
    'of a run without a plan is refused where a replica is %s: the record is out of a backup',
    async (_w, change, why) => {
      const ground = lost();
      ground.job.plan = null;
      expect(await planned(ground)).toMatchObject({ plan: null, why: 'the run had touched nothing', hold: READY });
      change(ground);
      const found = await planFollowUp('recover', ground.job, ground.ask);
      expect(found).toMatchObject({ code: 'NOT_READY' });
      expect('refused' in found && found.refused.join()).toMatch(why);
    },
  );

  it('of a commit leaves everything', async () => {
    const ground = followUpGround();
    Object.assign(ground.job, { job_id: 'commit-1', job_type: 'commit', status: 'cleanup', parent_job_id: JOB });
    expect(await planned(ground)).toMatchObject({
      plan: null,
      hold: null,
      closes: [{ job_id: 'commit-1', status: 'failed' }],
    });
  });

  it('believes what an earlier recovery has reverted, and ends it, too', async () => {
    const ground = lost();
    protectedThere(ground);
    stepsOf(ground, 'power_on');
    expect((await planned(ground)).unreverted).toEqual(['disk-0', 'disk-1']);
    ground.job.followed_by = [{ job_id: 'recover-1', job_type: 'recover', status: 'cleanup' }];
    ground.job.lost_recoveries = [{ job_id: 'recover-1', steps: begun(ground.plan, 'revert') }];
    const found = await planned(ground);
    expect(found.unreverted).toEqual([]);
    expect(found.closes?.map(({ job_id }) => job_id)).toEqual([JOB, 'recover-1']);
  });

  it.each([
    ['a job that has ended', (g: Ground) => (g.job.status = 'failed'), /is failed: there is nothing to recover/],
    ['a recovery', (g: Ground) => (g.job.job_type = 'recover'), /is a recovery itself/],
    ['a VM in transition', (g: Ground) => (deployed(g), (g.vm.state = 'Starting')), /VM vm is Starting: wait/],
  ])('is refused for %s', async (_what, change, reason) => {
    const ground = lost();
    change(ground);
    const found = await planFollowUp('recover', ground.job, ground.ask);
    expect(found).toEqual({ code: 'INVALID_STATE', refused: [expect.stringMatching(reason)] });
  });
});
