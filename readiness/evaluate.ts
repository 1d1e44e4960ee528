import type { Readiness, Refusal } from '../domain/readiness.js';
import type { ApiErrorCode } from '../domain/errors.js';
import { runCheck, type CheckDefinition, type CheckResult } from './check.js';
import { access, appliance, networkMappings, owner, rootDestruction, volumeState } from './checks/cloudstack.js';
import { activeJobs, resync, sourcePower, syncStatus, vmExistence } from './checks/inventory.js';
import { guestHardware, hostName, serviceOffering, template, zone } from './checks/machine.js';
import { createFacts } from './facts.js';
import type { ReadinessInput, ReadinessPorts } from './input.js';
import { planLive } from './plan/run-plan.js';

/** The mission's five first, in its order. */
const CHECKS: CheckDefinition[] = [
  vmExistence,
  activeJobs,
  syncStatus,
  networkMappings,
  volumeState,
  resync,
  sourcePower,
  access,
  appliance,
  owner,
  rootDestruction,
  zone,
  serviceOffering,
  template,
  guestHardware,
  hostName,
];

/** Which refusal is told when several hold: what hides the others first. */
const PRECEDENCE: ApiErrorCode[] = [
  'OSSEA_NOT_CONFIGURED',
  'ACTIVE_JOBS',
  'INVALID_STATE',
  'OSSEA_API_ERROR',
  'NETWORK_MAPPING_MISSING',
  'CONFIRMATION_REQUIRED',
  'NOT_READY',
];

/**
 * Whether a failover of this VM may start now, and, where it may, the plan it would follow. Used alike by the readiness
 * routes, by a start and by the run's own `validate`. CloudStack trouble never throws: its checks become `unknown`.
 */
export async function evaluateReadiness(input: ReadinessInput, ports: ReadinessPorts): Promise<Readiness> {
  const started = ports.now();
  if (input.config === null) return notConfigured(input, ports.now() - started);
  const facts = createFacts(ports.reads, input.config);
  const results = await Promise.all(CHECKS.map((check) => runCheck(check, input, facts, ports.now)));
  const refusal = refusalOf(results, input.request.skip_validation) ?? protectionRefusal(input);
  const warnings = results.filter((r) => r.finding.status === 'warning').map((r) => r.finding.message);
  const checks = results.map((r) => r.check);
  const counted = checks.filter((c) => c.status !== 'skip');
  return {
    vm_id: input.vm.vm_id,
    is_ready: refusal === null,
    readiness_score: (checks.filter((c) => c.status === 'pass').length / counted.length) * 100,
    checks,
    warnings,
    errors: results
      .filter((r) => r.finding.status === 'fail' || r.finding.status === 'unknown')
      .map((r) => r.finding.message),
    required_actions: results.flatMap((r) => (r.finding.action === undefined ? [] : [r.finding.action])),
    execution_time: Math.round(ports.now() - started),
    refusal,
    plan: refusal === null ? await planLive(input, facts, warnings) : null,
  };
}

/** `skip_validation` skips advice, never safety; an unanswered question refuses like a failed one. */
function refusalOf(results: readonly CheckResult[], skipAdvice: boolean): Refusal | null {
  const refusing = results.filter(
    (r) =>
      r.finding.refuses !== undefined &&
      (r.definition.type !== 'info' || r.finding.status === 'unknown') &&
      (r.definition.safety || !skipAdvice),
  );
  for (const code of PRECEDENCE) {
    const first = refusing.find((r) => r.finding.refuses === code);
    if (first !== undefined) return { code, message: `${first.definition.name}: ${first.finding.message}` };
  }
  return null;
}

/** A live run always protects by volume snapshots (safety.md, "Itineraries"). */
function protectionRefusal(input: ReadinessInput): Refusal | null {
  const asked = input.request.custom_config.protection ?? 'auto';
  if (input.type !== 'live' || asked === 'auto' || asked === 'volume-snapshot') return null;
  return { code: 'NOT_READY', message: `A live failover protects by volume snapshots, not by ${asked}` };
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
