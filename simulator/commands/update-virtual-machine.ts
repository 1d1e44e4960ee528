import { forbidden, invalid } from '../protocol/errors.js';
import type { Args } from '../protocol/params.js';
import { vmView } from '../views/vm.js';
import type { Context, SyncCommand } from './command.js';

/** Default of `user.vm.denied.details`, for callers that are not root admins. */
const DENIED_DETAILS = [
  'rootdisksize',
  'cpuOvercommitRatio',
  'memoryOvercommitRatio',
  'Message.ReservedCapacityFreed.Flag',
];

/** Synchronous, in any state; `details` replaces the whole set (facts §8). */
export const updateVirtualMachine: SyncCommand = {
  kind: 'sync',
  name: 'updateVirtualMachine',
  description: 'Updates properties of a virtual machine.',
  params: {
    id: { type: 'uuid', entity: 'vms', owned: true, required: true },
    displayname: { type: 'string' },
    name: { type: 'string', hostName: true },
    ostypeid: { type: 'uuid', entity: 'osTypes' },
    details: { type: 'map' },
    cleanupdetails: { type: 'boolean' },
    deleteprotection: { type: 'boolean' },
    haenable: { type: 'boolean' },
    customid: { type: 'string' },
  },
  run(ctx, args) {
    const { world, caller } = ctx;
    const vm = world.db.vms.must(args.must('id'));
    if (vm.removed) throw invalid(`unable to find virtual machine with id ${vm.number}`);
    if (args.has('customid') && caller.role !== 'root-admin')
      throw forbidden('Please check your permissions, you are not allowed to create/update custom id');
    const updated = world.db.vms.update(vm.id, {
      displayname: args.get('displayname') ?? vm.displayname,
      name: args.get('name') ?? vm.name,
      ostypeid: args.get('ostypeid') ?? vm.ostypeid,
      deleteprotection: args.bool('deleteprotection', vm.deleteprotection),
      haenable: args.bool('haenable', vm.haenable),
      details: newDetails(ctx, vm.details, args),
    });
    ctx.effect('vm', vm.id, 'updated');
    return { virtualmachine: vmView(world, updated, caller) };
  },
};

function newDetails({ caller }: Context, present: Record<string, string>, args: Args): Record<string, string> {
  if (args.bool('cleanupdetails')) return {};
  if (!args.has('details')) return present;
  const details = args.map('details');
  if (caller.role !== 'root-admin')
    for (const name of Object.keys(details))
      if (DENIED_DETAILS.includes(name) && details[name] !== present[name])
        throw invalid(`You're not allowed to add or edit the restricted setting: ${name}`);
  return details;
}
