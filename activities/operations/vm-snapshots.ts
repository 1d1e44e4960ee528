import { z } from 'zod';
import { isReference } from '../../domain/call.js';
import type { AsyncJob, CloudStackReads, VirtualMachine, VmSnapshot, Volume } from '../../domain/cloudstack.js';
import { wasStarted } from '../../domain/freshness.js';
import { isInTransition } from '../../domain/vm-states.js';
import {
  isAbandoned,
  STEADY_VOLUME_STATES,
  type Look,
  type Operation,
  type OperationFactory,
  type Surroundings,
} from './operation.js';
import { ownVm } from './virtual-machines.js';

const Args = z.object({
  host_name: z.string(),
  /** The name asked for; holds the job's id. */
  name: z.string(),
  disks: z.array(z.object({ volume_id: z.string(), size: z.number() })),
});
/** `fresh`: what showed at the deploy that the VM was never started; unresolved where nothing did. */
const CreateArgs = Args.extend({ fresh: z.string().default('$fresh') });
/** `reverted`: the VM's `lastupdated` at its verified revert; unresolved where there was none. */
const RevertArgs = Args.extend({ reverted: z.string().default('$reverted') });
const DeleteArgs = RevertArgs.extend({
  /** Where each volume's file was before the snapshot, for keys that may read it; unresolved where they may not. */
  paths: z.record(z.string(), z.string()).default({}),
});
const UNDER_WAY: readonly string[] = ['Allocated', 'Creating', 'Reverting', 'Expunging'];
/** Of a deletion that has ended, or failed (facts §5.4). */
const EXPUNGING = 'Expunging';

/**
 * createVMSnapshot of the stopped destination, disks only (facts §5.2, KvmFileBased): done when Ready. Of a VM that
 * somebody has started it would keep what was written (R7). Found again by the name it was given, because a lost reply
 * hides the id.
 */
export const createVMSnapshot: OperationFactory = (around): Operation => {
  const { name, disks, fresh } = CreateArgs.parse(around.input.args);
  return {
    queue: around.input.object,
    synchronous: false,
    creates: true,
    async look(): Promise<Look> {
      const found = await find(around);
      if ('is' in found) return found;
      const { vm, ours, volumes } = found;
      if (wasStarted(vm, fresh) === true)
        return { is: 'impossible', why: `VM ${vm.id} was started before its disks were protected` };
      const ready = ours.find((snapshot) => snapshot.state === 'Ready');
      if (ready !== undefined)
        return {
          is: 'done',
          observed: `VM snapshot ${ready.id} of VM ${vm.id} is Ready`,
          refs: { $vm_snapshot: ready.id },
        };
      const making = ours.find((snapshot) => UNDER_WAY.includes(snapshot.state));
      if (making !== undefined) return { is: 'transitional', observed: `VM snapshot ${making.id} is ${making.state}` };
      // It blocks attach and detach, so the undo deletes it before anything else.
      if (ours[0] !== undefined) return { is: 'impossible', why: `VM snapshot ${ours[0].id} is ${ours[0].state}` };
      const unfit = notAtRest(vm, volumes, disks);
      if (unfit !== undefined) return unfit;
      const params = { virtualmachineid: vm.id, name, description: around.input.of_job, snapshotmemory: false };
      return { is: 'ready', send: (options) => around.cs.commands.createVMSnapshot(params, options) };
    },
  };
};

/**
 * revertToVMSnapshot of the stopped VM. Never "already so" (R3): done only when this job was seen to succeed, the VM is
 * Stopped and every volume Ready and of its old size; where the key may read paths, each has changed (facts §5.3, R7).
 * A revert that was verified stands for as long as the VM was not started since: once the deletion of the snapshot has
 * begun there is no other.
 */
export const revertToVMSnapshot: OperationFactory = (around): Operation => {
  const { disks, reverted } = RevertArgs.parse(around.input.args);
  /** Where the files were before the revert; only the looks before it can tell. */
  const before = new Map<string, string>();
  return {
    queue: around.input.object,
    synchronous: false,
    creates: false,
    async look(job?: AsyncJob): Promise<Look> {
      const found = await find(around);
      // A VM that is gone was not reverted, whatever became of its volumes (R7).
      if ('is' in found) return found.is === 'done' ? { is: 'impossible', why: found.observed } : found;
      const { vm, ours, volumes } = found;
      const next = ours.find((snapshot) => snapshot.state === 'Ready');
      const busy = ours.find((snapshot) => UNDER_WAY.includes(snapshot.state));
      if (busy?.state === EXPUNGING && vm.state === 'Stopped' && vm.lastupdated === reverted)
        return {
          is: 'done',
          observed: `VM ${vm.id} is reverted, Stopped since ${reverted}; ${busy.id} is being deleted`,
        };
      if (busy !== undefined) return { is: 'transitional', observed: `VM snapshot ${busy.id} is ${busy.state}` };
      if (next === undefined) return { is: 'impossible', why: `VM ${vm.id} has no snapshot of this job to revert to` };
      const unfit = notAtRest(vm, volumes, disks);
      if (unfit !== undefined) return unfit;
      if (job?.jobstatus !== 1) {
        for (const { id, path } of volumes) if (path !== undefined) before.set(id, path);
        const params = { vmsnapshotid: next.id };
        return { is: 'ready', send: (options) => around.cs.commands.revertToVMSnapshot(params, options) };
      }
      const same = volumes.filter(({ id, path }) => path !== undefined && before.get(id) === path);
      if (same.length > 0)
        return {
          is: 'impossible',
          why: `VM snapshot ${next.id} was reverted to, but ${same.map((v) => v.id).join(', ')} kept the file as it was`,
        };
      return {
        is: 'done',
        observed: `VM ${vm.id} is reverted to VM snapshot ${next.id} and Stopped`,
        ...(vm.lastupdated === undefined ? {} : { refs: { $reverted: vm.lastupdated } }),
      };
    },
  };
};

