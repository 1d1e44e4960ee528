import { invalid } from '../protocol/errors.js';
import { vmView } from '../views/vm.js';
import type { AsyncCommand } from './command.js';

export const detachIso: AsyncCommand = {
  kind: 'async',
  name: 'detachIso',
  description: 'Detaches any ISO file (if any) currently attached to a virtual machine.',
  cmd: '*.iso.DetachIsoCmd',
  instance: { type: 'VirtualMachine', param: 'virtualmachineid' },
  params: { virtualmachineid: { type: 'uuid', entity: 'vms', owned: true, required: true } },
  async run(ctx, args, job) {
    const { world, caller } = ctx;
    const vm = world.db.vms.must(args.must('virtualmachineid'));
    if (vm.isoid === null) throw invalid('The specified VM has no ISO attached to it.');
    if (!['Running', 'Stopped'].includes(vm.state))
      throw invalid('Please specify a VM that is either Stopped or Running.');
    await job.work();
    const updated = world.db.vms.update(vm.id, { isoid: null });
    ctx.effect('vm', vm.id, 'ISO detached');
    return { virtualmachine: vmView(world, updated, caller, job.id) };
  },
};
