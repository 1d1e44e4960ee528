import { invalid } from '../protocol/errors.js';
import { vmView } from '../views/vm.js';
import type { AsyncCommand } from './command.js';

export const rebootVirtualMachine: AsyncCommand = {
  kind: 'async',
  name: 'rebootVirtualMachine',
  description: 'Reboots a virtual machine.',
  cmd: '*.vm.RebootVMCmd',
  instance: { type: 'VirtualMachine', param: 'id' },
  params: { id: { type: 'uuid', entity: 'vms', owned: true, required: true }, forced: { type: 'boolean' } },
  async run(ctx, args, job) {
    const { world, caller } = ctx;
    const vm = world.db.vms.must(args.must('id'));
    if (vm.state !== 'Running')
      throw invalid(`The VM ${vm.id} (${vm.displayname}) is not running, unable to reboot it`);
    return job.onQueue(vm.id, async () => {
      await job.work();
      world.hypervisor.stop(vm.id);
      world.hypervisor.start(vm.id);
      ctx.effect('vm', vm.id, 'rebooted');
      return { virtualmachine: vmView(world, world.db.vms.must(vm.id), caller, job.id) };
    });
  },
};
