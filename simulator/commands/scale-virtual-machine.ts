import { invalid } from '../protocol/errors.js';
import { vmView } from '../views/vm.js';
import { computeOf } from './deploy-checks.js';
import type { AsyncCommand } from './command.js';

/** Of a Stopped VM; a running one would need dynamic scaling, which no VM here has. */
export const scaleVirtualMachine: AsyncCommand = {
  kind: 'async',
  name: 'scaleVirtualMachine',
  description: 'Scales the virtual machine to a new service offering.',
  cmd: '*.vm.ScaleVMCmd',
  instance: { type: 'VirtualMachine', param: 'id' },
  params: {
    id: { type: 'uuid', entity: 'vms', owned: true, required: true },
    serviceofferingid: { type: 'uuid', entity: 'offerings', required: true },
    details: { type: 'map' },
  },
  async run(ctx, args, job) {
    const { world, caller } = ctx;
    const id = args.must('id');
    const offering = world.db.offerings.must(args.must('serviceofferingid'));
    const compute = computeOf(offering, args.map('details'));
    return job.onQueue(id, async () => {
      if (world.db.vms.must(id).state !== 'Stopped')
        throw invalid('Unable to scale: the virtual machine is not in the Stopped state');
      await job.work();
      const scaled = world.db.vms.update(id, { ...compute, serviceofferingid: offering.id });
      ctx.effect('vm', id, `scaled to offering ${offering.id}`);
      return { virtualmachine: vmView(world, scaled, caller, job.id) };
    });
  },
};
