import { z } from 'zod';
import { isReference } from '../../domain/call.js';
import type { AsyncJob, CloudStackReads, Volume } from '../../domain/cloudstack.js';
import { GONE, isAbandoned, type Look, type Operation, type OperationFactory } from './operation.js';

const Args = z.object({
  /** Holds the job's id. */
  name: z.string(),
  zone_id: z.string(),
  /** The snapshot it is made of. */
  snapshot_id: z.string(),
  /** Owner of the appliance and of the VM that it is for. */
  account: z.string(),
  domain_id: z.string(),
});

/** What a clone is told by: the name that holds the job's id, and its snapshot (R1). */
export const CloneArgs = z.object({ name: z.string(), snapshot_id: z.string() });

/**
 * Lists do not show what a volume was made of (recordings, createVolume from snapshot): then its name must do. Without a
 * snapshot of this job there is no clone.
 */
export function isClone(volume: Volume, { name, snapshot_id }: z.infer<typeof CloneArgs>): boolean {
  if (isReference(snapshot_id)) return false;
  return volume.name === name && (volume.snapshotid === undefined || volume.snapshotid === snapshot_id);
}

/** The clone of this id, or else one that is there by its name; undefined where there is none (any more). */
export async function findClone(
  reads: CloudStackReads,
  object: string,
  clone: z.infer<typeof CloneArgs>,
): Promise<Volume | undefined> {
  const known = isReference(object) ? undefined : await reads.getVolume(object);
  if (known !== undefined && !GONE.includes(known.state)) return known;
  const named = await reads.findVolumesByName(clone.name);
  return named.find((volume) => isClone(volume, clone) && !GONE.includes(volume.state));
}

/**
 * createVolume from this job's snapshot of a replica, done when Ready (facts §6.4): the destination writes to it in the
 * replica's place. Found again by its name, because a lost reply hides the id. One that a restart of the management server
 * has left Allocated is never finished.
 */
export const createVolume: OperationFactory = ({ input, cs }): Operation => {
  const { name, zone_id, snapshot_id, account, domain_id } = Args.parse(input.args);
  return {
    synchronous: false,
    creates: true,
    async look(job?: AsyncJob): Promise<Look> {
      const ours = (await cs.reads.findVolumesByName(name)).filter((volume) => isClone(volume, { name, snapshot_id }));
      const ready = ours.find((volume) => volume.state === 'Ready');
      if (ready !== undefined)
        return {
          is: 'done',
          observed: `volume ${ready.id} is made of snapshot ${snapshot_id} and Ready`,
          refs: { [`$clone.${input.object}`]: ready.id },
        };
      const making = ours.find(
        ({ state }) => ['Creating', 'Copying'].includes(state) || (state === 'Allocated' && !isAbandoned(job, input)),
      );
      if (making !== undefined) return { is: 'transitional', observed: `volume ${making.id} is ${making.state}` };
      const params = { name, zoneid: zone_id, snapshotid: snapshot_id, account, domainid: domain_id };
      return { is: 'ready', send: (options) => cs.commands.createVolume(params, options) };
    },
  };
};
