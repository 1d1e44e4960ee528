import { firmwareOf, guestHardwareOf, pickOsType } from '../../domain/hardware.js';
import { fail, pass, warn, type CheckDefinition } from '../check.js';
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
    return pass(`Zone ${found.name} is there`, { zoneid: found.id });
  },
};

export const serviceOffering: CheckDefinition = {
  name: 'Service Offering',
  type: 'critical',
  safety: true,
  async run({ config, request, vm }, facts) {
    const wanted = request.custom_config.service_offering_id ?? config?.service_offering_id ?? '';
    const found = resolveOffering(await facts.offerings(), wanted, vm.cpu_count, vm.memory_mb);
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
    const [found, networks] = await Promise.all([facts.template(), facts.networks()]);
    const id = input.config?.template_id ?? '';
    if (found === undefined)
      return fail(`CloudStack has no template or ISO ${id}`, 'Correct template_id in the OSSEA configuration.');
    if (!found.isready)
      return fail(`Template ${found.name} is not ready`, 'Wait until the template is ready, or choose another one.');
    if (found.iso && (input.config?.disk_offering_id ?? '') === '')
      return fail('A deploy from an ISO needs a disk offering', 'Set disk_offering_id in the OSSEA configuration.');
    const first = resolveNetworks(input, networks).nics[0];
    const network = networks.find((n) => n.id === first?.network_id);
    if (found.passwordenabled === true && network?.type === 'L2')
      return fail(
        `Template ${found.name} is password enabled, which CloudStack refuses on the L2 network ${network.name}`,
        'Use a template with passwordenabled=false.',
      );
    return pass(`Template ${found.name} is ready`, { template_id: found.id, iso: found.iso });
  },
};

export const guestHardware: CheckDefinition = {
  name: 'Guest Hardware',
  type: 'info',
  safety: false,
  async run({ vm, request }, facts) {
    const firmware = firmwareOf(vm.bios_setup);
    const hardware = guestHardwareOf(vm.os_type, request.custom_config.hardware?.boot_type ?? firmware.boot_type);
    const osType = pickOsType(hardware.os_type_candidates, await facts.osTypes());
    const details = {
      family: hardware.family,
      boot_type: firmware.boot_type,
      disk_bus: hardware.disk_bus,
      nic_model: hardware.nic_model,
      os_type: osType?.description ?? null,
    };
    if (!firmware.known && request.custom_config.hardware?.boot_type === undefined)
      return warn(
        'The firmware of the source is not known; BIOS is assumed',
        'Set custom_config.hardware.boot_type if the source boots with UEFI.',
        details,
      );
    if (hardware.family === 'unknown')
      return warn(
        `Guest OS "${vm.os_type}" is not known; the most widely supported hardware is used`,
        'Set custom_config.hardware if the guest needs other hardware.',
        details,
      );
    return pass('Hardware follows from the guest OS', details);
  },
};

export const hostName: CheckDefinition = {
  name: 'Host Name',
  type: 'info',
  safety: false,
  async run(input, facts) {
    const name = await freeHostName(input, facts);
    return pass(`The destination will be called ${name}`, { host_name: name });
  },
};
