import { forbidden, invalid } from '../protocol/errors.js';
import type { AsyncCommand } from './command.js';
import { expunge } from './expunge.js';

export const expungeVirtualMachine: AsyncCommand = {
  kind: 'async',
  name: 'expungeVirtualMachine',
  description: 'Expunge a virtual machine. Once expunged, it cannot be recoverd.',
  cmd: 'admin.vm.ExpungeVMCmd',
  instance: { type: 'VirtualMachine', param: 'id' },
  params: { id: { type: 'uuid', entity: 'vms', owned: true, required: true } },
  async run(ctx, args, job) {
    const { world, caller } = ctx;
    if (caller.role !== 'root-admin' && world.configuration('allow.user.expunge.recover.vm') !== 'true')
      throw forbidden(
        'Expunging a vm can only be done by an Admin. Or when the allow.user.expunge.recover.vm key is set.',
      );
    const vmId = args.must('id');
    return job.onQueue(vmId, async () => {
      if (!['Destroyed', 'Expunging', 'Error'].includes(world.db.vms.must(vmId).state))
        throw invalid('Please destroy vm with specified vmId before expunge');
      await expunge(ctx, vmId, job);
      return { success: true };
    });
  },
};
