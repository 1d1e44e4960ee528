import { runtime } from '../protocol/errors.js';
import { bareVmView } from '../views/vm.js';
import type { World } from '../world.js';
import type { AsyncCommand } from './command.js';
import { checkNicChange, nicOf } from './nic-rules.js';

/** The new default takes device 0, the old one its place (recording "updateDefaultNicForVirtualMachine"). */
export const updateDefaultNicForVirtualMachine: AsyncCommand = {
  kind: 'async',
  name: 'updateDefaultNicForVirtualMachine',
  description: 'Changes the default NIC on a VM',
  cmd: '*.vm.UpdateDefaultNicForVMCmd',
  params: {
    virtualmachineid: { type: 'uuid', entity: 'vms', owned: true, required: true },
    nicid: { type: 'string', required: true },
  },
  async run(ctx, args, job) {
    const { world } = ctx;
    const { db } = world;
    const vmId = args.must('virtualmachineid');
    const nicId = args.must('nicid');
    checkRequest(world, vmId, nicId);
    return job.onQueue(vmId, async () => {
      checkRequest(world, vmId, nicId);
      await job.work();
      const { nics } = db.vms.must(vmId);
      const chosen = nicOf(db.vms.must(vmId), 'updatedefaultnicforvirtualmachine', nicId);
      const changed = nics.map((nic) => {
        if (nic.id === nicId) return { ...nic, isdefault: true, deviceid: 0 };
        return nic.isdefault ? { ...nic, isdefault: false, deviceid: chosen.deviceid } : nic;
      });
      db.vms.update(vmId, { nics: changed.sort((a, b) => a.deviceid - b.deviceid) });
      ctx.effect('vm', vmId, `default NIC is ${nicId}`);
      return { virtualmachine: bareVmView(world, db.vms.must(vmId), ctx.caller) };
    });
  },
};

function checkRequest(world: World, vmId: string, nicId: string): void {
  const vm = world.db.vms.must(vmId);
  checkNicChange(world, vm, 'updated for');
  if (nicOf(vm, 'updatedefaultnicforvirtualmachine', nicId).isdefault)
    throw runtime('refusing to set default nic because chosen nic is already the default');
}
