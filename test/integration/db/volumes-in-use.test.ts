import { expect, it } from 'vitest';
import { forEachEngine } from '../../support/database.js';
import { aHead, aProjection, aVolume, JOB } from '../../support/projection.js';

forEachEngine('the replicas of open jobs', ({ openEmpty }) => {
  it('are in use for every other job until the one that took them is closed', async () => {
    const { uow } = await openEmpty();
    const inUse = (ids: string[], except: string) => uow.read(({ jobs }) => jobs.volumesInUse(ids, except));
    await uow.run(({ jobs }) => jobs.insertHead(aHead()));
    await uow.run(({ jobs }) => jobs.apply(aProjection(1)));
    const taken = [{ volume_id: aVolume.volume_id, job_id: JOB }];
    expect(await inUse([aVolume.volume_id, 'free'], 'another-job')).toEqual(taken);
    expect(await inUse([aVolume.volume_id], JOB)).toEqual([]);
    expect(await inUse([], 'another-job')).toEqual([]);
    await uow.run(({ jobs }) => jobs.apply(aProjection(2, { status: 'failed' })));
    expect(await inUse([aVolume.volume_id], 'another-job')).toEqual([]);
  });
});
