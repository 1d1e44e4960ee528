import { firmwareOf, guestHardwareOf, pickOsType } from '../../domain/hardware.js';
import type { PlannedMachine } from '../../domain/plan.js';
import type { Facts } from '../facts.js';
import type { ReadinessInput } from '../input.js';
import { freeHostName } from './host-name.js';
import { resolveNetworks } from './networks.js';
import { resolveOffering } from './offering.js';

/**
 * The destination VM of a run whose checks have passed.
 * @throws Error where a fact is missing that a check has established: a bug, not an answer.
 */
export async function planMachine(input: ReadinessInput, facts: Facts): Promise<PlannedMachine> {
  const [appliance, zone, networks, offerings, template] = await Promise.all([
    facts.appliance(),
    facts.zone(),
    facts.networks(),
    facts.offerings(),
    facts.template(),
  ]);
  const { vm, request, config } = input;
  const wanted = request.custom_config.hardware ?? {};
  const offering = resolveOffering(
    offerings,
    request.custom_config.service_offering_id ?? config?.service_offering_id ?? '',
    vm.cpu_count,
    vm.memory_mb,
  );
  if (
    appliance?.account === undefined ||
    appliance.domainid === undefined ||
    zone === undefined ||
    template === undefined ||
    'problem' in offering
  )
    throw new Error('planMachine was called although a check had failed');
  const firmware = firmwareOf(vm.bios_setup);
  const bootType = wanted.boot_type ?? firmware.boot_type;
  const hardware = guestHardwareOf(vm.os_type, bootType);
  const osTypeId = wanted.os_type_id ?? pickOsType(hardware.os_type_candidates, await facts.osTypes())?.id;
  return {
    host_name: await freeHostName(input, facts),
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
    ...(osTypeId === undefined ? {} : { os_type_id: osTypeId }),
    boot_type: bootType,
    boot_mode: wanted.boot_mode ?? (wanted.boot_type === undefined ? firmware.boot_mode : 'LEGACY'),
    root_disk_controller: wanted.root_disk_bus ?? hardware.disk_bus,
    data_disk_controller: wanted.data_disk_bus ?? hardware.disk_bus,
    nic_adapter: wanted.nic_model ?? hardware.nic_model,
    nics: resolveNetworks(input, networks).nics,
  };
}
