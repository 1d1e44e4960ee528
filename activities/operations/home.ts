import type { VirtualMachine, Volume } from '../../domain/cloudstack.js';
import { isInTransition } from '../../domain/vm-states.js';
import type { ActivityDeps, CloudStackPort } from '../deps.js';
import type { Look } from './operation.js';

/** States in which CloudStack attaches (facts §4.1 item 5). */
const ATTACHABLE: readonly string[] = ['Running', 'Stopped'];

interface WayHome {
  cs: CloudStackPort;
  deps: ActivityDeps;
  /** Name of the OSSEA configuration. */
  config: string;
  /** The appliance that the replicas were taken from. */
  appliance: string;
  volume: Volume;
}

/**
 * The appliance that a replica goes home to: the one that the configuration names now, because a rebuilt one has another
 * id, or the old one while that other is not there. Where none can take the replica, what a person must do about it.
 */
export async function homeOf({ cs, deps, config, appliance, volume }: WayHome): Promise<VirtualMachine | Look> {
  const named = (await deps.db.uow.read((r) => r.configs.get(config)))?.oma_vm_id ?? appliance;
  const ids = [...new Set([named, appliance])];
  const found = await Promise.all(ids.map((id) => cs.reads.getVirtualMachine(id)));
  const home = found.find((vm) => vm !== undefined && (ATTACHABLE.includes(vm.state) || isInTransition(vm)));
  if (home === undefined) {
    const states = ids.map((id, i) => `${id} is ${found[i]?.state ?? 'gone'}`).join(', ');
    return {
      is: 'impossible',
      why: `No appliance to bring volume ${volume.id} home to: VM ${states}. Recover or rebuild it, put its VM id into configuration ${config} (oma_vm_id), then answer retry`,
    };
  }
  // What is there already needs nothing more of it.
  if (volume.virtualmachineid !== undefined) return home;
  if (isInTransition(home)) return { is: 'transitional', observed: `appliance ${home.id} is ${home.state}` };
  const snapshots = await cs.reads.listVmSnapshots(home.id);
  if (snapshots.length === 0) return home;
  const names = snapshots.map(({ id, displayname, name }) => `${displayname ?? name} (${id})`).join(', ');
  return {
    is: 'impossible',
    why: `Appliance ${home.id} has VM snapshots, and CloudStack attaches nothing to a VM that has any: delete ${names}, then answer retry`,
  };
}
