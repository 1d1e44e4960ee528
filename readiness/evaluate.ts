import { scoreOf, type Readiness, type Refusal } from '../domain/readiness.js';
import { REFUSAL_CODES, runCheck, type CheckDefinition, type CheckResult } from './check.js';
import {
  access,
  appliance,
  networkMappings,
  owner,
  poolScope,
  rootDestruction,
  volumeState,
} from './checks/cloudstack.js';
import { activeJobs, resync, vmExistence, volumesFree } from './checks/inventory.js';
import { clock } from './checks/clock.js';
import { capacity, quota } from './checks/limits.js';
import { guestHardware, hostName, serviceOffering, template, zone } from './checks/machine.js';
import { macAddresses, networkState } from './checks/networks.js';
import { protection, sourcePower } from './checks/request.js';
import { storageKind } from './checks/storage-kind.js';
import { syncStatus } from './checks/sync.js';
import { version } from './checks/version.js';
import { estateOf } from './estate.js';
import { createFacts } from './facts.js';
import type { ReadinessInput, ReadinessPorts } from './input.js';
import { planLive, planTest } from './plan/run-plan.js';

/** The mission's five first, in its order. */
const CHECKS: CheckDefinition[] = [
  vmExistence,
  activeJobs,
  syncStatus,
  networkMappings,
  volumeState,
  volumesFree,
  resync,
  sourcePower,
  protection,
  access,
  version,
  clock,
  appliance,
  owner,
  poolScope,
  storageKind,
  rootDestruction,
  networkState,
  macAddresses,
  quota,
  capacity,
  zone,
  serviceOffering,
  template,
  guestHardware,
  hostName,
];

/**
 * Whether a failover of this VM may start now, and, where it may, the plan it would follow. Used alike by the readiness
 * routes, by a start and by the run's own `validate`. CloudStack trouble never throws: its checks become `unknown`.
 */
export async function evaluateReadiness(input: ReadinessInput, ports: ReadinessPorts): Promise<Readiness> {
  const started = ports.now();
  if (input.config === null) return notConfigured(input, ports.now() - started);
  const facts = createFacts(ports.reads, estateOf(ports.reads, input.config, ports.now), input.config);
  const results = await Promise.all(CHECKS.map((check) => runCheck(check, input, facts, ports)));
  const skipAdvice = input.request.skip_validation;
  const refusal = refusalOf(results.filter((r) => refuses(r, skipAdvice)));
  const warnings = messages(results.filter((r) => r.finding.status === 'warning'));
  const skipped = messages(results.filter((r) => refuses(r, false) && !refuses(r, skipAdvice)));
  const checks = results.map((r) => r.check);
  const planRun = input.type === 'test' ? planTest : planLive;
  return {
    vm_id: input.vm.vm_id,
    is_ready: refusal === null,
    readiness_score: scoreOf(checks),
    checks,
    warnings,
    errors: messages(results.filter((r) => r.finding.status === 'fail' || r.finding.status === 'unknown')),
    required_actions: results.flatMap((r) => (r.finding.action === undefined ? [] : [r.finding.action])),
    execution_time: Math.round(ports.now() - started),
    refusal,
    plan: refusal === null ? await planRun(input, facts, [...warnings, ...skipped]) : null,
  };
}

/** `skip_validation` skips advice, never safety; an unanswered question refuses like a failed one. */
function refuses({ definition, finding }: CheckResult, skipAdvice: boolean): boolean {
  return finding.refuses !== undefined && (definition.safety || !skipAdvice);
}

function refusalOf(refusing: readonly CheckResult[]): Refusal | null {
  for (const code of REFUSAL_CODES) {
    const first = refusing.find((r) => r.finding.refuses === code);
    if (first !== undefined) return { code, message: `${first.definition.name}: ${first.finding.message}` };
  }
  return null;
}

function messages(results: readonly CheckResult[]): string[] {
  return results.map((r) => r.finding.message);
}

function notConfigured(input: ReadinessInput, elapsed: number): Readiness {
  const message = 'There is no active OSSEA configuration';
  return {
    vm_id: input.vm.vm_id,
    is_ready: false,
    readiness_score: 0,
    checks: [],
    warnings: [],
    errors: [message],
    required_actions: ['Create an OSSEA configuration and activate it.'],
    execution_time: Math.round(elapsed),
    refusal: { code: 'OSSEA_NOT_CONFIGURED', message },
    plan: null,
  };
}
