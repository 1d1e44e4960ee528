import { invalid, malformed, runtime } from '../protocol/errors.js';
import type { Args } from '../protocol/params.js';
import type { OfferingRow, TemplateRow } from '../state/model.js';
import { volumeObjectText } from '../views/volume.js';
import type { World } from '../world.js';

/** What the VM is made from. Deploying from a volume or snapshot exists from 4.21 on, with rules in this order (facts §14). */
export function sourceOf(world: World, args: Args): TemplateRow {
  const given = ['templateid', 'volumeid', 'snapshotid'].filter((name) => args.has(name));
  if (!world.atLeast('4.21')) {
    if (!args.has('templateid'))
      throw malformed('Unable to execute API command deployvirtualmachine due to missing parameter templateid');
  } else if (given.length !== 1) {
    throw runtime('Please provide only one of the following parameters - template ID, volume ID or snapshot ID');
  } else if (!args.has('templateid')) {
    throw volumeRefusal(world, args);
  }
  const id = args.must('templateid');
  const template = world.db.templates.get(id) ?? world.db.isos.must(id);
  if (!template.isready) throw invalid(`Unable to use template ${template.id}: it is not ready`);
  return template;
}

/** No volume here has a template but blank roots, so one of the rules always refuses. */
function volumeRefusal(world: World, args: Args): Error {
  const { db, settings } = world;
  const volumeId = args.get('volumeid') ?? db.snapshots.must(args.must('snapshotid')).volumeid;
  const volume = db.volumes.must(volumeId);
  if (db.pools.get(volume.poolid)?.scope !== 'ZONE')
    return invalid('Deployment of virtual machine is supported only for Zone-wide storage pools');
  if (volume.templateid === null) return invalid("The provided volume/snapshot doesn't have a template to deploy a VM");
  if (volume.virtualmachineid !== null)
    return invalid(
      `The volume ${volumeObjectText(world, volume)} is already attached to a VM ${db.vms.must(volume.virtualmachineid).number}`,
    );
  if (settings.hypervisor !== 'KVM')
    return invalid('Deploying a virtual machine with existing volume/snapshot is supported only from KVM hypervisors');
  return runtime('Deploying from a volume is not part of this stand-in');
}

interface Compute {
  cpunumber: number;
  cpuspeed: number;
  memory: number;
}

/** A custom offering takes its size from `details`, whose keys keep their case; a fixed one takes none (facts §3.3). */
export function computeOf(offering: OfferingRow, details: Record<string, string>): Compute {
  const { cpuNumber, cpuSpeed, memory } = details;
  const { cpunumber, cpuspeed, memory: fixedMemory, serviceofferingdetails: limits } = offering;
  if (!offering.iscustomized || (cpunumber !== null && cpuspeed !== null && fixedMemory !== null)) {
    if (cpuNumber !== undefined || cpuSpeed !== undefined || memory !== undefined)
      throw fixed('cpu, cpu speed or memory');
    return { cpunumber: cpunumber ?? 1, cpuspeed: cpuspeed ?? 500, memory: fixedMemory ?? 512 };
  }
  if (cpuNumber === undefined && cpuSpeed === undefined && memory === undefined)
    throw invalid('Need to specify custom parameter values cpu, cpu speed and memory when using custom offering');
  return {
    cpunumber: custom(
      cpuNumber,
      cpunumber,
      'cpu cores value',
      'cpu cores',
      limits['mincpunumber'],
      limits['maxcpunumber'],
    ),
    cpuspeed: custom(cpuSpeed, cpuspeed, 'cpu speed value', 'cpu speed'),
    memory: custom(memory, fixedMemory, 'memory value', 'memory', limits['minmemory'], limits['maxmemory']),
  };
}

const fixed = (what: string): Error =>
  invalid(`The ${what} of this offering is not customizable. This is predefined in the template.`);

function custom(
  asked: string | undefined,
  preset: number | null,
  label: string,
  what: string,
  least = '1',
  most = '2147483647',
): number {
  if (preset !== null) {
    if (asked !== undefined) throw fixed(what);
    return preset;
  }
  const value = Number(asked);
  if (asked === undefined || !Number.isInteger(value) || value < Number(least) || value > Number(most))
    throw invalid(`Invalid ${label}, specify a value between ${least} and ${most}`);
  return value;
}

/** Mode of a UEFI boot, undefined for BIOS. UEFI demands a mode (facts §3.1). */
export function firmwareOf(args: Args): string | undefined {
  const type = args.get('boottype')?.toUpperCase();
  const mode = args.get('bootmode')?.toUpperCase();
  if (type !== undefined && !['BIOS', 'UEFI'].includes(type))
    throw invalid(
      `Invalid boottype: ${type} specified for VM: ${args.get('name') ?? ''}. Valid values are: [UEFI, BIOS]`,
    );
  if (mode !== undefined && !['LEGACY', 'SECURE'].includes(mode))
    throw invalid(
      `Invalid bootmode: ${mode} specified for VM: ${args.get('name') ?? ''}. Valid values are: [LEGACY, SECURE]`,
    );
  if (type !== 'UEFI') return undefined;
  if (mode === undefined)
    throw invalid('bootmode must be specified for the VM with boot type: UEFI. Valid values are: [LEGACY, SECURE]');
  return mode;
}
