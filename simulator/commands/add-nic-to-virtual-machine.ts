import { capacity, invalid, runtime } from '../protocol/errors.js';
import type { Args } from '../protocol/params.js';
import type { NetworkRow, VmRow } from '../state/model.js';
import { bareVmView, instanceName } from '../views/vm.js';
import type { World } from '../world.js';
import type { AsyncCommand } from './command.js';
import { checkNicChange } from './nic-rules.js';

/** Works on Running and Stopped VMs; the first NIC becomes the default (facts §7). */
export const addNicToVirtualMachine: AsyncCommand = {
  kind: 'async',
  name: 'addNicToVirtualMachine',
  description: 'Adds VM to specified network by creating a NIC',
  cmd: '*.vm.AddNicToVMCmd',
  instance: { type: 'VirtualMachine', param: 'virtualmachineid' },
  params: {
    virtualmachineid: { type: 'uuid', entity: 'vms', owned: true, required: true },
    networkid: { type: 'uuid', entity: 'networks', required: true },
    ipaddress: { type: 'string' },
    macaddress: { type: 'string' },
  },
  async run(ctx, args, job) {
    const { world } = ctx;
    const { db } = world;
    const vmId = args.must('virtualmachineid');
    const network = db.networks.must(args.must('networkid'));
    checkRequest(world, db.vms.must(vmId), network, args);
    return job.onQueue(vmId, async () => {
      checkRequest(world, db.vms.must(vmId), network, args);
      await job.work();
      const { nics } = db.vms.must(vmId);
      const nic = world.nics.build(network, {
        isdefault: nics.length === 0,
        deviceid: Math.max(-1, ...nics.map((row) => row.deviceid)) + 1,
        macaddress: args.get('macaddress')?.toLowerCase(),
        ipaddress: args.get('ipaddress'),
      });
      db.vms.update(vmId, { nics: [...nics, nic] });
      ctx.effect('vm', vmId, `NIC added on network ${network.id}`);
      return { virtualmachine: bareVmView(world, db.vms.must(vmId), ctx.caller, job.id) };
    });
  },
};

function checkRequest(world: World, vm: VmRow, network: NetworkRow, args: Args): void {
  checkNicChange(world, vm, 'added to');
  const mac = args.get('macaddress')?.toLowerCase();
  const ip = args.get('ipaddress');
  if (mac !== undefined && !/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/.test(mac))
    throw invalid(`Mac address is not valid: ${mac}`);
  if (mac !== undefined && parseInt(mac.slice(0, 2), 16) % 2 === 1) throw invalid(`Mac address is not unicast: ${mac}`);
  if (mac !== undefined && world.nics.onNetwork(network.id).some((nic) => nic.macaddress === mac))
    throw runtime(`A NIC with this MAC address exists for network: ${network.id}`);
  if (vm.nics.some((nic) => nic.networkid === network.id))
    throw runtime(`A NIC already exists for VM:${instanceName(world, vm)} in network: ${network.id}`);
  if (vm.zoneid !== network.zoneid)
    throw runtime(`${vm.name} is in zone:${vm.zoneid} but ${network.name} is in zone:${network.zoneid}`);
  const namesake = world.db.vms.find(
    (row) => !row.removed && row.name === vm.name && row.nics.some((nic) => nic.networkid === network.id),
  );
  if (namesake) throw runtime(`Network ${network.name} already has a vm with host name: ${vm.name}`);
  if (ip !== undefined && (!world.nics.inRange(network, ip) || world.nics.addressTaken(network.id, ip)))
    throw capacity(`Unable to acquire Guest IP address for network ${network.name}`);
}
