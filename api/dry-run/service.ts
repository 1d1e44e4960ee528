import type { z } from 'zod';
import { MUTATIONS, plannedSteps, type CallSpec, type Itinerary } from '../../domain/itinerary.js';
import type { RunPlan } from '../../domain/plan.js';
import type { ApiDeps } from '../deps.js';
import { dataAge } from '../failover/data-age.js';
import { estimateDuration } from '../failover/estimate.js';
import { LiveRequest, TestRequest } from '../failover/schemas.js';
import { refuseContradictions, toStartRequest, toTestRequest } from '../failover/start.js';
import { evaluate } from '../readiness/evaluate.js';
import { gather } from '../readiness/input.js';
import { done } from '../schemas.js';
import type { DryRunRequest, DryRunResponse } from './schemas.js';

type Answer = z.input<typeof DryRunResponse>;
type Plan = NonNullable<Answer['plan']>;
type Call = Plan['steps'][number]['calls'][number];

/** Id that names and markers are derived from here; no job ever bears it. */
const NO_JOB = 'dry-run';

/**
 * What a start would do, by the very plan it would follow; nothing is written anywhere. Raises what a start raises before
 * its readiness: options of later releases (422), unknown VM (404), contradictory name or network (400).
 */
export async function dryRun(deps: ApiDeps, { type, ...body }: DryRunRequest): Promise<Answer> {
  const request = type === 'test' ? toTestRequest(TestRequest.parse(body)) : toStartRequest(LiveRequest.parse(body));
  const gathered = await gather(deps, type, NO_JOB, request);
  const { vm } = gathered.input;
  refuseContradictions(request, vm);
  const { refusal, plan, checks, warnings, required_actions } = await evaluate(gathered, deps.logger);
  const message = refusal === null ? `The ${type} failover would start` : `The ${type} failover would be refused`;
  return done(message, {
    would_start: refusal === null,
    refusal: refusal && { error_code: refusal.code, message: refusal.message },
    checks,
    warnings,
    required_actions,
    estimated_duration:
      plan === null ? 'Cannot estimate - validation failed' : await estimateDuration(deps.db, plan.itinerary),
    data_age: plan && dataAge(plan.disks, vm, deps.now().getTime()),
    plan: plan && shownPlan(plan),
  });
}

function shownPlan(plan: RunPlan): Plan {
  const { machine, itinerary } = plan;
  const { host_name, display_name, zone_id, account, domain_id, hypervisor, template_id } = machine;
  const { boot_type, boot_mode, root_disk_controller, data_disk_controller, nic_adapter } = machine;
  return {
    vm_id: plan.vm_id,
    vm_name: plan.vm_name,
    config: plan.config,
    appliance_vm_id: plan.appliance_vm_id,
    strategy: itinerary.strategy,
    strategy_reasons: plan.test?.strategy_reasons ?? [
      LIVE_REASON[itinerary.strategy === 'none' ? 'none' : 'snapshots'],
    ],
    rollback: { possible: plan.rollback_possible, note: plan.rollback_note },
    destination: { host_name, display_name, zone_id, account, domain_id, hypervisor, template_id },
    offering: {
      service_offering_id: machine.service_offering_id,
      cpu_count: machine.cpu_count,
      memory_mb: machine.memory_mb,
      details: machine.offering_details,
    },
    hardware: {
      os_type_id: machine.os_type_id ?? null,
      ...{ boot_type, boot_mode, root_disk_controller, data_disk_controller, nic_adapter },
    },
    nics: machine.nics,
    disks: plan.disks,
    ...shownItinerary(itinerary),
  };
}

const LIVE_REASON = {
  none: 'custom_config.skip_snapshot leaves the replicas without snapshots',
  snapshots: 'a live failover is protected by volume snapshots',
};

function shownItinerary(itinerary: Itinerary): Pick<Plan, 'steps' | 'way_back' | 'returns' | 'total_changes'> {
  const calls = plannedSteps(itinerary).flatMap((step) => step.calls.map(shownCall));
  return {
    steps: itinerary.steps.map(({ name, status, after, skippable, calls }) => ({
      ...{ name, status, after, skippable },
      no_return: name === itinerary.no_return,
      calls: calls.map(shownCall),
    })),
    way_back: itinerary.way_back.map((step) => ({ ...step, calls: step.calls.map(shownCall) })),
    returns: itinerary.returns,
    total_changes: calls.filter(({ changes }) => changes).length,
  };
}

function shownCall({ key, activity, object, args }: CallSpec): Call {
  return { key, command: activity, changes: (MUTATIONS as readonly string[]).includes(activity), object, args };
}
