import { z } from 'zod';
import type { SendOptions, Submitted } from '../../cloudstack/commands.js';
import { isReference } from '../../domain/call.js';
import type { AsyncJob, VirtualMachine } from '../../domain/cloudstack.js';
import { isOurs } from '../../domain/marker.js';
import { isGone, isInTransition } from '../../domain/vm-states.js';
import { findAllOfJob, findDestination, isBlankRoot } from '../lib/destination.js';
import { isAbandoned, type Look, type Operation, type OperationFactory, type Surroundings } from './operation.js';

const Args = z.object({ host_name: z.string() });
const UpdateArgs = Args.extend({ deleteprotection: z.boolean().optional(), ostypeid: z.string().optional() });

/** updateVirtualMachine (synchronous): guest OS type, delete protection (≥ 4.20). Never `details`: they would be replaced whole (facts §8). */
export const updateVirtualMachine: OperationFactory = (around): Operation => {
  const { host_name: _name, ...wanted } = UpdateArgs.parse(around.input.args);
  return {
    synchronous: true,
    creates: false,
    async look(): Promise<Look> {
      const vm = await ownVm(around);
      if ('is' in vm) return vm;
      const is = { deleteprotection: vm.deleteprotection ?? false, ostypeid: vm.ostypeid ?? vm.guestosid };
      const right =
        (wanted.deleteprotection === undefined || is.deleteprotection === wanted.deleteprotection) &&
        (wanted.ostypeid === undefined || is.ostypeid === wanted.ostypeid);
      if (right) return { is: 'done', observed: `VM ${vm.id} has ${describe(wanted)}` };
      const params = { id: vm.id, ...wanted };
      return { is: 'ready', send: ({ notAfter }) => around.cs.commands.updateVirtualMachine(params, { notAfter }) };
    },
  };
};

function describe(wanted: object): string {
  return Object.entries(wanted)
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(', ');
}

const StartArgs = Args.extend({ disks: z.array(z.object({ volume_id: z.string(), device_id: z.number() })) });

/**
 * startVirtualMachine; Running is all that is claimed: libvirt started the domain (facts §8). Sent only while every disk
 * is Ready in its place: CloudStack silently starts a VM without a volume that is busy (facts §4.3).
 */
export const startVirtualMachine: OperationFactory = (around): Operation => ({
  synchronous: false,
  creates: false,
  reportedLater: true,
  async look(): Promise<Look> {
    const { disks } = StartArgs.parse(around.input.args);
    const vm = await ownVm(around);
    if ('is' in vm) return vm;
    if (vm.state === 'Running') return { is: 'done', observed: `VM ${vm.id} is Running` };
    if (isInTransition(vm)) return { is: 'transitional', observed: `VM ${vm.id} is ${vm.state}` };
    if (vm.state !== 'Stopped') return { is: 'impossible', why: `VM ${vm.id} is ${vm.state}` };
    const volumes = await around.cs.reads.listVolumesOfVirtualMachine(vm.id);
    for (const disk of disks) {
      const volume = volumes.find((v) => v.id === disk.volume_id && v.deviceid === disk.device_id);
      if (volume === undefined)
        return { is: 'impossible', why: `Volume ${disk.volume_id} is not at device ${disk.device_id} of VM ${vm.id}` };
      if (volume.state !== 'Ready') return { is: 'transitional', observed: `volume ${volume.id} is ${volume.state}` };
    }
    return { is: 'ready', send: (options) => around.cs.commands.startVirtualMachine({ id: vm.id }, options) };
  },
});

/** stopVirtualMachine, never forced: a forced stop may leave the domain writing (facts §8). */
export const stopVirtualMachine: OperationFactory = (around): Operation => ({
  synchronous: false,
  creates: false,
  async look(): Promise<Look> {
    const vm = await ownVm(around);
    if ('is' in vm) return vm;
    if (vm.state === 'Destroyed')
      return (await mayRemove(around, vm)) ?? { is: 'done', observed: `VM ${vm.id} is Destroyed and holds nothing` };
    if (vm.state === 'Stopped') return { is: 'done', observed: `VM ${vm.id} is Stopped` };
    // What failed to be made was never started, and cannot be (facts §3.2).
    if (vm.state === 'Error') return { is: 'done', observed: `VM ${vm.id} is in Error: it never ran` };
    if (vm.state === 'Running')
      return { is: 'ready', send: (options) => around.cs.commands.stopVirtualMachine({ id: vm.id }, options) };
    if (isInTransition(vm)) return { is: 'transitional', observed: `VM ${vm.id} is ${vm.state}` };
    return { is: 'impossible', why: `VM ${vm.id} is ${vm.state}` };
  },
});

/** recoverVirtualMachine (synchronous) of a destroyed VM on which a volume was found: expunging it would delete the volume (R1). */
export const recoverVirtualMachine: OperationFactory = (around): Operation => ({
  synchronous: true,
  creates: false,
  async look(): Promise<Look> {
    const vm = await find(around);
    if (vm?.state !== 'Destroyed')
      return { is: 'done', observed: `VM ${vm?.id ?? around.input.object} is ${vm?.state ?? 'gone'}` };
    if ((await mayRemove(around, vm)) === undefined)
      return { is: 'done', observed: `VM ${vm.id} is Destroyed and holds nothing` };
    const params = { id: vm.id };
    return { is: 'ready', send: ({ notAfter }) => around.cs.commands.recoverVirtualMachine(params, { notAfter }) };
  },
});

