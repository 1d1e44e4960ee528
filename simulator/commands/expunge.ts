import type { Job } from '../jobs/engine.js';
import type { World } from '../world.js';
import type { Context } from './command.js';

/** Removes the VM and, with their data and for good, the volumes still attached as ROOT (facts §4.4). */
export async function expunge(ctx: Context, vmId: string, job: Job): Promise<void> {
  const { world } = ctx;
  const before = world.db.vms.must(vmId).state;
  world.db.vms.update(vmId, { state: 'Expunging', lastupdated: world.clock.now() });
  await job.work(() => world.db.vms.update(vmId, { state: before }));
  const gone = removeVm(world, vmId);
  ctx.effect('vm', vmId, gone.length > 0 ? `expunged, with the volumes ${gone.join(', ')}` : 'expunged');
}

/** The ids of the volumes that went with it. */
export function removeVm(world: World, vmId: string): string[] {
  const { db } = world;
  const gone = world.volumesOf(vmId).filter((volume) => volume.type === 'ROOT');
  for (const volume of world.volumesOf(vmId))
    if (volume.type === 'ROOT') removeVolume(world, volume.id);
    else db.volumes.update(volume.id, { virtualmachineid: null, deviceid: null, attached: null });
  db.vms.update(vmId, { removed: world.clock.now(), nics: [], hostid: null });
  world.hypervisor.stop(vmId);
  return gone.map((volume) => volume.id);
}

/** Deletes a volume and its content; the row stays, removed. */
export function removeVolume(world: World, volumeId: string): void {
  const holders = world.hypervisor.holders(volumeId);
  if (holders.length > 0)
    world.hypervisor.violation('deleted-while-held', volumeId, holders, 'deleted while a running domain holds it');
  world.db.volumes.update(volumeId, {
    state: 'Expunged',
    removed: world.clock.now(),
    virtualmachineid: null,
    deviceid: null,
    attached: null,
  });
  world.db.contents.delete(volumeId);
}

/** Destroyed VMs go by themselves after `expunge.delay`. */
export function expungeOverdue(world: World): void {
  const delayMs = Number(world.configuration('expunge.delay')) * 1000;
  for (const vm of world.db.vms.filter((row) => row.state === 'Destroyed' && !row.removed))
    if (world.clock.now() - (vm.lastupdated ?? vm.created) > delayMs) removeVm(world, vm.id);
}
