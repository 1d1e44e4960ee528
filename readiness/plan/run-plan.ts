import { parseDuration } from '../../domain/duration.js';
import type { BootCheck, CustomConfig, RunPlan } from '../../domain/plan.js';
import type { Facts } from '../facts.js';
import type { ReadinessInput } from '../input.js';
import { resolveDisks } from './disks.js';
import { liveItinerary } from './itinerary/live.js';
import { planMachine } from './machine.js';
import { rollbackOf } from './rollback.js';
import { atLeast } from './version.js';

/** The frozen plan of a live run whose checks have passed. */
export async function planLive(input: ReadinessInput, facts: Facts, warnings: string[]): Promise<RunPlan> {
  const { config, vm, request, job_id } = input;
  const [machine, volumes, capabilities, template, appliance] = await Promise.all([
    planMachine(input, facts),
    facts.applianceVolumes(),
    facts.capabilities(),
    facts.template(),
    facts.appliance(),
  ]);
  if (config === null) throw new Error('planLive was called without a configuration');
  const resolved = resolveDisks(vm.disks, volumes, config.oma_vm_id);
  if ('problem' in resolved) throw new Error(`planLive was called although a check had failed: ${resolved.problem}`);
  const snapshots = request.custom_config.skip_snapshot !== true;
  const rollback = rollbackOf(snapshots, config.storage_kind);
  return {
    job_id,
    vm_id: vm.vm_id,
    vm_name: vm.name,
    config: config.name,
    appliance_vm_id: config.oma_vm_id,
    machine,
    disks: resolved.disks,
    itinerary: liveItinerary({
      job_id,
      vm_id: vm.vm_id,
      appliance_vm_id: config.oma_vm_id,
      machine,
      disks: resolved.disks,
      strategy: snapshots ? 'volume-snapshot' : 'none',
      iso: template?.iso === true,
      // Servers that hide their version still show whether VMs have the flag.
      delete_protection:
        atLeast(capabilities.cloudstackversion, 4, 20) ||
        (capabilities.cloudstackversion === undefined && appliance?.deleteprotection !== undefined),
      ...bootCheckOf(request.custom_config),
    }),
    rollback_possible: rollback.possible,
    rollback_note: rollback.note,
    warnings,
  };
}

const DEFAULT_BOOT_CHECK_MS = 5 * 60_000;

function bootCheckOf({ boot_check: asked }: CustomConfig): { boot_check?: BootCheck } {
  if (asked === undefined) return {};
  const { kind, port, path = '/', timeout, required } = asked;
  return { boot_check: { kind, port, path, timeout_ms: parseDuration(timeout) ?? DEFAULT_BOOT_CHECK_MS, required } };
}
