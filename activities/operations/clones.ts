import { z } from 'zod';
import type { Look, Operation, OperationFactory } from './operation.js';

const Args = z.object({
  /** Holds the job's id. */
  name: z.string(),
  zone_id: z.string(),
  /** The snapshot it is made of. */
  snapshot_id: z.string(),
});

/**
 * createVolume from this job's snapshot of a replica, done when Ready (facts §6.4): the destination writes to it in the
 * replica's place. Found again by its name and snapshot, because a lost reply hides the id.
 */
export const createVolume: OperationFactory = ({ input, cs }): Operation => {
  const { name, zone_id, snapshot_id } = Args.parse(input.args);
  return {
    synchronous: false,
    creates: true,
    async look(): Promise<Look> {
      const ours = (await cs.reads.findVolumesByName(name)).filter((volume) => volume.snapshotid === snapshot_id);
      const ready = ours.find((volume) => volume.state === 'Ready');
      if (ready !== undefined)
        return {
          is: 'done',
          observed: `volume ${ready.id} is made of snapshot ${snapshot_id} and Ready`,
          refs: { [`$clone.${input.object}`]: ready.id },
        };
      const making = ours.find((volume) => ['Allocated', 'Creating', 'Copying'].includes(volume.state));
      if (making !== undefined) return { is: 'transitional', observed: `volume ${making.id} is ${making.state}` };
      return { is: 'ready' };
    },
    send: (options) => cs.commands.createVolume({ name, zoneid: zone_id, snapshotid: snapshot_id }, options),
  };
};
