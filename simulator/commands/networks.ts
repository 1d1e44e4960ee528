import { randomUUID } from 'node:crypto';
import { invalid, runtime } from '../protocol/errors.js';
import { networkView } from '../views/catalogue.js';
import type { AsyncCommand, SyncCommand } from './command.js';

/** Synchronous; Allocated until its first VM starts (facts §7). */
export const createNetwork: SyncCommand = {
  kind: 'sync',
  name: 'createNetwork',
  description: 'Creates a network',
  params: {
    name: { type: 'string', required: true },
    displaytext: { type: 'string' },
    zoneid: { type: 'uuid', entity: 'zones', required: true },
    networkofferingid: { type: 'uuid', entity: 'networkOfferings', required: true },
  },
  run(ctx, args) {
    const { world, caller } = ctx;
    const { guestiptype } = world.db.networkOfferings.must(args.must('networkofferingid'));
    if (guestiptype === 'Shared')
      throw invalid('StartIp/endIp/gateway/netmask are required when create network of type Shared');
    const number = 203 + world.db.nextNumber('network');
    const network = world.db.networks.insert({
      id: randomUUID(),
      number,
      name: args.must('name'),
      type: guestiptype,
      zoneid: args.must('zoneid'),
      account: caller.name,
      services: guestiptype === 'L2' ? [] : ['Dhcp', 'Dns', 'UserData'],
      cidr: guestiptype === 'L2' ? null : `10.${number % 256}.0.0/24`,
      networkdomain: `cs${number}cloud.internal`,
      state: 'Allocated',
    });
    ctx.effect('network', network.id, 'created');
    return { network: networkView(world, network, caller) };
  },
};

export const deleteNetwork: AsyncCommand = {
  kind: 'async',
  name: 'deleteNetwork',
  description: 'Deletes a network',
  cmd: 'user.network.DeleteNetworkCmd',
  instance: { type: 'Network', param: 'id' },
  params: { id: { type: 'uuid', entity: 'networks', required: true } },
  async run(ctx, args, job) {
    const { world } = ctx;
    const id = args.must('id');
    await job.work();
    if (world.nics.onNetwork(id).length > 0) throw runtime('Failed to delete network');
    world.db.networks.delete(id);
    ctx.effect('network', id, 'deleted');
    return { success: true };
  },
};
