import { expect, it } from 'vitest';
import { forEachEngine } from '../../support/database.js';
import { anInventory } from '../../support/inventory.js';
import { aProjection } from '../../support/projection.js';

forEachEngine('an altered replica', ({ openEmpty }) => {
  it('needs a full sync from then on, also when its disk leaves the inventory and comes back', async () => {
    const { uow } = await openEmpty();
    const inventory = anInventory('a');
    const volumeId = inventory.disks[0]?.volume_id ?? '';
    const altered = async (): Promise<(boolean | undefined)[]> => {
      const vm = await uow.read(({ vms }) => vms.get('vm-1'));
      return (vm?.disks ?? []).filter((d) => d.volume_id === volumeId).map((d) => d.resync_required);
    };
    await uow.run(({ vms }) => vms.put('vm-1', inventory));
    expect(await altered()).toEqual([false]);
    await uow.run(({ vms }) => vms.put('vm-1', { ...inventory, disks: [] }));
    await uow.run(({ jobs }) => jobs.apply(aProjection(1, { resync_required: [volumeId] })));
    await uow.run(({ vms }) => vms.put('vm-1', inventory));
    expect(await altered()).toEqual([true]);
    await uow.run(({ vms }) => vms.put('vm-1', { ...inventory, disks: [] }));
    await uow.run(({ vms }) => vms.put('vm-1', inventory));
    expect(await altered()).toEqual([true]);
  });

  it('is not mended by the full sync it had before, whose clock was ahead; a newer one mends it', async () => {
    const { uow } = await openEmpty();
    const { disks, ...rest } = anInventory('a');
    const synced = (job_id: string, time: string): ReturnType<typeof anInventory> => ({
      ...rest,
      disks: disks.map((disk) => ({ ...disk, last_sync: { job_id, time, type: 'full', success: true } })),
    });
    const put = async (job_id: string, time: string): Promise<(boolean | undefined)[]> => {
      await uow.run(({ vms }) => vms.put('vm-1', synced(job_id, time)));
      const vm = await uow.read(({ vms }) => vms.get('vm-1'));
      return [...new Set(vm?.disks.map((disk) => disk.resync_required))];
    };
    await put('initial', '2099-01-01T00:00:00.000Z');
    const resync_required = disks.flatMap(({ volume_id }) => volume_id ?? []);
    await uow.run(({ jobs }) => jobs.apply(aProjection(1, { resync_required })));
    expect(await put('initial', '2099-01-01T00:00:00.000Z')).toEqual([true]);
    expect(await put('newer', '2020-01-01T00:00:00.000Z')).toEqual([true]);
    expect(await put('newest', '2099-01-02T00:00:00.000Z')).toEqual([false]);
  });
});
