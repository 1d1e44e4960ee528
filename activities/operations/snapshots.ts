import { z } from 'zod';
import type { AsyncJob, Snapshot } from '../../domain/cloudstack.js';
import {
  isThere,
  missing,
  STEADY_VOLUME_STATES,
  type Look,
  type Operation,
  type OperationFactory,
} from './operation.js';

const CreateArgs = z.object({ name: z.string(), as: z.string() });
const UNDER_WAY: readonly string[] = ['Allocated', 'Creating', 'CreatedOnPrimary', 'BackingUp', 'Copying'];
const GONE: readonly string[] = ['Destroyed', 'Destroying'];

/** createSnapshot of a detached volume, done when BackedUp (facts §6.1). Recognised by its name, which holds the job's id. */
export const createSnapshot: OperationFactory = ({ input, cs }): Operation => {
  const { name, as } = CreateArgs.parse(input.args);
  return {
    synchronous: false,
    creates: true,
    async look(): Promise<Look> {
      const ours = await named(cs.reads.listSnapshotsOfVolume(input.object), name);
      const usable = ours.find((s) => s.state === 'BackedUp');
      if (usable !== undefined)
        return {
          is: 'done',
          observed: `snapshot ${usable.id} of volume ${input.object} is BackedUp`,
          refs: { [`$${as}`]: usable.id },
        };
      const making = ours.find((s) => UNDER_WAY.includes(s.state));
      if (making !== undefined) return { is: 'transitional', observed: `snapshot ${making.id} is ${making.state}` };
      const volume = await cs.reads.getVolume(input.object);
      if (volume === undefined) return { is: 'impossible', why: `CloudStack has no volume ${input.object}` };
      if (volume.state !== 'Ready') return { is: 'transitional', observed: `volume ${volume.id} is ${volume.state}` };
      if (volume.virtualmachineid !== undefined)
        return { is: 'impossible', why: `Volume ${volume.id} is attached to VM ${volume.virtualmachineid}` };
      return { is: 'ready', send: (options) => cs.commands.createSnapshot({ volumeid: volume.id, name }, options) };
    },
  };
};

const DeleteArgs = z.object({
  volumeid: z.string(),
  name: z.string(),
  /** Only what CloudStack has spoilt, by a restart in mid-job or a failed backup. */
  failed_only: z.boolean().default(false),
});

/** deleteSnapshot of this job's snapshots of one volume, found by name: a lost reply may have hidden the id, and a failed backup leaves one in Error. */
export const deleteSnapshot: OperationFactory = ({ input, cs }): Operation => {
  const { volumeid, name, failed_only } = DeleteArgs.parse(input.args);
  return {
    synchronous: false,
    creates: false,
    async look(): Promise<Look> {
      const all = await named(cs.reads.listSnapshotsOfVolume(volumeid), name);
      const ours = failed_only ? all.filter((s) => s.state === 'Error') : all;
      const making = ours.find((s) => UNDER_WAY.includes(s.state));
      if (making !== undefined) return { is: 'transitional', observed: `snapshot ${making.id} is ${making.state}` };
      const [next] = ours;
      return next === undefined
        ? { is: 'done', observed: `volume ${volumeid} has no ${failed_only ? 'spoilt ' : ''}snapshot of this job` }
        : { is: 'ready', send: (options) => cs.commands.deleteSnapshot({ id: next.id }, options) };
    },
  };
};

const RevertArgs = z.object({ volumeid: z.string(), size: z.number() });

/**
 * revertSnapshot of a detached volume. Never "already so" (R3): done only when this job was seen to succeed and the volume
 * is Ready, detached and of its old size; a revert not seen to succeed is sent again, which is harmless while nothing
 * runs on the volume (R7).
 */
export const revertSnapshot: OperationFactory = ({ input, cs }): Operation => {
  const { volumeid, size } = RevertArgs.parse(input.args);
  return {
    synchronous: false,
    creates: false,
    async look(job?: AsyncJob): Promise<Look> {
      const volume = await cs.reads.getVolume(volumeid);
      if (!isThere(volume)) return missing(volumeid, volume);
      if (!STEADY_VOLUME_STATES.includes(volume.state))
        return { is: 'transitional', observed: `volume ${volumeid} is ${volume.state}` };
      if (volume.virtualmachineid !== undefined)
        return { is: 'impossible', why: `Volume ${volumeid} is attached to VM ${volume.virtualmachineid}` };
      if (job?.jobstatus !== 1)
        return { is: 'ready', send: (options) => cs.commands.revertSnapshot({ id: input.object }, options) };
      if (volume.size !== undefined && volume.size !== size)
        return {
          is: 'impossible',
          why: `Volume ${volumeid} was reverted, but has ${volume.size} bytes instead of ${size}`,
        };
      return { is: 'done', observed: `volume ${volumeid} is reverted to snapshot ${input.object}, ${volume.state}` };
    },
  };
};

async function named(listed: Promise<Snapshot[]>, name: string): Promise<Snapshot[]> {
  return (await listed).filter((s) => s.name === name && !GONE.includes(s.state));
}
