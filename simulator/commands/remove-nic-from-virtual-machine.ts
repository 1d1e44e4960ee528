import { invalid } from '../protocol/errors.js';
import { vmText } from '../views/vm.js';
import type { World } from '../world.js';
import { checkNicChange, networkText, nicCommand, nicOf } from './nic-rules.js';

/** Not the default NIC (facts §7; recording "removeNicFromVirtualMachine"). */
export const removeNicFromVirtualMachine = nicCommand({
  name: 'removeNicFromVirtualMachine',
  description: 'Removes VM from specified network by deleting a NIC',
  cmd: '*.vm.RemoveNicFromVMCmd',
  check: checkRequest,
  change: ({ nics }, nicId) => ({ nics: nics.filter((nic) => nic.id !== nicId), summary: `NIC ${nicId} removed` }),
});

function checkRequest(world: World, vmId: string, nicId: string): void {
  const vm = world.db.vms.must(vmId);
  checkNicChange(world, vm, 'removed from');
  const nic = nicOf(vm, 'removenicfromvirtualmachine', nicId);
  if (nic.isdefault)
    throw invalid(
      `Unable to remove nic from ${vmText(world, vm)} in ${networkText(world.db.networks.must(nic.networkid))}, nic is default.`,
    );
}
