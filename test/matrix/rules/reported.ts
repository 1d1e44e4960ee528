import type { SimulatedState, StatusBody, StepsBody } from '../../support/driver.js';
import type { Told } from './told.js';
import { idsIn, isDeploy, type Traces } from './traces.js';

/** R9: what the API says of an ended run and CloudStack does not show: ids, the destination and its state, who did what. */
export function invented(
  { status, steps: { steps }, stands }: Pick<Told, 'status' | 'steps' | 'stands'>,
  traces: Traces,
  state: SimulatedState,
): string[] {
  const isKnown = (id: string): boolean => traces.known.has(id) || idsIn(state).has(id);
  const { destination_vm_id, snapshot_id } = status.job_details;
  const calls = steps.flatMap((step) => step.calls);
  return [
    ...[...idsIn({ status, steps })].filter((id) => !isKnown(id)).map((id) => `CloudStack knows nothing of ${id}`),
    ...(stands === 'destination' ? destinationInvented(status, traces, state) : []),
    ...(snapshot_id === null || isBootSnapshot(snapshot_id, traces)
      ? []
      : [`${snapshot_id} is no snapshot of the boot disk`]),
    ...(destination_vm_id === null || traces.effects.some(({ object_id }) => object_id === destination_vm_id)
      ? []
      : [`VM ${destination_vm_id} is not of this run`]),
    ...(stands === 'home' ? unsaid(status, traces, state) : []),
    ...calls.flatMap((call) => callInvented(call, traces)),
  ];
}

function destinationInvented({ job_details, outcome }: StatusBody, { vm }: Traces, state: SimulatedState): string[] {
  const destination = state.vms.find(({ id }) => id === job_details.destination_vm_id);
  if (destination?.name !== vm.name) return [`the destination is ${destination?.name ?? 'no VM'}, not ${vm.name}`];
  return destination.state === outcome?.destination_state
    ? []
    : [`the destination is ${destination.state}, not ${String(outcome?.destination_state)}`];
}

/** The boot disk's own or, where there is one, the VM's. */
function isBootSnapshot(id: string, { snapshots, effects, vm }: Traces): boolean {
  const ofVm = effects.some(({ command, object_id }) => command === 'createVMSnapshot' && object_id === id);
  return ofVm || snapshots.get(id) === vm.disks[0]?.volume_id;
}

/** A run that went back names every VM of its own that is still there. */
function unsaid({ outcome }: StatusBody, { effects, vm }: Traces, state: SimulatedState): string[] {
  const made = effects.filter(({ command, params }) => isDeploy(command, params, vm)).map(({ object_id }) => object_id);
  return state.vms
    .filter(({ id }) => made.includes(id) && !JSON.stringify(outcome).includes(id))
    .map(({ id, state: is }) => `VM ${id} is left (${is}) and not named`);
}

function callInvented(call: StepsBody['steps'][number]['calls'][number], { effects, jobs }: Traces): string[] {
  const { activity, object, status, found, cloudstack_job_id: jobId, key, observed = '' } = call;
  const isCommand = !/^(confirm|bootCheck)/.test(activity);
  const done = effects.some(
    (effect) =>
      effect.command === activity &&
      // Where the id of an object was hidden from the run, what it observed names it; a VM snapshot names its VM.
      (effect.object_id === object ||
        effect.summary.includes(object) ||
        Object.values(effect.params).includes(object) ||
        observed.includes(effect.object_id)),
  );
  // Somebody may have done it between our look and our command, which then changes nothing.
  const acknowledged = jobId !== undefined && jobs.get(jobId)?.jobstatus === 1;
  return [
    ...(jobId !== undefined && jobs.get(jobId)?.command !== activity ? [`${key}: ${jobId} is not its job`] : []),
    ...(isCommand && found === false && ['completed', 'undone'].includes(status) && !done && !acknowledged
      ? [`${key} is reported as done by the run, which did nothing: ${JSON.stringify(call)}`]
      : []),
  ];
}
