import { invalid } from '../protocol/errors.js';
import { bareVmView, vmText } from '../views/vm.js';
import type { World } from '../world.js';
import type { AsyncCommand } from './command.js';
import { checkNicChange, networkText, nicOf } from './nic-rules.js';

/** Not the default NIC (facts §7). The job names no instance (recording "removeNicFromVirtualMachine"). */
export const removeNicFromVirtualMachine: AsyncCommand = {
  kind: 'async',
  name: 'removeNicFromVirtualMachine',
  description: 'Removes VM from specified network by deleting a NIC',
  cmd: '*.vm.RemoveNicFromVMCmd',
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
      db.vms.update(vmId, { nics: db.vms.must(vmId).nics.filter((nic) => nic.id !== nicId) });
      ctx.effect('vm', vmId, `NIC ${nicId} removed`);
      return { virtualmachine: bareVmView(world, db.vms.must(vmId), ctx.caller) };
    });
  },
};

function checkRequest(world: World, vmId: string, nicId: string): void {
  const vm = world.db.vms.must(vmId);
  checkNicChange(world, vm, 'removed from');
  const nic = nicOf(vm, 'removenicfromvirtualmachine', nicId);
  if (nic.isdefault)
    throw invalid(
      `Unable to remove nic from ${vmText(world, vm)} in ${networkText(world.db.networks.must(nic.networkid))}, nic is default.`,
    );
}
