import { z } from 'zod';
import type { CallInput, CallResult } from '../../domain/call.js';
import type { StoredDisk } from '../../domain/inventory.js';
import type { ActivityDeps, CloudStackPort } from '../deps.js';
import { findDestination, GONE_STATES } from '../lib/destination.js';
import { callFailure } from '../lib/failure.js';

const Args = z.object({
  host_name: z.string(),
  /** Without size and change id: only whether it is home, because replication writes to it again already. */
  disks: z.array(z.object({ volume_id: z.string(), size: z.number().optional(), change_id: z.string().optional() })),
});

/**
 * The last look of a way back: every replica attached and Ready, of its old size, on no VM of this job. A change id that
 * moved meanwhile means that replication wrote to a replica that was not its own to write (R2): then what lies on it is
 * not known.
 */
export async function confirmReturned(deps: ActivityDeps, cs: CloudStackPort, input: CallInput): Promise<CallResult> {
  const { host_name, disks } = Args.parse(input.args);
  const destination = await findDestination(cs.reads, input.object, host_name, input.of_job);
  const volumes = await Promise.all(disks.map(({ volume_id }) => cs.reads.getVolume(volume_id)));
  const wrong = disks.flatMap(({ volume_id, size }, i) => {
    const volume = volumes[i];
    if (volume === undefined) return [`CloudStack has no volume ${volume_id}`];
    if (volume.virtualmachineid === undefined) return [`volume ${volume_id} is attached to no VM`];
    if (volume.virtualmachineid === destination?.id) return [`volume ${volume_id} is still on VM ${destination.id}`];
    if (volume.state !== 'Ready') return [`volume ${volume_id} is ${volume.state}`];
    return size === undefined || volume.size === undefined || volume.size === size
      ? []
      : [`volume ${volume_id} has ${volume.size} bytes, not ${size}`];
  });
  if (wrong.length > 0) throw callFailure('busy', wrong.join('; '), { code: 'NOT_RETURNED', command: input.activity });
  const vm = await deps.db.uow.read((r) => r.vms.get(input.vm_id));
  const altered = disks.filter(
    ({ volume_id, change_id }) =>
      vm !== null && change_id !== undefined && changeOf(vm.disks, volume_id, change_id) !== change_id,
  );
  const places = volumes.map(
    (v) => `${v?.id ?? '?'} on VM ${v?.virtualmachineid ?? '?'} at device ${v?.deviceid ?? '?'}`,
  );
  const gone =
    destination === undefined || GONE_STATES.includes(destination.state)
      ? 'the VM of this job is gone'
      : `the VM of this job is ${destination.state}`;
  return {
    observed: `${places.join(', ')}; ${gone}`,
    found: true,
    ...(altered.length > 0 ? { altered: altered.map((disk) => disk.volume_id) } : {}),
  };
}

/** A disk that has left the inventory has no newer change. */
function changeOf(
  disks: readonly Pick<StoredDisk, 'volume_id' | 'change_id'>[],
  volumeId: string,
  planned: string,
): string {
  const stored = disks.find((disk) => disk.volume_id === volumeId);
  return stored === undefined ? planned : (stored.change_id ?? '');
}
