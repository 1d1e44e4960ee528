import { z } from 'zod';
import type { CallInput, CallResult } from '../../domain/call.js';
import type { VirtualMachine, Volume } from '../../domain/cloudstack.js';
import { isGone } from '../../domain/vm-states.js';
import type { CloudStackPort } from '../deps.js';
import { findAllOfJob } from '../lib/destination.js';
import { callFailure } from '../lib/failure.js';

const Disks = z.array(z.object({ volume_id: z.string(), device_id: z.number() }));
const DestinationArgs = z.object({
  machine: z.object({
    host_name: z.string(),
    cpu_count: z.number(),
    memory_mb: z.number(),
    boot_type: z.string(),
    boot_mode: z.string(),
    nics: z.array(z.object({ network_id: z.string(), network_name: z.string(), mac: z.string() })),
  }),
  disks: Disks,
  /** Tell where each volume's file is, as far as the key may read it. */
  paths: z.boolean().default(false),
});
const RunningArgs = z.object({ disks: Disks });

/** Reads the stopped destination against the plan: CPU, memory, firmware, NICs in order with their MACs, every disk at its device, and no second VM of this job (R1). */
export async function confirmDestination(cs: CloudStackPort, input: CallInput): Promise<CallResult> {
  const { machine, disks, paths } = DestinationArgs.parse(input.args);
  const { vm, volumes } = await read(cs, input);
  const nics = [...(vm.nic ?? [])].sort((a, b) => Number(a.deviceid ?? 0) - Number(b.deviceid ?? 0));
  const ours = await findAllOfJob(cs.reads, input.object, machine.host_name, input.job_id);
  const present = ours.filter((one) => !isGone(one));
  const wrong = [
    ...differs('VMs of this job', present.length, 1),
    ...differs('CPUs', vm.cpunumber, machine.cpu_count),
    ...differs('MiB of memory', vm.memory, machine.memory_mb),
    ...firmwareDiffers(vm, machine),
    ...differs('NICs', nics.length, machine.nics.length),
    ...machine.nics.flatMap((nic, i) => [
      ...differs(`network of NIC ${i}`, nics[i]?.networkid, nic.network_id),
      ...differs(`MAC of NIC ${i}`, nics[i]?.macaddress?.toLowerCase(), nic.mac),
    ]),
    ...misplaced(volumes, disks),
  ];
  if (wrong.length > 0)
    throw callFailure('refused', `VM ${vm.id} is not as planned: ${wrong.join('; ')}`, {
      code: 'NOT_AS_PLANNED',
      command: input.activity,
    });
  const busy = [
    ...(vm.state === 'Stopped' ? [] : [`VM ${vm.id} is ${vm.state}`]),
    ...volumes.filter((v) => v.state !== 'Ready').map((v) => `volume ${v.id} is ${v.state}`),
  ];
  if (busy.length > 0)
    throw callFailure('busy', `Not at rest: ${busy.join('; ')}`, { code: 'NOT_AT_REST', command: input.activity });
  const networks = machine.nics.map((nic) => `${nic.network_name} (${nic.mac})`).join(', ');
  return {
    observed: `VM ${vm.id} has ${count(machine.cpu_count, 'CPU')}, ${machine.memory_mb} MiB, ${machine.boot_type}, ${networks}, ${count(disks.length, 'disk')} in place`,
    found: true,
    ...(paths
      ? { refs: Object.fromEntries(volumes.flatMap((v) => (v.path === undefined ? [] : [[`$path.${v.id}`, v.path]]))) }
      : {}),
  };
}

/** Reads the started destination: Running, and none of its volumes left out (CloudStack starts a VM without a volume that is busy, facts §4.3). */
export async function confirmRunning(cs: CloudStackPort, input: CallInput): Promise<CallResult> {
  const { disks } = RunningArgs.parse(input.args);
  const { vm, volumes } = await read(cs, input);
  const wrong = [
    ...differs('state', vm.state, 'Running'),
    ...misplaced(volumes, disks),
    ...volumes.filter((v) => v.state !== 'Ready').map((v) => `volume ${v.id} is ${v.state}`),
  ];
  if (wrong.length > 0)
    throw callFailure('busy', `VM ${vm.id} is not as wanted: ${wrong.join('; ')}`, {
      code: 'NOT_AS_PLANNED',
      command: input.activity,
    });
  return {
    observed: `VM ${vm.id} is Running with ${count(disks.length, 'disk')}; whether the guest has booted is not known`,
    found: true,
  };
}

/** CloudStack writes `Uefi` and `secure`, and names no firmware for a BIOS VM with details (recordings, deployVirtualMachine). */
function firmwareDiffers(vm: VirtualMachine, machine: { boot_type: string; boot_mode: string }): string[] {
  const type = vm.boottype?.toUpperCase() ?? 'BIOS';
  if (type !== machine.boot_type || type === 'BIOS') return differs('boot type', type, machine.boot_type);
  return differs('boot mode', vm.bootmode?.toUpperCase(), machine.boot_mode);
}

async function read(cs: CloudStackPort, input: CallInput): Promise<{ vm: VirtualMachine; volumes: Volume[] }> {
  const [vm, volumes] = await Promise.all([
    cs.reads.getVirtualMachine(input.object),
    cs.reads.listVolumesOfVirtualMachine(input.object),
  ]);
  if (vm === undefined)
    throw callFailure('refused', `CloudStack has no VM ${input.object}`, {
      code: 'VM_MISSING',
      command: input.activity,
    });
  return { vm, volumes };
}

function misplaced(volumes: readonly Volume[], disks: z.infer<typeof Disks>): string[] {
  const missing = disks.flatMap((disk) => {
    const volume = volumes.find((v) => v.id === disk.volume_id);
    if (volume === undefined) return [`volume ${disk.volume_id} is not on it`];
    const typeRight = (volume.type === 'ROOT') === (disk.device_id === 0);
    return volume.deviceid === disk.device_id && typeRight
      ? []
      : [`volume ${disk.volume_id} is ${volume.type} at device ${volume.deviceid ?? '?'}, planned ${disk.device_id}`];
  });
  const foreign = volumes
    .filter((v) => !disks.some((d) => d.volume_id === v.id))
    .map((v) => `foreign volume ${v.id} is on it`);
  return [...missing, ...foreign];
}

function differs(what: string, is: string | number | undefined, planned: string | number): string[] {
  return is === planned ? [] : [`${what}: ${is ?? 'unknown'}, planned ${planned}`];
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
