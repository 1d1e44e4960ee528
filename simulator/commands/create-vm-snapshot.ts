import { timestamp } from '../clock.js';
import { randomUUID } from 'node:crypto';
import { ApiError, invalid, runtime } from '../protocol/errors.js';
import type { VmRow, VmSnapshotRow } from '../state/model.js';
import { vmSnapshotView } from '../views/catalogue.js';
import { instanceName, vmText } from '../views/vm.js';
import type { World } from '../world.js';
import type { CreateCommand } from './command.js';
import { activeTask, activeVolumeSnapshot, ofVm, OTHER_VM_SNAPSHOT_TASK, strategyFor } from './vm-snapshot-rules.js';

/** Allocation checks at once, each refusal a 530 in the same words around; the taking is the job (facts §5.1). */
export const createVMSnapshot: CreateCommand = {
  kind: 'create',
  name: 'createVMSnapshot',
  description: 'Creates snapshot for a vm.',
  cmd: 'user.vmsnapshot.CreateVMSnapshotCmd',
  instanceType: 'VmSnapshot',
  params: {
    virtualmachineid: { type: 'uuid', entity: 'vms', owned: true, required: true },
    name: { type: 'string' },
    description: { type: 'string' },
    snapshotmemory: { type: 'boolean' },
    quiescevm: { type: 'boolean' },
  },
  create({ world }, args) {
    const { db } = world;
    const vm = db.vms.must(args.must('virtualmachineid'));
    const memory = args.bool('snapshotmemory');
    let strategy: VmSnapshotRow['strategy'];
    try {
      checkRequest(world, vm, memory);
      const chosen = strategyFor(world, vm, memory);
      strategy = chosen === 'doomed' ? 'internal' : chosen;
    } catch (error) {
      if (error instanceof ApiError)
        throw new ApiError(530, `Failed to create vm snapshot: ${error.message}`, error.cserrorcode);
      throw error;
    }
    const name = `${instanceName(world, vm)}_VS_${timestamp(world.clock.now())}`;
    const { id } = db.vmSnapshots.insert({
      id: randomUUID(),
      number: db.nextNumber('vm_snapshot'),
      name,
      displayname: args.get('name') ?? name,
      description: args.get('description') ?? null,
      virtualmachineid: vm.id,
      account: vm.account,
      zoneid: vm.zoneid,
      state: 'Allocated',
      type: memory ? 'DiskAndMemory' : 'Disk',
      parent: null,
      current: false,
      strategy,
      volumes: {},
      created: world.clock.now(),
      removed: null,
    });
    return { id, effect: { object_kind: 'vm_snapshot', object_id: id, summary: `created of VM ${vm.id}` } };
  },
  async run({ world }, args, job, id) {
    const { db } = world;
    const vmId = args.must('virtualmachineid');
    return job.onQueue(vmId, async () => {
      const vm = db.vms.must(vmId);
      try {
        const root = world.volumesOf(vmId).find((volume) => volume.type === 'ROOT');
        if (root?.state !== 'Ready')
          throw runtime(
            `Create vm to snapshot failed due to vm: ${vmText(world, vm)} has root disk in ${root?.state ?? 'no'} state`,
          );
        db.vmSnapshots.update(id, { state: 'Creating' });
        await job.work();
        checkAgent(world, vm, id);
      } catch (error) {
        if (error instanceof ApiError) db.vmSnapshots.update(id, { state: 'Error' });
        throw error;
      }
      return { vmsnapshot: vmSnapshotView(world, take(world, vmId, id)) };
    });
  },
};

function checkRequest(world: World, vm: VmRow, memory: boolean): void {
  if (!['Running', 'Stopped'].includes(vm.state))
    throw invalid(`Creating vm snapshot failed due to VM:${vm.number} is not in the running or Stopped state`);
  if (memory && vm.state !== 'Running') throw invalid('Can not snapshot memory when VM is not in Running state');
  const root = world.volumesOf(vm.id).find((volume) => volume.type === 'ROOT');
  if (!root || root.poolid === null) throw runtime(`Unable to find root volume for the user vm:${vm.id}`);
  const most = Number(world.configuration('vmsnapshot.max'));
  if (ofVm(world, vm.id).length >= most)
    throw runtime(
      `Creating vm snapshot failed due to a VM can just have : ${most} VM snapshots. Please delete old ones`,
    );
  if (activeVolumeSnapshot(world, vm.id))
    throw runtime(
      'There is other active volume snapshot tasks on the instance to which the volume is attached, please try again later.',
    );
  if (activeTask(world, vm.id)) throw runtime(OTHER_VM_SNAPSHOT_TASK);
}

/** The agent has no domain to snapshot when the VM does not run and no file is involved (facts §5.2). */
function checkAgent(world: World, vm: VmRow, id: string): void {
  const { number, name, strategy } = world.db.vmSnapshots.must(id);
  if (world.settings.hypervisor !== 'KVM' || strategy !== 'internal' || vm.state !== 'Stopped') return;
  throw runtime(
    `Failed to create vm snapshot: [VMSnapshot ${JSON.stringify({ id: number, name, uuid: id, vmId: vm.number })}] due to: Domain not found: no domain with matching name '${instanceName(world, vm)}'`,
  );
}

/** It holds what is on the disks now. File-based, the VM goes on from new files: every volume's path changes (§5.3). */
function take(world: World, vmId: string, id: string): Readonly<VmSnapshotRow> {
  const { db } = world;
  const volumes: VmSnapshotRow['volumes'] = {};
  for (const volume of world.volumesOf(vmId)) {
    volumes[volume.id] = { path: volume.path, blocks: db.contents.must(volume.id).blocks };
    if (db.vmSnapshots.must(id).strategy === 'file') db.volumes.update(volume.id, { path: randomUUID() });
  }
  const before = ofVm(world, vmId).find((row) => row.current);
  if (before) db.vmSnapshots.update(before.id, { current: false });
  return db.vmSnapshots.update(id, { state: 'Ready', current: true, parent: before?.id ?? null, volumes });
}
