import type { PlannedMachine } from '../../domain/plan.js';
import type { Facts } from '../facts.js';
import type { ReadinessInput } from '../input.js';
import { resolveHardware } from './hardware.js';
import { freeHostName } from './host-name.js';
import { resolveNetworks } from './networks.js';
import { resolveOffering } from './offering.js';

/**
 * The destination VM of a run whose checks have passed.
 * @throws Error where a fact is missing that a check has established: a bug, not an answer.
 */
export async function planMachine(input: ReadinessInput, facts: Facts): Promise<PlannedMachine> {
  const [appliance, zone, networks, offerings, template, osTypes, host] = await Promise.all([
    facts.appliance(),
    facts.zone(),
    facts.networks(),
    facts.offerings(),
    facts.template(),
    facts.osTypes(),
    freeHostName(input, facts),
  ]);
  const { vm, config } = input;
  const offering = resolveOffering(input, offerings);
  const hardware = resolveHardware(input, osTypes);
  if (
    appliance?.account === undefined ||
    appliance.domainid === undefined ||
    zone === undefined ||
    template === undefined ||
    'problem' in offering ||
    'problem' in hardware
  )
    throw new Error('planMachine was called although a check had failed');
  return {
    host_name: host.name,
    display_name: vm.display_name === '' ? vm.name : vm.display_name,
    zone_id: zone.id,
    account: appliance.account,
    domain_id: appliance.domainid,
    hypervisor: appliance.hypervisor ?? 'KVM',
    template_id: template.id,
    ...(template.iso ? { disk_offering_id: config?.disk_offering_id ?? '' } : {}),
    service_offering_id: offering.offering.id,
    cpu_count: vm.cpu_count,
    memory_mb: vm.memory_mb,
    offering_details: offering.details,
    ...(hardware.os_type === undefined ? {} : { os_type_id: hardware.os_type.id }),
    boot_type: hardware.boot_type,
    boot_mode: hardware.boot_mode,
    root_disk_controller: hardware.root_disk_controller,
    data_disk_controller: hardware.data_disk_controller,
    nic_adapter: hardware.nic_adapter,
    nics: resolveNetworks(input, networks).nics,
  };
}