/** detachIso, because KVM boots the CD-ROM before the disk (facts §3.2). */
export const detachIso: OperationFactory = (around): Operation => ({
  synchronous: false,
  creates: false,
  async look(): Promise<Look> {
    const vm = await ownVm(around);
    if ('is' in vm) return vm;
    if (vm.isoid === undefined) return { is: 'done', observed: `VM ${vm.id} has no ISO` };
    return { is: 'ready', send: (options) => around.cs.commands.detachIso({ virtualmachineid: vm.id }, options) };
  },
});

/** First phase of a removal: destroy without expunge, once the VM holds nothing but its blank root (R1). */
export const destroyVirtualMachine: OperationFactory = (around): Operation => {
  /** Once destroyed, it may not be shown to this key any more: then only this tells which one it was. */
  let sentTo: string | undefined;
  return {
    synchronous: false,
    creates: false,
    async look(job?: AsyncJob): Promise<Look> {
      const ours = await findAll(around);
      const destroyed = sentTo ?? job?.jobinstanceid;
      if (ours.length === 0 && destroyed !== undefined && isReference(around.input.object)) return hidden(destroyed);
      const next = ours.find((vm) => vm.state !== 'Destroyed' && !isGone(vm));
      if (next === undefined)
        return {
          is: 'done',
          observed: ours.map((vm) => `VM ${vm.id} is ${vm.state}`).join(', ') || 'CloudStack has no VM of this job',
        };
      if (isInTransition(next)) return { is: 'transitional', observed: `VM ${next.id} is ${next.state}` };
      const send = (options: SendOptions): Promise<Submitted> => {
        sentTo = next.id;
        return around.cs.commands.destroyVirtualMachine({ id: next.id, expunge: false }, options);
      };
      return (await mayRemove(around, next)) ?? { is: 'ready', send };
    },
  };
};

/** Second phase: a Destroyed VM refuses attach, so what is not on it now cannot come (R1). Without the right to expunge the emptied VM stays. */
export const expungeVirtualMachine: OperationFactory = (around): Operation => {
  /** What stays where the key may not expunge. */
  let ours: VirtualMachine[] = [];
  /** Once expunged, it is not shown any more: then only this tells which one it was. */
  let sentTo: string | undefined;
  return {
    synchronous: false,
    creates: false,
    async look(job?: AsyncJob): Promise<Look> {
      ours = (await findAll(around)).filter((vm) => vm.state !== 'Expunged');
      const [next] = ours;
      if (next === undefined) return gone(sentTo ?? around.input.object, job);
      // A restart of the management server ends the job and leaves the VM so; CloudStack expunges it when asked again.
      if (next.state === 'Expunging' && !isAbandoned(job, around.input))
        return { is: 'transitional', observed: `VM ${next.id} is Expunging` };
      if (next.state !== 'Destroyed' && next.state !== 'Expunging')
        return { is: 'impossible', why: `VM ${next.id} is ${next.state}, not Destroyed` };
      const send = (options: SendOptions): Promise<Submitted> => {
        sentTo = next.id;
        return around.cs.commands.expungeVirtualMachine({ id: next.id }, options);
      };
      return (await mayRemove(around, next)) ?? { is: 'ready', send };
    },
    tolerate(errorClass, text) {
      if (errorClass !== 'denied' && !/permission for expunging/i.test(text)) return undefined;
      return {
        observed: 'The key may not expunge: the emptied VM stays Destroyed',
        left_behind: ours.map((vm) => `VM ${vm.id} (${vm.state})`),
      };
    },
  };
};

/** A VM that cannot be seen is expunged only where our job was seen to do it: a lesser key does not see Destroyed ones (facts §8). */
function gone(object: string, job: AsyncJob | undefined): Look {
  if (isReference(object)) return { is: 'done', observed: 'CloudStack has no VM of this job' };
  if (job?.jobstatus === 1) return { is: 'done', observed: `VM ${object} is expunged` };
  return hidden(object);
}

function hidden(id: string): Look {
  const observed = `VM ${id} is not to be seen any more: expunged, or Destroyed and hidden from this key`;
  return { is: 'done', observed, left_behind: [`VM ${id} (perhaps Destroyed)`] };
}

/** Why the VM must not be removed, or undefined. Everything on it must be a blank root that nobody's inventory knows. */
async function mayRemove({ input, cs, deps }: Surroundings, vm: VirtualMachine): Promise<Look | undefined> {
  if (!isOurs(vm, input.of_job))
    return { is: 'impossible', why: `VM ${vm.id} does not bear the marker of ${input.of_job}` };
  for (const volume of await cs.reads.listVolumesOfVirtualMachine(vm.id)) {
    const isReplica = await deps.db.uow.read((r) => r.vms.isReplica(volume.id));
    if (isReplica || !isBlankRoot(volume))
      return { is: 'impossible', why: `VM ${vm.id} still holds volume ${volume.id} (${volume.type}, ${volume.state})` };
  }
  return undefined;
}

/** The job's VM, or what it means that there is none or another's. */
export async function ownVm(around: Surroundings): Promise<VirtualMachine | Look> {
  const { input } = around;
  const vm = await find(around);
  if (vm === undefined)
    return input.backward !== true
      ? { is: 'impossible', why: `CloudStack has no VM ${input.object}` }
      : { is: 'done', observed: 'CloudStack has no VM of this job' };
  if (!isOurs(vm, input.of_job))
    return { is: 'impossible', why: `VM ${vm.id} does not bear the marker of ${input.of_job}` };
  return vm;
}

function find({ input, cs }: Surroundings): Promise<VirtualMachine | undefined> {
  return findDestination(cs.reads, input.object, Args.parse(input.args).host_name, input.of_job);
}

function findAll({ input, cs }: Surroundings): Promise<VirtualMachine[]> {
  return findAllOfJob(cs.reads, input.object, Args.parse(input.args).host_name, input.of_job);
}
