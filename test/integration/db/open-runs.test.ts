import { expect, it } from 'vitest';
import { forEachEngine } from '../../support/database.js';
import { anInventory, aDisk } from '../../support/inventory.js';
import { aHead, aProjection, aVolume, JOB } from '../../support/projection.js';

forEachEngine('open runs', ({ openEmpty }) => {
  it('take what they have not taken yet, for those that were accepted after them', async () => {
    const { uow } = await openEmpty();
    const before = (job: string) => uow.read(({ jobs }) => jobs.openRunsBefore(job));
    await uow.run(({ vms }) => vms.put('vm-1', anInventory('1', { disks: [aDisk('1')] })));
    await uow.run(({ jobs }) => jobs.insertHead(aHead()));
    const run = {
      job_id: JOB,
      ossea_config: null,
      cpu_count: 2,
      memory_mb: 4096,
      disk_gb: [54],
      strategy: null,
      deployed: false,
      snapshots: 0,
    };
    expect(await before('not started yet')).toEqual([run]);
    expect(await before(JOB)).toEqual([]);

    const volumes = [{ ...aVolume, snapshot_id: 'snapshot-1' }];
    const created = { status: 'creating_vm', strategy: 'volume-snapshot', destination_vm_id: 'vm', volumes } as const;
    await uow.run(({ jobs }) => jobs.apply(aProjection(1, created)));
    const taken = { ...run, strategy: 'volume-snapshot', deployed: true, snapshots: 1 };
    expect(await before('not started yet')).toEqual([taken]);

    await uow.run(({ jobs }) => jobs.apply(aProjection(2, { status: 'reverting' })));
    expect(await before('not started yet')).toEqual([]);
  });
});
