import { z } from 'zod';
import type { CallInput, CallResult } from '../../domain/call.js';
import type { StoredDisk } from '../../domain/inventory.js';
import { isGone } from '../../domain/vm-states.js';
import type { ActivityDeps, CloudStackPort } from '../deps.js';
import { findDestination } from '../lib/destination.js';
import { callFailure } from '../lib/failure.js';
import { isThere } from '../operations/operation.js';

const Args = z.object({
  host_name: z.string(),
  /** That the replicas were taken from; plans of before did not name it. */
  appliance: z.string().optional(),
  /** Without size and change id: only whether it is home, because replication writes to it again already. */
  disks: z.array(z.object({ volume_id: z.string(), size: z.number().optional(), change_id: z.string().optional() })),
});

/**
 * The last look of a way back: every replica Ready on the appliance, which may be a rebuilt one by now. One of another size, or whose
 * change id moved because replication wrote to what was not its own to write (R2), is not as it was: what lies on it is
 * not known. Replicas that went home before the destination ran are replication's to change, detach or delete.
 */
export async function confirmReturned(deps: ActivityDeps, cs: CloudStackPort, input: CallInput): Promise<CallResult> {
  const { host_name, appliance, disks } = Args.parse(input.args);
  const destination = await findDestination(cs.reads, input.object, host_name, input.of_job);
  const volumes = await Promise.all(disks.map(({ volume_id }) => cs.reads.getVolume(volume_id)));
  const [vm, config] = await deps.db.uow.read(async (r) => [
    await r.vms.get(input.vm_id),
    await r.configs.get(input.config),
  ]);
  const stored = vm?.disks ?? [];
  const isHome = (id: string): boolean => appliance === undefined || [appliance, config?.oma_vm_id].includes(id);
  const wrong = disks.flatMap(({ volume_id, change_id }, i) => {
    const volume = volumes[i];
    const released = change_id === undefined;
    if (!isThere(volume))
      return released && !stored.some((disk) => disk.volume_id === volume_id)
        ? []
        : [`CloudStack has no volume ${volume_id}`];
    if (destination !== undefined && volume.virtualmachineid === destination.id)
      return [`volume ${volume_id} is still on VM ${destination.id}`];
    if (released) return [];
    if (volume.virtualmachineid === undefined) return [`volume ${volume_id} is attached to no VM`];
    if (!isHome(volume.virtualmachineid))
      return [`volume ${volume_id} is on VM ${volume.virtualmachineid}, not on the appliance`];
    return volume.state === 'Ready' ? [] : [`volume ${volume_id} is ${volume.state}`];
  });
  if (wrong.length > 0) throw callFailure('busy', wrong.join('; '), { code: 'NOT_RETURNED', command: input.activity });
  const altered = disks.filter(({ volume_id, size, change_id }, i) => {
    const resized = size !== undefined && volumes[i]?.size !== undefined && volumes[i].size !== size;
    return resized || (change_id !== undefined && changeOf(stored, volume_id, change_id) !== change_id);
  });
  const places = disks.map(({ volume_id }, i) => {
    const { virtualmachineid = '?', deviceid = '?', size = '?' } = volumes[i] ?? {};
    return `${volume_id} (${size} bytes) on VM ${virtualmachineid} at device ${deviceid}`;
  });
  const gone =
    destination === undefined || isGone(destination)
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
