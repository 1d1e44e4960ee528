import { readBack, type Fact } from '../../scripts/demo-proof.js';
import type { Effect, SimulatedState } from './driver.js';
import type { TestVm } from './estate.js';

/** Facts of outcome 1 that do not hold, as the simulator shows them; empty when the live failover is as promised. */
export async function brokenFacts(controlUrl: string, vm: TestVm, destinationVmId: string): Promise<Fact[]> {
  const facts = await readBack(controlUrl, {
    destination_vm_id: destinationVmId,
    appliance_vm_id: vm.appliance_vm_id,
    cpu_count: vm.cpu_count,
    memory_mb: vm.memory_mb,
    uefi: vm.uefi,
    nics: vm.nics.map(({ network_id, mac }) => ({ network_id, mac })),
    volumes: vm.disks.map((disk) => disk.volume_id),
  });
  return facts.filter((fact) => !fact.holds);
}

/** Effects that took place twice: the same command on the same object, by the same job id or, where there is none, with the same parameters. */
export function effectsTwice(effects: readonly Effect[]): string[] {
  const seen = new Map<string, number>();
  for (const { command, object_id, customjobid, params } of effects) {
    const key = `${command} ${object_id} ${customjobid ?? JSON.stringify(params)}`;
    seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  return [...seen].filter(([, times]) => times > 1).map(([key, times]) => `${key}: ${times} times`);
}

/** What a failover of four disks does to CloudStack when all goes well, and therefore always. */
export const FOUR_DISKS = {
  detachVolume: 5,
  createSnapshot: 4,
  deployVirtualMachine: 1,
  deleteVolume: 1,
  attachVolume: 4,
  startVirtualMachine: 1,
};

/** How often each command took effect. */
export function counts(effects: readonly Effect[]): Record<string, number> {
  const result: Record<string, number> = {};
  for (const { command } of effects) result[command] = (result[command] ?? 0) + 1;
  return result;
}

/** What differs for the replicas of `vm` between two looks: content, place, device. Empty when they are as before. */
export function replicaChanges(before: SimulatedState, after: SimulatedState, vm: TestVm): string[] {
  return vm.disks.flatMap(({ volume_id }) => {
    const [was, is] = [before, after].map((state) => state.volumes.find((v) => v.id === volume_id));
    if (was === undefined || is === undefined) return [`${volume_id} is lost`];
    return (['content_sha256', 'virtualmachineid', 'deviceid', 'type', 'state'] as const)
      .filter((field) => was[field] !== is[field])
      .map((field) => `${volume_id} ${field}: ${String(was[field])} → ${String(is[field])}`);
  });
}
