import type { VirtualMachine, Volume } from '../../domain/cloudstack.js';
import type { StepName, Strategy } from '../../domain/itinerary.js';
import type { RecordedJob } from '../../domain/job.js';
import type { RunPlan } from '../../domain/plan.js';
import type { Ask } from '../../readiness/follow-up/job.js';
import { requiredCommands } from '../../readiness/plan/commands.js';
import { FakeReads, type CloudStackData } from './fake-reads.js';
import { livePlan } from './plans.js';

export const JOB = 'failover-20260101-000000-aaaaaa';

/** A live failover of two disks that has completed, and CloudStack as it stands then; a test changes what it is about. */
export interface Ground {
  job: RecordedJob;
  plan: RunPlan;
  cloud: CloudStackData;
  vm: VirtualMachine;
  appliance: VirtualMachine;
  volume: (disk: number) => Volume;
  ask: Ask;
}

export function followUpGround(strategy: Strategy = 'volume-snapshot'): Ground {
  const plan = livePlan(JOB, 'vm-1', { strategy });
  const owner = { account: 'owner', domainid: 'domain', zoneid: 'zone' };
  const vm: VirtualMachine = {
    id: 'vm',
    name: 'host',
    state: 'Running',
    hypervisor: 'KVM',
    details: { 'failover.job': JOB },
    ...owner,
  };
  const appliance: VirtualMachine = {
    ...{ id: plan.appliance_vm_id, name: 'oma', state: 'Running', hypervisor: 'KVM' },
    ...owner,
  };
  const cloud: CloudStackData = {
    capabilities: {},
    clock: { low: 0, high: 0 },
    apis: [...requiredCommands()],
    virtualMachines: [vm, appliance],
    volumes: plan.disks.map(({ volume_id, size_bytes, device_id, boot }) => ({
      id: volume_id,
      name: volume_id,
      state: 'Ready',
      type: boot ? 'ROOT' : 'DATADISK',
      size: size_bytes,
      virtualmachineid: vm.id,
      deviceid: device_id,
      ...owner,
    })),
    snapshots: plan.disks.map(({ volume_id }, i) => ({
      id: `snapshot-${i}`,
      name: 'ours',
      state: 'BackedUp',
      volumeid: volume_id,
    })),
    vmSnapshots: [],
    networks: [],
    zones: [],
    offerings: [],
    templates: [],
    isos: [],
    osTypes: [],
    pools: [],
    hosts: [],
    quotas: [],
    configurations: {},
  };
  const job: RecordedJob = {
    job_id: JOB,
    job_type: 'live',
    status: 'completed',
    parent_job_id: null,
    destination_vm_id: vm.id,
    blank_root_id: 'blank',
    ossea_snapshot_id: null,
    plan,
    steps: begun(plan, 'complete'),
    volumes: plan.disks.map(({ volume_id, disk_id, boot, appliance_device_id, change_id }, i) => ({
      volume_id,
      disk_id,
      boot,
      original_device_id: appliance_device_id,
      change_id,
      snapshot_id: `snapshot-${i}`,
      state: 'on_destination',
    })),
    held_by: JOB,
    inventory: {
      config: plan.config,
      appliance_vm_id: plan.appliance_vm_id,
      volumes: plan.disks.map(({ volume_id }) => volume_id),
    },
    followed_by: [],
    lost_recoveries: [],
    failed_over_by: [JOB],
  };
  const volume = (disk: number): Volume => {
    const found = cloud.volumes.find(({ id }) => id === `disk-${disk}`);
    if (found === undefined) throw new Error(`there is no disk ${disk}`);
    return found;
  };
  return { job, plan, cloud, vm, appliance, volume, ask: () => Promise.resolve(new FakeReads(cloud).reads) };
}

/** Every step of the plan: those up to `last` as done, the others as pending. */
export function begun({ itinerary }: RunPlan, last: StepName): RecordedJob['steps'] {
  const steps = [...itinerary.steps, ...itinerary.way_back];
  const end = steps.findIndex(({ name }) => name === last);
  return steps.map(({ name, calls }, position) => {
    const status = position <= end ? ('completed' as const) : ('pending' as const);
    return {
      name,
      position,
      status,
      calls: calls.map(({ key, activity, object }) => ({ key, activity, object, status, try: 0 })),
    };
  });
}
