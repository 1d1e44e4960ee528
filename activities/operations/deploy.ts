import { z } from 'zod';
import { details, ipToNetworkList, type CommandParams } from '../../cloudstack/commands.js';
import type { AsyncJob, VirtualMachine } from '../../domain/cloudstack.js';
import { freshnessOf } from '../../domain/freshness.js';
import type { PlannedMachine } from '../../domain/plan.js';
import { isOurs, MARKER } from '../../domain/marker.js';
import { isGone } from '../../domain/vm-states.js';
import { isBlankRoot } from '../lib/destination.js';
import type { Look, Operation, OperationFactory } from './operation.js';

const MachineArgs = z.object({
  machine: z.object({
    host_name: z.string(),
    display_name: z.string(),
    zone_id: z.string(),
    account: z.string(),
    domain_id: z.string(),
    hypervisor: z.string(),
    template_id: z.string(),
    disk_offering_id: z.string().optional(),
    service_offering_id: z.string(),
    offering_details: z.record(z.string(), z.string()),
    boot_type: z.enum(['BIOS', 'UEFI']),
    boot_mode: z.enum(['LEGACY', 'SECURE']),
    root_disk_controller: z.string(),
    data_disk_controller: z.string(),
    nic_adapter: z.string(),
    nics: z.array(z.object({ network_id: z.string(), mac: z.string(), ip: z.string().optional() })),
  }),
});
type Machine = z.infer<typeof MachineArgs>['machine'];

/**
 * deployVirtualMachine with startvm=false: leaves the VM Stopped with a blank root at device 0 (facts §3.2), whose id is
 * recorded here because only a volume recorded by its job may ever be deleted (R1).
 */
export const deployVirtualMachine: OperationFactory = ({ input, cs }): Operation => {
  const { machine } = MachineArgs.parse(input.args);
  return {
    synchronous: false,
    creates: true,
    async look(job?: AsyncJob): Promise<Look> {
      const named = await cs.reads.findVirtualMachinesByName(machine.host_name);
      const ours = named.filter((vm) => (isOurs(vm, input.of_job) || vm.id === job?.jobinstanceid) && !isGone(vm));
      if (ours.length > 1)
        return {
          is: 'impossible',
          why: `CloudStack has ${ours.length} VMs of this job: ${ours.map((vm) => vm.id).join(', ')}`,
        };
      const [vm] = ours;
      if (vm === undefined)
        return {
          is: 'ready',
          send: (options) => cs.commands.deployVirtualMachine(deployParameters(machine, input.job_id), options),
        };
      if (vm.state === 'Stopped') return made(vm);
      if (vm.state === 'Starting' || vm.state === 'Stopping')
        return { is: 'transitional', observed: `VM ${vm.id} is ${vm.state}` };
      return { is: 'impossible', why: `VM ${vm.id} was made, but is ${vm.state}` };
    },
  };

  async function made(vm: VirtualMachine): Promise<Look> {
    const volumes = await cs.reads.listVolumesOfVirtualMachine(vm.id);
    const [root] = volumes;
    // The job may end before its root volume can be listed.
    if (root === undefined) return { is: 'transitional', observed: `VM ${vm.id} has no root volume yet` };
    if (volumes.length > 1 || !isBlankRoot(root))
      return {
        is: 'impossible',
        why: `VM ${vm.id} holds more than a blank root: ${volumes.map((v) => v.id).join(', ')}`,
      };
    const fresh = freshnessOf(vm);
    return {
      is: 'done',
      observed: `VM ${vm.id} (${vm.name}) is Stopped with blank root ${root.id}`,
      refs: { $vm: vm.id, $blank_root: root.id, ...(fresh === undefined ? {} : { $fresh: fresh }) },
    };
  }
};

function deployParameters(machine: Machine, jobId: string): CommandParams<'deployVirtualMachine'> {
  return {
    zoneid: machine.zone_id,
    serviceofferingid: machine.service_offering_id,
    templateid: machine.template_id,
    ...(machine.disk_offering_id === undefined
      ? {}
      : { diskofferingid: machine.disk_offering_id, hypervisor: machine.hypervisor }),
    name: machine.host_name,
    displayname: machine.display_name,
    account: machine.account,
    domainid: machine.domain_id,
    startvm: false,
    // bootmode goes with boottype, and neither is needed for BIOS, which is the default (facts §3.1).
    ...(machine.boot_type === 'UEFI' ? { boottype: 'UEFI', bootmode: machine.boot_mode } : {}),
    ...details({
      [MARKER]: jobId,
      rootDiskController: machine.root_disk_controller,
      dataDiskController: machine.data_disk_controller,
      nicAdapter: machine.nic_adapter,
      ...machine.offering_details,
    }),
    ...ipToNetworkList(
      machine.nics.map((nic) => ({
        networkid: nic.network_id,
        mac: nic.mac,
        ...(nic.ip === undefined ? {} : { ip: nic.ip }),
      })),
    ),
  };
}

/** Fails to compile where the plan and what is parsed here drift apart. */
export type DeployMachine = PlannedMachine extends Machine ? Machine : never;
