import { z } from 'zod';
import { isReference } from '../../domain/call.js';
import type { Volume } from '../../domain/cloudstack.js';
import { CloneArgs, findClone, isClone } from './clones.js';
import { homeOf } from './home.js';
import {
  GONE,
  isThere,
  missing,
  STEADY_VOLUME_STATES,
  type Look,
  type Operation,
  type OperationFactory,
} from './operation.js';

const DetachArgs = z.object({
  virtualmachineid: z.string(),
  /** Only of a clone: one that is gone needs no detach. */
  clone: CloneArgs.optional(),
});

/** detachVolume: always by the volume's id (facts §14); refuses to take a volume from a VM it was not asked about. */
export const detachVolume: OperationFactory = ({ input, cs }): Operation => {
  const { virtualmachineid, clone } = DetachArgs.parse(input.args);
  return {
    queue: virtualmachineid,
    synchronous: false,
    creates: false,
    async look(): Promise<Look> {
      const volume = await (clone === undefined
        ? cs.reads.getVolume(input.object)
        : findClone(cs.reads, input.object, clone));
      if (!isThere(volume))
        return clone === undefined
          ? missing(input.object, volume)
          : { is: 'done', observed: `clone ${input.object} is gone` };
      if (!STEADY_VOLUME_STATES.includes(volume.state))
        return { is: 'transitional', observed: `volume ${volume.id} is ${volume.state}` };
      if (volume.virtualmachineid === undefined)
        return { is: 'done', observed: `volume ${volume.id} is detached and ${volume.state}` };
      if (volume.virtualmachineid !== virtualmachineid)
        return {
          is: 'impossible',
          why: `Volume ${volume.id} is on VM ${volume.virtualmachineid}, not on ${virtualmachineid}`,
        };
      // CloudStack refuses this, and deletes the root volume when it expunges the VM (facts §14).
      if (volume.vmstate === 'Destroyed')
        return { is: 'impossible', why: `VM ${virtualmachineid} is Destroyed and still holds volume ${volume.id}` };
      return { is: 'ready', send: (options) => cs.commands.detachVolume({ id: volume.id }, options) };
    },
  };
};

const AttachArgs = z.object({
  virtualmachineid: z.string(),
  deviceid: z.number().int().min(0),
  /**
   * The way home: any device but 0 will do when the old one is taken, and the appliance is the one that the configuration
   * names now.
   */
  home: z.boolean().default(false),
});

/** attachVolume with an explicit device id: without one a boot disk becomes a data disk (facts §12 rule 45). */
export const attachVolume: OperationFactory = ({ input, cs, deps }): Operation => {
  const args = AttachArgs.parse(input.args);
  return {
    queue: args.virtualmachineid,
    synchronous: false,
    creates: false,
    async look(): Promise<Look> {
      const volume = await cs.reads.getVolume(input.object);
      if (!isThere(volume)) return missing(input.object, volume);
      if (!STEADY_VOLUME_STATES.includes(volume.state))
        return { is: 'transitional', observed: `volume ${volume.id} is ${volume.state}` };
      const way = { cs, deps, config: input.config, appliance: args.virtualmachineid, volume };
      const vm = args.home ? await homeOf(way) : { id: args.virtualmachineid };
      if ('is' in vm) return vm;
      const target = vm.id;
      if (volume.virtualmachineid === undefined) {
        const deviceid = args.home ? await freeDevice(target) : args.deviceid;
        const params = { id: volume.id, virtualmachineid: target, ...(deviceid === undefined ? {} : { deviceid }) };
        return { is: 'ready', send: (options) => cs.commands.attachVolume(params, options) };
      }
      if (volume.virtualmachineid !== target)
        return {
          is: 'impossible',
          why: `Volume ${volume.id} is on VM ${volume.virtualmachineid}, wanted on ${target}`,
        };
      const there = `volume ${volume.id} is on VM ${target} at device ${volume.deviceid ?? '?'}, ${volume.type} and ${volume.state}`;
      if (volume.deviceid === args.deviceid || (args.home && volume.deviceid !== 0))
        return { is: 'done', observed: there };
      return { is: 'impossible', why: `${there}, wanted at device ${args.deviceid}` };
    },
  };

  async function freeDevice(applianceId: string): Promise<number | undefined> {
    const volumes = await cs.reads.listVolumesOfVirtualMachine(applianceId);
    // CloudStack's own choice is the lowest free device from 1, never 0 (facts §4.1).
    return args.deviceid === 0 || volumes.some((v) => v.deviceid === args.deviceid) ? undefined : args.deviceid;
  }
};

const DeleteArgs = z.object({
  unless_on: z.string().optional(),
  /** A clone of a replica, found by its name where a lost reply has hidden its id. */
  clone: CloneArgs.optional(),
});

/**
 * deleteVolume of a blank root or a clone. R1: only a volume whose id this job recorded, in nobody's inventory, detached
 * and either Allocated, which means that nothing was ever written to it, or made of this job's own snapshot.
 */
export const deleteVolume: OperationFactory = ({ input, cs, deps }): Operation => {
  const { unless_on, clone } = DeleteArgs.parse(input.args);
  return {
    synchronous: true,
    creates: false,
    async look(): Promise<Look> {
      const volume = await find();
      if (volume === undefined || GONE.includes(volume.state))
        return {
          is: 'done',
          observed: isReference(input.object)
            ? `no volume was recorded as ${input.object}`
            : `volume ${input.object} is gone`,
        };
      if (volume.virtualmachineid !== undefined && volume.virtualmachineid === unless_on)
        return { is: 'done', observed: `blank root ${volume.id} is still on VM ${unless_on} and goes with it` };
      if (volume.virtualmachineid !== undefined)
        return { is: 'impossible', why: `Volume ${volume.id} is attached to VM ${volume.virtualmachineid}` };
      if (['Creating', 'Copying'].includes(volume.state))
        return { is: 'transitional', observed: `volume ${volume.id} is ${volume.state}` };
      const cloned = clone !== undefined && isClone(volume, clone);
      if (volume.state !== 'Allocated' && !cloned)
        return {
          is: 'impossible',
          why: `Volume ${volume.id} is ${volume.state}: only a blank one, Allocated, or a clone may be deleted`,
        };
      if (await deps.db.uow.read((r) => r.vms.isReplica(volume.id)))
        return { is: 'impossible', why: `Volume ${volume.id} is in the inventory: it is a replica` };
      return { is: 'ready', send: ({ notAfter }) => cs.commands.deleteVolume({ id: volume.id }, { notAfter }) };
    },
  };

  async function find(): Promise<Volume | undefined> {
    if (clone !== undefined) return findClone(cs.reads, input.object, clone);
    return isReference(input.object) ? undefined : cs.reads.getVolume(input.object);
  }
};
