import { describe, expect, it } from 'vitest';
import { RowMissingError, type Database, type TailEvent } from '../../../db/index.js';
import type { StepProjection } from '../../../domain/job.js';
import { forEachEngine, sql } from '../../support/database.js';
import { anInventory } from '../../support/inventory.js';
import { aHead, anEvent, aProjection, aStep, aVolume, JOB } from '../../support/projection.js';

const PAGE = { limit: 50, offset: 0 };

forEachEngine('jobs', ({ newUrl, open, openEmpty }) => {
  const prepared = async (): Promise<Database['uow']> => {
    const { uow } = await openEmpty();
    await uow.run(({ vms }) => vms.put('vm-1', anInventory('1')));
    return uow;
  };

  it('begin as a pending row that holds the VM', async () => {
    const uow = await prepared();
    await uow.run(({ jobs }) => jobs.insertHead(aHead()));
    expect(await uow.read(({ jobs }) => jobs.get(JOB))).toMatchObject({
      ...aHead(),
      status: 'pending',
      seq: 0,
      progress: 0,
    });
    const vm = await uow.read(({ vms }) => vms.get('vm-1'));
    expect(vm).toMatchObject({ failover_state: 'failing_over', held_by: JOB });
  });

  it('make one row, whoever comes first', async () => {
    const uow = await prepared();
    const done = aProjection(3, { status: 'completed', hold: { failover_state: 'failed_over', held_by: JOB } });
    await uow.run(({ jobs }) => jobs.apply(done));
    await uow.run(({ jobs }) => jobs.insertHead(aHead()));
    await uow.run(({ jobs }) => jobs.insertHead(aHead()));
    expect(await uow.read(({ jobs }) => jobs.get(JOB))).toMatchObject({ status: 'completed', seq: 3 });
    expect((await uow.read(({ vms }) => vms.get('vm-1')))?.failover_state).toBe('failed_over');
    expect((await uow.read(({ jobs }) => jobs.list(PAGE))).total).toBe(1);
  });

  it('make one row when API and worker come at the same moment', async () => {
    const { uow } = await openEmpty();
    await Promise.all(
      Array.from({ length: 20 }, (_, n) => {
        const of = aHead({ job_id: `job-${n % 5}`, vm_id: `vm-${n % 5}` });
        return n % 2 === 0
          ? uow.run(({ jobs }) => jobs.insertHead(of))
          : uow.run(({ jobs }) => jobs.apply(aProjection(1, { head: of })));
      }),
    );
    const { rows, total } = await uow.read(({ jobs }) => jobs.list(PAGE));
    expect(total).toBe(5);
    expect(rows.map((row) => row.seq)).toEqual([1, 1, 1, 1, 1]);
  });

  it('take changes: calls by key, the plan as it was, altered replicas by volume', async () => {
    const uow = await prepared();
    const call = { activity: 'detachVolume', object: 'v', status: 'pending', try: 0 } as const;
    const step = {
      ...aStep,
      calls: [
        { ...call, key: 'a' },
        { ...call, key: 'b' },
      ],
    };
    await uow.run(({ jobs }) => jobs.apply(aProjection(1, { steps: [step] })));
    const changed = {
      ...step,
      calls: [
        { ...call, key: 'b', status: 'completed' as const },
        { ...call, key: 'undo.b' },
      ],
    };
    await uow.run(({ jobs }) =>
      jobs.apply(aProjection(2, { planned: null, steps: [changed], volumes: [], events: [] })),
    );
    const found = await uow.read(async ({ jobs }) => ({
      job: await jobs.get(JOB),
      steps: await jobs.steps(JOB),
      volumes: await jobs.volumes(JOB),
    }));
    expect(found.steps[0]?.calls.map(({ key, status }) => [key, status])).toEqual([
      ['a', 'pending'],
      ['b', 'completed'],
      ['undo.b', 'pending'],
    ]);
    expect(found.job?.plan).toEqual(aProjection(1).planned?.plan);
    expect(found.volumes).toHaveLength(1);
  });

  it('show the whole projection', async () => {
    const uow = await prepared();
    const whole = aProjection(7, {
      status: 'completed',
      progress: 100,
      current_step: null,
      destination_vm_id: 'dest-1',
      ossea_snapshot_id: 'snap-1',
      outcome: { summary: 'Running', boot_check: 'not asked for', left_behind: [], extra: 1 },
      completed_at: '2026-11-23T04:25:09.999Z',
      volumes: [{ ...aVolume, snapshot_id: 'snap-1', path: '/p', state: 'on_destination' }],
      events: [anEvent(1), anEvent(2)],
    });
    expect(await uow.run(({ jobs }) => jobs.apply(whole))).toBe('applied');
    const {
      head: first,
      steps,
      volumes,
      events,
      hold,
      planned,
      resync_required: _none,
      closes: _closes,
      ...rest
    } = whole;
    const found = await uow.read(async ({ jobs, vms }) => ({
      job: await jobs.get(JOB),
      steps: await jobs.steps(JOB),
      volumes: await jobs.volumes(JOB),
      events: await jobs.events(JOB),
      later: await jobs.events(JOB, 1),
      vm: await vms.get('vm-1'),
    }));
    expect(found.job).toEqual({ ...first, ...rest, ...planned, updated_at: expect.any(String) as string });
    expect(found).toMatchObject({ steps, volumes, events, later: [anEvent(2)], vm: hold });
    expect(found.steps).toEqual(steps);
    expect(found.volumes).toEqual(volumes);
  });

  it('take no older projection, nor the same one again', async () => {
    const uow = await prepared();
    await uow.run(({ jobs }) => jobs.apply(aProjection(5, { progress: 50 })));
    const released = { failover_state: 'ready', held_by: null } as const;
    for (const seq of [5, 4])
      expect(await uow.run(({ jobs }) => jobs.apply(aProjection(seq, { progress: 1, hold: released })))).toBe('stale');
    expect(await uow.read(({ jobs }) => jobs.get(JOB))).toMatchObject({ seq: 5, progress: 50 });
    expect((await uow.read(({ vms }) => vms.get('vm-1')))?.held_by).toBe(JOB);
  });

  it('end with the newest projection in whatever order they arrive', async () => {
    const uow = await prepared();
    const events = Array.from({ length: 9 }, (_, n) => anEvent(n + 1));
    const order = [3, 1, 9, 2, 8, 4, 7, 5, 6];
    await Promise.all(
      order.map((seq) =>
        uow.run(({ jobs }) => jobs.apply(aProjection(seq, { progress: seq, events: events.slice(0, seq) }))),
      ),
    );
    expect(await uow.read(({ jobs }) => jobs.get(JOB))).toMatchObject({ seq: 9, progress: 9 });
    expect((await uow.read(({ jobs }) => jobs.events(JOB))).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('keep nothing of a projection that cannot be stored', async () => {
    const uow = await prepared();
    await uow.run(({ jobs }) => jobs.apply(aProjection(1)));
    const twice = aProjection(2, { progress: 99, events: [anEvent(1), anEvent(2), anEvent(2)] });
    await expect(uow.run(({ jobs }) => jobs.apply(twice))).rejects.toThrow();
    expect(await uow.read(({ jobs }) => jobs.get(JOB))).toMatchObject({ seq: 1, progress: 12.5 });
    expect(await uow.read(({ jobs }) => jobs.events(JOB))).toEqual([anEvent(1)]);
  });

  it('are stored only after the one before, or whole: the row may be gone or out of a backup', async () => {
    const uow = await prepared();
    const apply = (seq: number, since?: number): Promise<string> =>
      uow.run(({ jobs }) => jobs.apply(aProjection(seq, since === undefined ? {} : { since })));
    expect(await apply(3, 2)).toBe('incomplete');
    expect(await uow.read(({ jobs }) => jobs.get(JOB))).toBeNull();
    expect(await apply(3)).toBe('applied');
    expect(await apply(6, 5)).toBe('incomplete');
    expect(await uow.read(({ jobs }) => jobs.get(JOB))).toMatchObject({ seq: 3 });
    expect([await apply(5, 3), await apply(6, 5), await apply(6, 5)]).toEqual(['applied', 'applied', 'stale']);
  });

  it('never forget an id that an activity recorded', async () => {
    const uow = await prepared();
    await uow.run(({ jobs }) => jobs.apply(aProjection(1)));
    await uow.run(async ({ jobs }) => {
      await jobs.recordCreated(JOB, { destination_vm_id: 'dest-1' });
      await jobs.recordCreated(JOB, { volume_id: 'volume-1', snapshot_id: 'snap-1' });
    });
    await uow.run(({ jobs }) => jobs.apply(aProjection(2)));
    expect((await uow.read(({ jobs }) => jobs.get(JOB)))?.destination_vm_id).toBe('dest-1');
    expect(await uow.read(({ jobs }) => jobs.volumes(JOB))).toEqual([{ ...aVolume, snapshot_id: 'snap-1' }]);
  });

  it.each([{ destination_vm_id: 'd' }, { volume_id: 'volume-9', snapshot_id: 's' }])(
    'raise where there is nothing to record %o in',
    async (created) => {
      const uow = await prepared();
      await expect(uow.run(({ jobs }) => jobs.recordCreated('no-such-job', created))).rejects.toThrow(RowMissingError);
    },
  );

  it('are not lost with the VM, which is held again when it returns', async () => {
    const uow = await prepared();
    await uow.run(({ jobs }) => jobs.apply(aProjection(1)));
    await uow.run(({ vms }) => vms.delete('vm-1'));
    expect(await uow.run(({ jobs }) => jobs.apply(aProjection(2)))).toBe('applied');
    await uow.run(({ vms }) => vms.put('vm-1', anInventory('1')));
    expect(await uow.read(({ vms }) => vms.get('vm-1'))).toMatchObject({
      failover_state: 'failing_over',
      held_by: JOB,
    });
  });

  it('are not released by a put of the inventory', async () => {
    const uow = await prepared();
    await uow.run(({ jobs }) => jobs.apply(aProjection(1)));
    await uow.run(({ vms }) => vms.put('vm-1', anInventory('1', { power_state: 'poweredOn' })));
    expect(await uow.read(({ vms }) => vms.get('vm-1'))).toMatchObject({ power_state: 'poweredOn', held_by: JOB });
  });

  it('keep their hold after they ended, until a run lets go', async () => {
    const uow = await prepared();
    const hold = { failover_state: 'failed_over', held_by: JOB } as const;
    await uow.run(({ jobs }) => jobs.apply(aProjection(1, { status: 'completed', hold })));
    await uow.run(({ vms }) => vms.put('vm-1', anInventory('1')));
    expect(await uow.read(({ vms }) => vms.get('vm-1'))).toMatchObject(hold);
  });

  it('keep the specs of the source as they were', async () => {
    const url = await newUrl();
    const database = await open(url);
    await database.migrate();
    await database.uow.run(({ vms }) => vms.put('vm-1', anInventory('1')));
    await database.uow.run(({ jobs }) => jobs.insertHead(aHead()));
    await database.uow.run(({ vms }) => vms.put('vm-1', anInventory('1', { cpu_count: 64 })));
    const [row] = await sql(url, 'SELECT source_vm_spec FROM failover_jobs');
    expect(JSON.parse(String(row?.source_vm_spec))).toMatchObject({
      cpus: 2,
      memory_mb: 4096,
      networks: [{ network_name: 'VM Network', adapter_type: 'vmxnet3', connected: true }],
      disks: [{ disk_id: 'disk-2000', size_gb: 54 }],
    });
  });

  describe('of several VMs', () => {
    const several = async (): Promise<Database['uow']> => {
      const { uow } = await openEmpty();
      const at = (minute: number): string => `2026-11-23T04:0${minute}:00.000Z`;
      const steps = (seconds: number): StepProjection[] => [
        { ...aStep, completed_at: new Date(Date.parse(aStep.started_at ?? '') + seconds * 1_000).toISOString() },
        { name: 'release', position: 1, status: 'running', started_at: at(5), calls: [] },
      ];
      const rows = [
        { job: 'a', vm: 'vm-1', type: 'live', status: 'completed', seconds: 1 },
        { job: 'b', vm: 'vm-1', type: 'test', status: 'failed', seconds: 9 },
        { job: 'c', vm: 'vm-1', type: 'test', status: 'test_running', seconds: 2 },
        { job: 'd', vm: 'vm-2', type: 'test', status: 'pending', seconds: 4 },
      ] as const;
      await uow.run(async ({ jobs }) => {
        for (const [n, row] of rows.entries()) {
          const of = aHead({ job_id: row.job, vm_id: row.vm, job_type: row.type, created_at: at(n) });
          await jobs.apply(aProjection(1, { head: of, status: row.status, steps: steps(row.seconds) }));
        }
      });
      return uow;
    };

    it('are listed newest first, filtered and page by page', async () => {
      const uow = await several();
      const ids = async (filter: object): Promise<[string[], number]> => {
        const { rows, total } = await uow.read(({ jobs }) => jobs.list({ ...PAGE, ...filter }));
        return [rows.map((row) => row.job_id), total];
      };
      expect(await ids({})).toEqual([['d', 'c', 'b', 'a'], 4]);
      expect(await ids({ limit: 2, offset: 1 })).toEqual([['c', 'b'], 4]);
      expect(await ids({ type: 'test', vm_id: 'vm-1' })).toEqual([['c', 'b'], 2]);
      expect(await ids({ status: 'pending' })).toEqual([['d'], 1]);
    });

    it('are open until they end', async () => {
      const uow = await several();
      expect((await uow.read(({ jobs }) => jobs.openForVm('vm-1')))?.job_id).toBe('c');
      expect(await uow.read(({ jobs }) => jobs.openForVm('vm-3'))).toBeNull();
      expect(await uow.read(({ views }) => views.counts())).toMatchObject({ active_failover_jobs: 2 });
    });

    it('give the median time of completed steps', async () => {
      const uow = await several();
      const medians = await uow.read(({ jobs }) => jobs.stepDurations(['validate', 'release', 'attach']));
      expect(medians).toEqual({ validate: 3_000 });
    });

    it('own their volumes for ever', async () => {
      const uow = await several();
      expect(await uow.read(({ vms }) => vms.isReplica('volume-1'))).toBe(true);
      expect(await uow.read(({ vms }) => vms.isReplica('volume-2'))).toBe(false);
    });

    it('share one tail of events', async () => {
      const uow = await several();
      const start = { recorded_at: new Date(Date.now() - 60_000).toISOString(), job_id: '', seq: 0 };
      const after = (place: typeof start, limit: number) => uow.read(({ views }) => views.eventsAfter(place, limit));
      const tail = await after(start, 100);
      expect(tail.map(({ job_id, seq }) => `${job_id}/${seq}`).sort()).toEqual(['a/1', 'b/1', 'c/1', 'd/1']);
      expect(tail[0]).toMatchObject({ vm_id: 'vm-1', message: 'event 1', details: { step: 'validate' } });
      const paged = [...(await after(start, 3)), ...(await after(tail[2] as TailEvent, 3))];
      expect(paged).toEqual(tail);
      expect(await after(tail[3] as TailEvent, 100)).toEqual([]);
      expect(await uow.read(({ views }) => views.lastEventAt())).toBe(tail[3]?.recorded_at);
      expect((await uow.read(({ views }) => views.jobs(['a', 'c']))).map(({ job_id }) => job_id).sort()).toEqual([
        'a',
        'c',
      ]);
      expect((await uow.read(({ views }) => views.openJobs())).length).toBe(2);
    });
  });
});
