import type { World } from '../world.js';

/** HA starts VMs again whose power-off a host has reported, without a job (facts §8, §12 rule 62). */
export function restartLost(world: World): void {
  const { db } = world;
  const now = world.clock.now();
  for (const vm of db.vms.filter((row) => typeof row.ha_since === 'number' && !row.removed)) {
    if (now - (vm.ha_since ?? now) < world.settings.ha_restart_ms) continue;
    db.vms.update(vm.id, { ha_since: null });
    if (vm.state !== 'Stopped' || !world.volumesOf(vm.id).some((volume) => volume.type === 'ROOT')) continue;
    world.hypervisor.start(vm.id);
    db.vms.update(vm.id, { state: 'Running', hostid: world.hostId(vm.zoneid), lastupdated: now });
  }
}
