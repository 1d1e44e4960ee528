import { forbidden, invalid } from '../protocol/errors.js';
import { vmView } from '../views/vm.js';
import type { SyncCommand } from './command.js';

/** Synchronous; the VM comes back Stopped (recording "recoverVirtualMachine"). */
export const recoverVirtualMachine: SyncCommand = {
  kind: 'sync',
  name: 'recoverVirtualMachine',
  description: 'Recovers a virtual machine.',
  params: { id: { type: 'uuid', entity: 'vms', owned: true, required: true } },
  run(ctx, args) {
    const { world, caller } = ctx;
    const vm = world.db.vms.must(args.must('id'));
    if (vm.removed) throw invalid(`Unable to find a virtual machine with id ${vm.number}`);
    if (caller.role !== 'root-admin' && world.configuration('allow.user.expunge.recover.vm') !== 'true')
      throw forbidden(
        'Recovering a vm can only be done by an Admin. Or when the allow.user.expunge.recover.vm key is set.',
      );
    if (vm.state !== 'Destroyed') throw invalid("vm with specified id isn't in the right state to recover");
    const recovered = world.db.vms.update(vm.id, { state: 'Stopped', lastupdated: world.clock.now() });
    ctx.effect('vm', vm.id, 'recovered');
    return { virtualmachine: vmView(world, recovered, caller) };
  },
};
