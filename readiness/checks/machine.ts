import type { Network } from '../../domain/cloudstack.js';
import { fail, pass, warn, type CheckDefinition } from '../check.js';
import { resolveHardware } from '../plan/hardware.js';
import { freeHostName } from '../plan/host-name.js';
import { resolveNetworks } from '../plan/networks.js';
import { resolveOffering } from '../plan/offering.js';

export const zone: CheckDefinition = {
  name: 'Zone',
  type: 'critical',
  safety: true,
  async run({ config }, facts) {
    const [found, machine] = await Promise.all([facts.zone(), facts.appliance()]);
    if (found === undefined)
      return fail(`CloudStack has no zone ${config?.zone ?? ''}`, 'Correct the zone in the OSSEA configuration.');
    if (machine?.zoneid !== undefined && machine.zoneid !== found.id)
      return fail(
        'The appliance is in another zone than the configuration names',
        'Correct the zone in the OSSEA configuration.',
      );
    if (found.networktype === 'Basic') return fail('Basic zones are not supported', 'Use an advanced zone.');
    if (found.allocationstate === 'Disabled')
      return warn(`Zone ${found.name} is disabled: only a root admin may deploy in it`, 'Enable the zone.');
    return pass(`Zone ${found.name} is there`, { zoneid: found.id });
  },
};

export const serviceOffering: CheckDefinition = {
  name: 'Service Offering',
  type: 'critical',
  safety: true,
  async run(input, facts) {
    const { vm } = input;
    const found = resolveOffering(input, await facts.offerings());
    if ('problem' in found) return fail(found.problem, found.action);
    return pass(`Offering ${found.offering.name} gives ${vm.cpu_count} CPUs and ${vm.memory_mb} MiB`, {
      service_offering_id: found.offering.id,
    });
  },
};

export const template: CheckDefinition = {
  name: 'Template',
  type: 'critical',
  safety: true,
  async run(input, facts) {
    const [found, networks, apis] = await Promise.all([facts.template(), facts.networks(), facts.apis()]);
    const id = input.config?.template_id ?? '';
    if (found === undefined)
      return fail(`CloudStack has no template or ISO ${id}`, 'Correct template_id in the OSSEA configuration.');
    if (!found.isready)
      return fail(`Template ${found.name} is not ready`, 'Wait until the template is ready, or choose another one.');
    if (found.iso && (input.config?.disk_offering_id ?? '') === '')
      return fail('A deploy from an ISO needs a disk offering', 'Set disk_offering_id in the OSSEA configuration.');
    if (found.iso && !apis.has('detachiso'))
      return fail(
        'A deploy from an ISO needs detachIso, which the API key may not call',
        'Give the role of the API key this command, or use a template.',
        undefined,
        'OSSEA_API_ERROR',
      );
    const first = resolveNetworks(input, networks).nics[0];
    const network = networks.find((n) => n.id === first?.network_id);
    if (found.passwordenabled === true && network !== undefined && !takesPasswords(network))
      return fail(
        `Template ${found.name} is password enabled, which CloudStack refuses on ${network.name}, a network without UserData`,
        'Use a template with passwordenabled=false.',
      );
    return pass(`Template ${found.name} is ready`, { template_id: found.id, iso: found.iso });
  },
};

/** Whether the default network has the service that a password-enabled template needs (facts §3.4, "L2 trap"). */
function takesPasswords(network: Network): boolean {
  return network.service?.some((service) => service.name === 'UserData') ?? network.type !== 'L2';
}

export const guestHardware: CheckDefinition = {
  name: 'Guest Hardware',
  type: 'info',
  safety: true,
  async run(input, facts) {
    const found = resolveHardware(input, await facts.osTypes());
    if ('problem' in found) return fail(found.problem, found.action);
    const { assumed, os_type, ...hardware } = found;
    const details = { ...hardware, os_type: os_type?.description ?? null };
    const [first] = assumed;
    if (first === undefined) return pass('Hardware follows from the guest OS', details);
    return warn(assumed.map((a) => a.message).join('; '), first.action, details);
  },
};

export const hostName: CheckDefinition = {
  name: 'Host Name',
  type: 'info',
  safety: true,
  async run(input, facts) {
    const { name, taken } = await freeHostName(input, facts);
    if (taken === undefined) return pass(`The destination will be called ${name}`, { host_name: name });
    return warn(
      `A VM is called ${taken} already: the destination's name will end in characters of its job's id`,
      `Expunge VM ${taken}, or set custom_config.name.`,
      { taken },
    );
  },
};
