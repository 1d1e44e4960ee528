import { timestamp } from '../clock.js';
import { randomUUID } from 'node:crypto';
import { invalid, malformed, runtime } from '../protocol/errors.js';
import type { VolumeRow } from '../state/model.js';
import { GIB } from '../units.js';
import { secondaryHolds } from '../state/pool-space.js';
import { takeResources } from '../state/resources.js';
import { vmText } from '../views/vm.js';
import { snapshotView, volumeText } from '../views/volume.js';
import type { World } from '../world.js';
import type { CreateCommand } from './command.js';
import { activeSnapshots } from './guards.js';
import { ofVm } from './vm-snapshot-rules.js';

const NEEDS_SETTING =
  'KVM Snapshot is not supported for Running VMs. It is disabled by default due to a possible volume corruption in certain cases. To enable it set global settings kvm.snapshot.enabled to True. See the documentation for more details.';

/** The state rules are checked at once; the copying is the job (facts §6.1). */
export const createSnapshot: CreateCommand = {
  kind: 'create',
  name: 'createSnapshot',
  description: 'Creates an instant snapshot of a volume.',
  cmd: 'user.snapshot.CreateSnapshotCmd',
  instanceType: 'Snapshot',
  params: {
    volumeid: { type: 'uuid', entity: 'volumes', owned: true, required: true },
    name: { type: 'string' },
    locationtype: { type: 'string' },
    asyncbackup: { type: 'boolean' },
  },
  create({ world }, args) {
    const { db } = world;
    const volume = db.volumes.must(args.must('volumeid'));
    checkRequest(world, volume);
    if (args.has('locationtype') && !db.pools.get(volume.poolid)?.managed)
      throw invalid('VolumeId: ' + volume.id + ' LocationType is supported only for managed storage');
    takeResources(world, world.account(volume.account), {
      snapshot: 1,
      secondary_storage: volume.size / GIB,
    });
    const number = db.nextNumber('snapshot');
    const holder = db.vms.get(volume.virtualmachineid);
    const { id } = db.snapshots.insert({
      id: randomUUID(),
      number,
      name: args.get('name') ?? `${holder?.name ?? 'detached'}_${volume.name}_${timestamp(world.clock.now())}`,
      volumeid: volume.id,
      account: volume.account,
      zoneid: volume.zoneid,
      state: 'Allocated',
      size: volume.size,
      blocks: {},
      created: world.clock.now(),
      removed: null,
    });
    return { id, effect: { object_kind: 'snapshot', object_id: id, summary: `created of volume ${volume.id}` } };
  },
  async run(ctx, args, job, id) {
    const { world } = ctx;
    const { db } = world;
    const volume = db.volumes.must(args.must('volumeid'));
    const fail = (): void => {
      db.snapshots.update(id, { state: 'Error' });
      db.volumes.update(volume.id, { state: 'Ready' });
    };
    const vmId = volume.virtualmachineid;
    const overlaid = vmId !== null && ofVm(world, vmId).some((row) => row.strategy === 'file' && row.state !== 'Error');
    const take = async (): Promise<Record<string, unknown>> => {
      // While a file-based VM snapshot exists none can be taken (facts §5.3, §12 rule 82).
      if (overlaid) {
        fail();
        throw malformed(`Failed to create snapshot due to unsupported operation for volume ${volume.id}`, 432);
      }
      db.snapshots.update(id, { state: 'BackingUp', blocks: db.contents.get(volume.id)?.blocks ?? {} });
      db.volumes.update(volume.id, { state: 'Snapshotting' });
      await job.work(fail);
      if (!secondaryHolds(world)) {
        fail();
        throw runtime(`Failed to create snapshot due to an internal error creating snapshot for volume ${volume.id}`);
      }
      db.volumes.update(volume.id, { state: 'Ready' });
      // With `asyncbackup` the job ends before the backup, which here takes no longer (recording "createSnapshot asyncbackup=true").
      const underWay = snapshotView(world, db.snapshots.must(id));
      const done = snapshotView(world, db.snapshots.update(id, { state: 'BackedUp' }));
      return { snapshot: args.bool('asyncbackup') ? underWay : done };
    };
    return vmId === null ? take() : job.onQueue(vmId, take);
  },
};

function checkRequest(world: World, volume: VolumeRow): void {
  const { db } = world;
  if (volume.removed) throw invalid(`Creating snapshot failed due to volume:${volume.number} doesn't exist`);
  if (volume.state !== 'Ready')
    throw invalid(
      `Volume: ${volumeText(world, volume)} is not in Ready state but ${volume.state}. Cannot take snapshot.`,
    );
  const vm = db.vms.get(volume.virtualmachineid);
  if (!vm) {
    if (activeSnapshots(world, volume.id)) throw invalid(OTHER_TASK);
    return;
  }
  if (['Destroyed', 'Expunging'].includes(vm.state))
    throw runtime(
      `Creating snapshot failed due to volume: ${volumeText(world, volume)} is associated with vm: ${vmText(world, vm)} is in ${vm.state} state`,
    );
  if (world.settings.hypervisor === 'KVM' && vm.state !== 'Stopped' && !world.kvmSnapshotEnabled)
    throw runtime(NEEDS_SETTING);
  if (world.volumesOf(vm.id).some((other) => activeSnapshots(world, other.id))) throw invalid(OTHER_TASK);
  const busy = db.vmSnapshots.find(
    (row) =>
      row.virtualmachineid === vm.id && ['Creating', 'Reverting', 'Expunging'].includes(row.state) && !row.removed,
  );
  if (busy) throw runtime('There is other active vm snapshot tasks on the instance, please try again later');
}

const OTHER_TASK =
  'There is other active snapshot tasks on the instance to which the volume is attached, please try again later';
