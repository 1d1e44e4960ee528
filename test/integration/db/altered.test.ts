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
});
