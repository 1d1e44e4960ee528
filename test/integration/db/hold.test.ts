import { expect, it } from 'vitest';
import type { JobProjection } from '../../../domain/job.js';
import { forEachEngine } from '../../support/database.js';
import { anInventory } from '../../support/inventory.js';
import { aHead, aProjection, aVolume, JOB } from '../../support/projection.js';

forEachEngine('the hold of a VM', ({ openEmpty }) => {
  it('is neither taken nor freed by a late job while another one has it, and passes to the job that rolls it back', async () => {
    const { uow } = await openEmpty();
    const failedOver = { failover_state: 'failed_over', held_by: JOB } as const;
    await uow.run(({ vms }) => vms.put('vm-1', anInventory('a')));
    await uow.run(({ jobs }) => jobs.apply(aProjection(1, { status: 'completed', hold: failedOver })));
    const holdNow = async (): Promise<unknown> => {
      const vm = await uow.read(({ vms }) => vms.get('vm-1'));
      return vm && { failover_state: vm.failover_state, held_by: vm.held_by };
    };
    expect(await holdNow()).toEqual(failedOver);

    const late = aHead({ job_id: 'failover-late' });
    await uow.run(({ jobs }) => jobs.insertHead(late));
    expect(await holdNow()).toEqual(failedOver);
    const freed = { failover_state: 'ready', held_by: null } as const;
    await uow.run(({ jobs }) => jobs.apply({ ...aProjection(2, { status: 'failed', hold: freed }), head: late }));
    expect(await holdNow()).toEqual(failedOver);

    const rollback = aHead({ job_id: 'rollback-1', job_type: 'rollback', parent_job_id: JOB });
    await uow.run(({ jobs }) => jobs.insertHead(rollback));
    expect(await holdNow()).toEqual({ failover_state: 'rolling_back', held_by: 'rollback-1' });
    await uow.run(({ jobs }) =>
      jobs.apply({ ...aProjection(2, { status: 'completed', hold: freed }), head: rollback }),
    );
    expect(await holdNow()).toEqual(freed);
  });

  it('is there again when the VM leaves the inventory and comes back, also after the end of a live failover', async () => {
    const { uow } = await openEmpty();
    const putAgain = async (): Promise<unknown> => {
      await uow.run(({ vms }) => vms.delete('vm-1'));
      await uow.run(({ vms }) => vms.put('vm-1', anInventory('a')));
      const vm = await uow.read(({ vms }) => vms.get('vm-1'));
      return vm && { failover_state: vm.failover_state, held_by: vm.held_by };
    };
    const ready = { failover_state: 'ready', held_by: null } as const;
    const failedOver = { failover_state: 'failed_over', held_by: JOB } as const;
    await uow.run(({ jobs }) => jobs.apply(aProjection(1)));
    expect(await putAgain()).toEqual({ failover_state: 'failing_over', held_by: JOB });
    const recover = aHead({ job_id: 'recover-1', job_type: 'recover', parent_job_id: JOB });
    await uow.run(({ jobs }) => jobs.insertHead(recover));
    expect(await putAgain()).toEqual({ failover_state: 'failing_over', held_by: JOB });
    const lost = { closes: [{ job_id: JOB, status: 'completed' as const }], hold: failedOver };
    await uow.run(({ jobs }) => jobs.apply({ ...aProjection(2, { status: 'completed', ...lost }), head: recover }));
    expect(await putAgain()).toEqual(failedOver);
    const commit = aHead({ job_id: 'commit-1', job_type: 'commit', parent_job_id: JOB });
    await uow.run(({ jobs }) => jobs.insertHead(commit));
    expect(await putAgain()).toEqual(failedOver);
    const rollback = aHead({ job_id: 'rollback-1', job_type: 'rollback', parent_job_id: JOB });
    await uow.run(({ jobs }) => jobs.insertHead(rollback));
    expect(await putAgain()).toEqual({ failover_state: 'rolling_back', held_by: 'rollback-1' });
    const home = { closes: [{ job_id: JOB, status: 'rolled_back' as const }], hold: ready };
    await uow.run(({ jobs }) => jobs.apply({ ...aProjection(2, { status: 'completed', ...home }), head: rollback }));
    await uow.run(({ jobs }) => jobs.apply({ ...aProjection(2, { status: 'completed', hold: null }), head: commit }));
    expect(await putAgain()).toEqual(ready);
  });

  it('of a VM that is free is not taken by a rollback or commit that comes too late', async () => {
    const { uow } = await openEmpty();
    const ready = { failover_state: 'ready', held_by: null } as const;
    const failedOver = { failover_state: 'failed_over', held_by: JOB } as const;
    await uow.run(({ vms }) => vms.put('vm-1', anInventory('a')));
    await uow.run(({ jobs }) => jobs.apply(aProjection(1, { status: 'rolled_back', hold: ready })));
    for (const job_type of ['rollback', 'commit'] as const) {
      const late = aHead({ job_id: `${job_type}-late`, job_type, parent_job_id: JOB });
      await uow.run(({ jobs }) => jobs.insertHead(late));
      expect(await uow.read(({ vms }) => vms.get('vm-1'))).toMatchObject(ready);
      // It is refused, and leaves the VM as it would have found it in time.
      await uow.run(({ jobs }) =>
        jobs.apply({ ...aProjection(2, { status: 'failed', hold: failedOver }), head: late }),
      );
      expect(await uow.read(({ vms }) => vms.get('vm-1'))).toMatchObject(ready);
    }
  });

  it('is taken by a rollback that goes on in a database from before its failover, and let go at its end', async () => {
    const { uow } = await openEmpty();
    await uow.run(({ vms }) => vms.put('vm-1', anInventory('a')));
    const head = aHead({ job_id: 'rollback-1', job_type: 'rollback', parent_job_id: JOB });
    const hold = { failover_state: 'rolling_back', held_by: 'rollback-1' } as const;
    const apply = (projection: JobProjection): Promise<string> =>
      uow.run(({ jobs }) => jobs.apply({ ...projection, head }));
    expect(await apply(aProjection(7, { hold }))).toBe('applied');
    expect(await uow.read(({ vms }) => vms.get('vm-1'))).toMatchObject(hold);
    const freed = { failover_state: 'ready', held_by: null } as const;
    const closes = [{ job_id: JOB, status: 'rolled_back' as const }];
    expect(await apply(aProjection(8, { status: 'completed', hold: freed, closes }))).toBe('applied');
    expect(await uow.read(({ vms }) => vms.get('vm-1'))).toMatchObject(freed);
    expect(await uow.read(({ jobs }) => jobs.get('rollback-1'))).toMatchObject({ status: 'completed' });
  });

  it('passes from a test out of a backup to the failover in force, which the recovery of the test has found', async () => {
    const { uow } = await openEmpty();
    await uow.run(({ vms }) => vms.put('vm-1', anInventory('a')));
    const test = aHead({ job_id: 'test-1', job_type: 'test' });
    await uow.run(({ jobs }) => jobs.insertHead(test));
    const failedOver = { failover_state: 'failed_over', held_by: JOB } as const;
    await uow.run(({ jobs }) => jobs.apply(aProjection(5, { status: 'completed', hold: failedOver })));
    expect(await uow.read(({ jobs }) => jobs.recorded('test-1'))).toMatchObject({
      held_by: 'test-1',
      failed_over_by: [JOB],
    });
    const head = aHead({ job_id: 'recover-1', job_type: 'recover', parent_job_id: 'test-1' });
    const closes = [{ job_id: 'test-1', status: 'failed' as const }];
    await uow.run(({ jobs }) =>
      jobs.apply({ ...aProjection(2, { status: 'completed', hold: failedOver, closes }), head }),
    );
    expect(await uow.read(({ vms }) => vms.get('vm-1'))).toMatchObject(failedOver);
  });

  it('is of its replicas, too: no other VM may have one until it is home', async () => {
    const { uow } = await openEmpty();
    const { disks, ...rest } = anInventory('a');
    const [disk] = disks;
    const volume_id = disk?.volume_id ?? '';
    const failedOver = { failover_state: 'failed_over', held_by: JOB } as const;
    const withReplica = { volumes: [{ ...aVolume, volume_id }] };
    await uow.run(({ vms }) => vms.put('vm-1', { ...rest, disks }));
    await uow.run(({ jobs }) => jobs.apply(aProjection(1, { ...withReplica, status: 'completed', hold: failedOver })));
    // Registered anew in VMware, its VM is another one to the replication system.
    await uow.run(({ vms }) => vms.put('vm-1', { ...rest, disks: [] }));
    const anew = (): Promise<void> => uow.run(({ vms }) => vms.put('vm-2', { ...rest, replication: null, disks }));
    await expect(anew()).rejects.toThrow(`volume ${volume_id} is with job ${JOB} of VM vm-1`);
    const rollback = aHead({ job_id: 'rollback-1', job_type: 'rollback', parent_job_id: JOB });
    await uow.run(({ jobs }) => jobs.insertHead(rollback));
    await expect(anew()).rejects.toThrow(`volume ${volume_id} is with job ${JOB} of VM vm-1`);
    const home = { closes: [{ job_id: JOB, status: 'rolled_back' as const }], ...withReplica };
    const hold = { failover_state: 'ready', held_by: null } as const;
    await uow.run(({ jobs }) =>
      jobs.apply({ ...aProjection(2, { status: 'completed', hold, ...home }), head: rollback }),
    );
    await anew();
    expect(await uow.read(({ vms }) => vms.get('vm-2'))).toMatchObject({ disks: [{ volume_id }], held_by: null });
  });

  it('is not taken again by what a lost run had to say when another job has closed it', async () => {
    const { uow } = await openEmpty();
    const ready = { failover_state: 'ready', held_by: null } as const;
    await uow.run(({ vms }) => vms.put('vm-1', anInventory('a')));
    await uow.run(({ jobs }) => jobs.apply(aProjection(1)));
    const recover = aHead({ job_id: 'recover-1', job_type: 'recover', parent_job_id: JOB });
    const closes = [{ job_id: JOB, status: 'failed' as const }];
    await uow.run(({ jobs }) =>
      jobs.apply({ ...aProjection(1, { status: 'completed', hold: ready, closes }), head: recover }),
    );
    const failedOver = { failover_state: 'failed_over', held_by: JOB } as const;
    for (const late of [aProjection(2), aProjection(3, { status: 'completed', hold: failedOver })]) {
      expect(await uow.run(({ jobs }) => jobs.apply(late))).toBe('stale');
      expect(await uow.read(({ jobs }) => jobs.get(JOB))).toMatchObject({ status: 'failed' });
      expect(await uow.read(({ vms }) => vms.get('vm-1'))).toMatchObject(ready);
    }
  });
});
