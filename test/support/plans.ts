import type { Itinerary, Strategy } from '../../domain/itinerary.js';
import type { BootCheck, PlannedDisk, PlannedMachine, RunPlan } from '../../domain/plan.js';
import type { ItineraryInput } from '../../readiness/plan/itinerary/calls.js';
import { liveItinerary } from '../../readiness/plan/itinerary/live.js';
import { testItinerary } from '../../readiness/plan/itinerary/test.js';

export interface PlanChange {
  count?: number;
  strategy?: Strategy;
  boot_check?: BootCheck;
}

/** A live plan over `count` disks named disk-0, disk-1 …, as readiness would make it. */
export function livePlan(jobId: string, vmId: string, change: PlanChange = {}): RunPlan {
  return planOf(liveItinerary, jobId, vmId, change);
}

/** The plan of a test that is held for so many milliseconds, or until it is ended (null). */
export function testPlan(
  jobId: string,
  vmId: string,
  { duration_ms = null, ...change }: PlanChange & { duration_ms?: number | null } = {},
): RunPlan {
  return { ...planOf(testItinerary, jobId, vmId, change), test: { strategy_reasons: [], duration_ms } };
}

function planOf(
  itineraryOf: (input: ItineraryInput) => Itinerary,
  jobId: string,
  vmId: string,
  { count = 2, ...change }: PlanChange,
): RunPlan {
  const disks: PlannedDisk[] = Array.from({ length: count }, (_, i) => ({
    disk_id: `disk-${2000 + i}`,
    volume_id: `disk-${i}`,
    size_bytes: 1024 ** 3,
    boot: i === 0,
    device_id: i < 3 ? i : i + 1,
    appliance_device_id: i + 4,
    change_id: `change-${i}`,
  }));
  const machine: PlannedMachine = {
    host_name: 'host',
    display_name: 'Host',
    zone_id: 'zone',
    account: 'owner',
    domain_id: 'domain',
    hypervisor: 'KVM',
    template_id: 'template',
    service_offering_id: 'offering',
    cpu_count: 2,
    memory_mb: 4096,
    offering_details: {},
    boot_type: 'BIOS',
    boot_mode: 'LEGACY',
    root_disk_controller: 'ide',
    data_disk_controller: 'ide',
    nic_adapter: 'e1000',
    nics: [
      { source_network_name: 'VM Network', network_id: 'network', network_name: 'Network', mac: '00:50:56:00:00:01' },
    ],
  };
  return {
    job_id: jobId,
    vm_id: vmId,
    vm_name: 'Host',
    config: 'primary',
    appliance_vm_id: 'appliance',
    machine,
    disks,
    itinerary: itineraryOf({
      job_id: jobId,
      vm_id: vmId,
      appliance_vm_id: 'appliance',
      machine,
      disks,
      strategy: 'volume-snapshot',
      iso: false,
      delete_protection: true,
      ...change,
    }),
    rollback_possible: true,
    rollback_note: 'rollback: possible until commit',
    warnings: [],
  };
}
