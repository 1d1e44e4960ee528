import type { VirtualMachine, VmSnapshot } from '../../domain/cloudstack.js';

export interface ApplianceProblem {
  problem: string;
  action: string;
}

/** Why no volume can be detached from the appliance or attached to it (facts §4.1, §4.2); empty where one can. */
export function applianceProblems(
  id: string,
  vm: VirtualMachine | undefined,
  snapshots: readonly VmSnapshot[],
): ApplianceProblem[] {
  if (vm === undefined)
    return [
      {
        problem: `There is no VM ${id}, which is to be the appliance`,
        action: 'Correct oma_vm_id in the OSSEA configuration.',
      },
    ];
  const problems: ApplianceProblem[] = [];
  if (vm.state !== 'Running' && vm.state !== 'Stopped')
    problems.push({
      problem: `The appliance is ${vm.state}; volumes move only while it is Running or Stopped`,
      action: 'Start the appliance.',
    });
  if (snapshots.length > 0)
    problems.push({
      problem: 'The appliance has VM snapshots, which block attach and detach',
      action: 'Delete the VM snapshots of the appliance.',
    });
  if (vm.backupofferingid !== undefined)
    problems.push({
      problem: 'The appliance is in a backup offering, which blocks detach',
      action: 'Remove the appliance from its backup offering.',
    });
  return problems;
}
