import { parseDuration } from '../../domain/duration.js';
import type { Strategy } from '../../domain/itinerary.js';
import type { BootCheck, CustomConfig, PlannedMachine, RunPlan } from '../../domain/plan.js';
import type { Facts } from '../facts.js';
import type { ReadinessInput } from '../input.js';
import { resolveDisks } from './disks.js';
import type { ItineraryInput } from './itinerary/calls.js';
import { liveItinerary } from './itinerary/live.js';
import { testItinerary } from './itinerary/test.js';
import { planMachine } from './machine.js';
import { rollbackOf } from './rollback.js';
import { strategyOf, strategyOfRun } from './strategy-facts.js';
import { atLeast } from './version.js';

/** How long a test is held that does not say. */
export const DEFAULT_TEST_MS = 2 * 60 * 60_000;

/** The frozen plan of a live run whose checks have passed. */
export async function planLive(input: ReadinessInput, facts: Facts, warnings: string[]): Promise<RunPlan> {
  const [strategy, rollback] = await Promise.all([strategyOfRun(input, facts), rollbackOf(input, facts)]);
  const { unrolled, plan } = await common(input, facts, warnings);
  return {
    ...plan,
    itinerary: liveItinerary({ ...unrolled, strategy }),
    rollback_possible: rollback.possible,
    rollback_note: rollback.note,
  };
}

/** The frozen plan of a test whose checks have passed. */
export async function planTest(input: ReadinessInput, facts: Facts, warnings: string[]): Promise<RunPlan> {
  const choice = await strategyOf(input, facts);
  if ('problem' in choice) throw new Error(`planTest was called although a check had failed: ${choice.problem}`);
  const { unrolled, plan } = await common(input, facts, warnings);
  const { test_duration_ms = DEFAULT_TEST_MS } = input.request;
  return {
    ...plan,
    itinerary: testItinerary({ ...unrolled, strategy: choice.strategy }),
    rollback_possible: false,
    rollback_note: 'a test gives its replicas back by itself',
    test: {
      strategy_reasons: [...choice.reasons, ...nvramNote(choice.strategy, plan.machine)],
      duration_ms: test_duration_ms,
    },
  };
}

/** Facts §5.3: a disk-only VM snapshot holds no firmware variables. */
function nvramNote(strategy: Strategy, { boot_type }: PlannedMachine): string[] {
  return strategy === 'vm-snapshot' && boot_type === 'UEFI'
    ? [
        "UEFI: the VM snapshot holds the disks only; firmware variables (NVRAM: boot entries, Secure Boot keys) are the test VM's own, are not reverted, and go with it",
      ]
    : [];
}

/** What both kinds have in common, and what their itineraries are unrolled from. */
async function common(
  input: ReadinessInput,
  facts: Facts,
  warnings: string[],
): Promise<{
  unrolled: Omit<ItineraryInput, 'strategy'>;
  plan: Omit<RunPlan, 'itinerary' | 'rollback_possible' | 'rollback_note' | 'test'>;
}> {
  const { config, vm, request, job_id } = input;
  const [machine, volumes, capabilities, template, appliance] = await Promise.all([
    planMachine(input, facts),
    facts.applianceVolumes(),
    facts.capabilities(),
    facts.template(),
    facts.appliance(),
  ]);
  if (config === null) throw new Error('a run was planned without a configuration');
  const resolved = resolveDisks(vm.disks, volumes, config.oma_vm_id);
  if ('problem' in resolved) throw new Error(`a run was planned although a check had failed: ${resolved.problem}`);
  const shared = {
    job_id,
    vm_id: vm.vm_id,
    appliance_vm_id: config.oma_vm_id,
    machine,
    disks: resolved.disks,
  };
  return {
    unrolled: {
      ...shared,
      iso: template?.iso === true,
      // Servers that hide their version still show whether VMs have the flag.
      delete_protection:
        atLeast(capabilities.cloudstackversion, 4, 20) ||
        (capabilities.cloudstackversion === undefined && appliance?.deleteprotection !== undefined),
      ...bootCheckOf(request.custom_config),
    },
    plan: { ...shared, vm_name: vm.name, config: config.name, warnings },
  };
}

const DEFAULT_BOOT_CHECK_MS = 5 * 60_000;

function bootCheckOf({ boot_check: asked }: CustomConfig): { boot_check?: BootCheck } {
  if (asked === undefined) return {};
  const { kind, port, path = '/', timeout, required } = asked;
  return { boot_check: { kind, port, path, timeout_ms: parseDuration(timeout) ?? DEFAULT_BOOT_CHECK_MS, required } };
}
