import type { Network } from '../../domain/cloudstack.js';
import { fail, pass, warn, type CheckDefinition } from '../check.js';
import type { Facts } from '../facts.js';
import type { ReadinessInput } from '../input.js';
import { resolveNetworks } from '../plan/networks.js';

/** States in which a VM can be put on a network; an idle isolated one is Allocated until then (facts §7). */
const USABLE = ['Allocated', 'Setup', 'Implementing', 'Implemented'];

async function destinations(input: ReadinessInput, facts: Facts) {
  const networks = await facts.networks();
  const { nics } = resolveNetworks(input, networks);
  return { nics, used: networks.filter((network) => nics.some((nic) => nic.network_id === network.id)) };
}

export const networkState: CheckDefinition = {
  name: 'Networks',
  type: 'critical',
  safety: true,
  async run(input, facts) {
    const [{ used }, machine] = await Promise.all([destinations(input, facts), facts.appliance()]);
    const details = { networks: used.map(({ id, name, state, account }) => ({ id, name, state, account })) };
    const unusable = used.filter(({ state }) => state !== undefined && !USABLE.includes(state));
    if (unusable.length > 0)
      return fail(
        unusable.map(({ name, state }) => `Network ${name} is ${state ?? ''}`).join('; '),
        'Restart these networks, or map to others.',
        details,
      );
    const isForeign = ({ account, domainid }: Network): boolean =>
      account !== undefined &&
      machine?.account !== undefined &&
      (account !== machine.account || domainid !== machine.domainid);
    const foreign = used.filter((network) => isForeign(network)).map(({ name }) => name);
    if (foreign.length > 0)
      return warn(
        `Network ${foreign.join(', ')} belongs to another account than the appliance, whose VMs may use it only by a network permission`,
        `Give account ${machine?.account ?? ''} permission to use these networks, or map to its own.`,
        details,
      );
    return pass('The destination networks are there for the owner of the appliance', details);
  },
};

/** CloudStack refuses a MAC address twice on one network, or starts both where the NIC is the default one (facts §3.4). */
export const macAddresses: CheckDefinition = {
  name: 'MAC Addresses',
  type: 'critical',
  safety: true,
  async run(input, facts) {
    const { nics, used } = await destinations(input, facts);
    const members = new Map(
      await Promise.all(used.map(async ({ id }) => [id, await facts.virtualMachinesOn(id)] as const)),
    );
    const taken = nics.flatMap(({ network_id, network_name, mac }) =>
      (members.get(network_id) ?? [])
        .filter((vm) => vm.nic?.some((n) => n.networkid === network_id && n.macaddress?.toLowerCase() === mac))
        .map((vm) => ({ mac, network: network_name, vm_id: vm.id, vm: vm.name, state: vm.state })),
    );
    if (taken.length === 0) return pass('No VM that the key sees has these MAC addresses on the destination networks');
    return fail(
      taken.map(({ mac, network, vm, state }) => `VM ${vm} (${state}) has ${mac} on ${network}`).join('; '),
      `Remove ${taken.map(({ vm }) => vm).join(', ')}, Destroyed ones by expunging them, or map to another network.`,
      { taken },
    );
  },
};
