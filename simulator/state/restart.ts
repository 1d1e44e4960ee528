import type { World } from '../world.js';

/**
 * The management server comes up again: jobs that were in flight are over, and from 4.19 on transitional states are
 * cleaned up (volumes' and VMs'; those of snapshots from 4.21 on), before that they stay (facts §2.2). What the hosts
 * do decides the state of a VM.
 */
export function recover(world: World): void {
  const { db } = world;
  world.jobs.abandonAll();
  if (world.atLeast('4.20')) {
    for (const vm of db.vms.filter((row) => ['Starting', 'Stopping'].includes(row.state))) {
      const running = db.domains.must(vm.id).running;
      db.vms.update(vm.id, {
        state: running ? 'Running' : 'Stopped',
        hostid: running ? world.hostId(vm.zoneid) : null,
        lastupdated: world.clock.now(),
      });
    }
    for (const volume of db.volumes.all()) {
      if (['Attaching', 'Migrating', 'RevertSnapshotting'].includes(volume.state))
        db.volumes.update(volume.id, { state: volume.poolid === null ? 'Allocated' : 'Ready' });
      if (volume.state === 'Creating') db.volumes.update(volume.id, { state: 'Allocated', poolid: null, path: null });
    }
  }
  if (world.atLeast('4.21')) {
    for (const snapshot of db.snapshots.filter((row) => ['Allocated', 'Creating', 'BackingUp'].includes(row.state)))
      db.snapshots.update(snapshot.id, { state: 'Error' });
    for (const snapshot of db.vmSnapshots.filter((row) => ['Allocated', 'Creating'].includes(row.state)))
      db.vmSnapshots.update(snapshot.id, { state: 'Error' });
    for (const snapshot of db.vmSnapshots.filter((row) => row.state === 'Reverting'))
      db.vmSnapshots.update(snapshot.id, { state: 'Ready' });
    for (const volume of db.volumes.filter((row) => row.state === 'Snapshotting'))
      db.volumes.update(volume.id, { state: 'Ready' });
  }
  db.flush();
}
