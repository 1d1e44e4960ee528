import type { Strategy } from '../../domain/itinerary.js';
import type { Facts } from '../facts.js';
import type { ReadinessInput } from '../input.js';
import { chooseStrategy, type StrategyChoice } from './strategy.js';

/** The strategy of a test of this VM, from what CloudStack and the configuration tell. */
export async function strategyOf({ vm, config, request }: ReadinessInput, facts: Facts): Promise<StrategyChoice> {
  const [{ cloudstackversion: version }, apis, appliance, volumes, vmSnapshots, snapshots, pools] = await Promise.all([
    facts.capabilities(),
    facts.apis(),
    facts.appliance(),
    facts.applianceVolumes(),
    facts.applianceSnapshots(),
    facts.volumeSnapshots(),
    facts.pools(),
  ]);
  const replicas = volumes.filter(({ id }) => vm.disks.some((disk) => disk.volume_id === id));
  return chooseStrategy(request.custom_config.protection, {
    version,
    hypervisor: appliance?.hypervisor,
    storage_kind: config?.storage_kind ?? null,
    // Only root admins are shown pools, and where a volume is.
    root_admin: pools !== undefined && replicas.every(({ storageid }) => storageid !== undefined),
    apis,
    replicas: replicas.map(({ id, size, state, storageid }) => ({
      volume_id: id,
      size_bytes: size ?? Infinity,
      state,
      pool: pools?.find((pool) => pool.id === storageid),
      snapshots: snapshots?.filter(({ volumeid }) => volumeid === id).length,
    })),
    vm_snapshots: vmSnapshots.length,
    backup_offering: appliance?.backupofferingid !== undefined,
  });
}

/** The strategy that a run of this request would follow; `none`, too, where no test would start. */
export async function strategyOfRun(input: ReadinessInput, facts: Facts): Promise<Strategy> {
  if (input.type === 'live') return input.request.custom_config.skip_snapshot === true ? 'none' : 'volume-snapshot';
  const choice = await strategyOf(input, facts);
  return 'problem' in choice ? 'none' : choice.strategy;
}
