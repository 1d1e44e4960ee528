import { runtime } from '../protocol/errors.js';
import type { World } from '../world.js';
import { checkNicChange, nicCommand, nicOf } from './nic-rules.js';

/** The new default takes device 0, the old one its place (recording "updateDefaultNicForVirtualMachine"). */
export const updateDefaultNicForVirtualMachine = nicCommand({
  name: 'updateDefaultNicForVirtualMachine',
  description: 'Changes the default NIC on a VM',
  cmd: '*.vm.UpdateDefaultNicForVMCmd',
  check: checkRequest,
  change(vm, nicId) {
    const { deviceid } = nicOf(vm, 'updatedefaultnicforvirtualmachine', nicId);
    const changed = vm.nics.map((nic) => {
      if (nic.id === nicId) return { ...nic, isdefault: true, deviceid: 0 };
      return nic.isdefault ? { ...nic, isdefault: false, deviceid } : nic;
    });
    return { nics: changed.sort((a, b) => a.deviceid - b.deviceid), summary: `default NIC is ${nicId}` };
  },
});

function checkRequest(world: World, vmId: string, nicId: string): void {
  const vm = world.db.vms.must(vmId);
  checkNicChange(world, vm, 'updated for');
  if (nicOf(vm, 'updatedefaultnicforvirtualmachine', nicId).isdefault)
    throw runtime('refusing to set default nic because chosen nic is already the default');
}