/**
 * deleteVMSnapshot of this job's snapshots of the stopped VM, whatever their state: one in Error blocks attach and detach,
 * and one that a failed deletion has left Expunging is deleted again (facts §5.4). Not of a VM that was started since its
 * revert: what it wrote would stay. After it every volume's file is where it was before the snapshot; one that is
 * elsewhere was not reverted (R7).
 */
export const deleteVMSnapshot: OperationFactory = (around): Operation => {
  const { paths, reverted } = DeleteArgs.parse(around.input.args);
  return {
    queue: around.input.object,
    synchronous: false,
    creates: false,
    async look(job?: AsyncJob): Promise<Look> {
      const found = await find(around);
      if ('is' in found) return found;
      const { vm, ours, volumes } = found;
      // CloudStack leaves it so where the merge fails or a restart ends the job, and takes the command again.
      const isStuck = isAbandoned(job, around.input);
      const busy = ours.find(({ state }) => UNDER_WAY.includes(state) && !(isStuck && state === EXPUNGING));
      if (busy !== undefined) return { is: 'transitional', observed: `VM snapshot ${busy.id} is ${busy.state}` };
      const [next] = ours;
      if (next?.state === 'Ready' && !isReference(reverted) && vm.lastupdated !== reverted)
        return { is: 'impossible', why: `VM ${vm.id} was started since its revert` };
      // Of a running VM it would be merged with what is being written.
      if (next !== undefined)
        return (
          notAtRest(vm, volumes, []) ?? {
            is: 'ready',
            send: (options) => around.cs.commands.deleteVMSnapshot({ vmsnapshotid: next.id }, options),
          }
        );
      const elsewhere = volumes.filter(({ id, path }) => moved(paths[id], path)).map(({ id }) => id);
      const observed = `VM ${vm.id} has no snapshot of this job`;
      if (elsewhere.length === 0) return { is: 'done', observed };
      return {
        is: 'done',
        observed: `${observed}, but the files of ${elsewhere.join(', ')} are not where they were before it`,
        altered: elsewhere,
      };
    },
  };
};

/** A reference that was never resolved stands for a path that the key may not read. */
function moved(recorded: string | undefined, path: string | undefined): boolean {
  return recorded !== undefined && !recorded.startsWith('$') && path !== undefined && recorded !== path;
}

interface Found {
  vm: VirtualMachine;
  /** This job's VM snapshots. */
  ours: VmSnapshot[];
  volumes: Volume[];
}

async function find(around: Surroundings): Promise<Found | Look> {
  const { name } = Args.parse(around.input.args);
  const { reads }: { reads: CloudStackReads } = around.cs;
  const vm = await ownVm(around);
  if ('is' in vm) return vm;
  const [snapshots, volumes] = await Promise.all([
    reads.listVmSnapshots(vm.id),
    reads.listVolumesOfVirtualMachine(vm.id),
  ]);
  return { vm, ours: snapshots.filter((s) => s.displayname === name), volumes };
}

/** Why the disks of the VM cannot be snapshotted or reverted now, or undefined. */
function notAtRest(vm: VirtualMachine, volumes: Volume[], disks: z.infer<typeof Args>['disks']): Look | undefined {
  if (isInTransition(vm)) return { is: 'transitional', observed: `VM ${vm.id} is ${vm.state}` };
  if (vm.state !== 'Stopped') return { is: 'impossible', why: `VM ${vm.id} is ${vm.state}, not Stopped` };
  for (const disk of disks) {
    const volume = volumes.find(({ id }) => id === disk.volume_id);
    if (volume === undefined) return { is: 'impossible', why: `Volume ${disk.volume_id} is not on VM ${vm.id}` };
    if (!STEADY_VOLUME_STATES.includes(volume.state))
      return { is: 'transitional', observed: `volume ${volume.id} is ${volume.state}` };
    if (volume.state !== 'Ready') return { is: 'impossible', why: `Volume ${volume.id} is ${volume.state}` };
    if (volume.size !== undefined && volume.size !== disk.size)
      return { is: 'impossible', why: `Volume ${volume.id} has ${volume.size} bytes instead of ${disk.size}` };
  }
  return undefined;
}
