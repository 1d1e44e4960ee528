import type { ServiceOffering } from '../../domain/cloudstack.js';
import type { ReadinessInput } from '../input.js';

export type OfferingResolution =
  { offering: ServiceOffering; details: Record<string, string> } | { problem: string; action: string };

const DEFAULT_CPU_SPEED_MHZ = 1000;

/**
 * The offering that gives exactly the source's CPU and memory: the configured one when it is custom or fits, else the
 * only question left is which fixed one fits exactly. Nothing is rounded: a machine with less memory may not boot.
 * One that the request names is taken or refused, never replaced.
 */
export function resolveOffering(
  { request, config, vm }: Pick<ReadinessInput, 'request' | 'config' | 'vm'>,
  offerings: readonly ServiceOffering[],
): OfferingResolution {
  const { cpu_count: cpu, memory_mb: memoryMb } = vm;
  const asked = request.custom_config.service_offering_id;
  const wantedId = asked ?? config?.service_offering_id ?? '';
  const wanted = offerings.find((o) => o.id === wantedId);
  if (wanted === undefined)
    return {
      problem: `Service offering ${wantedId} does not exist`,
      action: 'Choose an existing service offering in the OSSEA configuration.',
    };
  if (wanted.state === 'Inactive')
    return {
      problem: `Service offering ${wanted.name} is inactive, so CloudStack deploys nothing with it`,
      action: 'Activate the service offering, or choose another one.',
    };
  if (!wanted.iscustomized && wanted.cpunumber === cpu && wanted.memory === memoryMb)
    return { offering: wanted, details: {} };
  if (wanted.iscustomized) {
    const problem = outOfRange(wanted, cpu, memoryMb);
    if (problem !== undefined) return { problem, action: 'Choose a custom offering whose limits admit this VM.' };
    return { offering: wanted, details: openValues(wanted, cpu, memoryMb) };
  }
  const exact =
    asked === undefined &&
    offerings.find((o) => !o.iscustomized && o.cpunumber === cpu && o.memory === memoryMb && o.state !== 'Inactive');
  if (exact) return { offering: exact, details: {} };
  return {
    problem: `Service offering ${wanted.name} gives ${wanted.cpunumber ?? '?'} CPUs and ${wanted.memory ?? '?'} MiB, the source has ${cpu} and ${memoryMb}`,
    action: 'Configure a custom service offering, or add one with exactly these values.',
  };
}

/** A value for a fixed field is refused, and so is an open field without a value (facts §3.3). */
function openValues(offering: ServiceOffering, cpu: number, memoryMb: number): Record<string, string> {
  return {
    ...(isOpen(offering.cpunumber) ? { cpuNumber: String(cpu) } : {}),
    ...(isOpen(offering.memory) ? { memory: String(memoryMb) } : {}),
    ...(isOpen(offering.cpuspeed) ? { cpuSpeed: String(DEFAULT_CPU_SPEED_MHZ) } : {}),
  };
}

function isOpen(value: number | undefined): boolean {
  return value === undefined || value === 0;
}

function outOfRange(offering: ServiceOffering, cpu: number, memoryMb: number): string | undefined {
  const limit = (name: string): number | undefined => {
    const value = offering.serviceofferingdetails?.[name];
    return value === undefined ? undefined : Number(value);
  };
  const fixedCpu = !isOpen(offering.cpunumber) && offering.cpunumber !== cpu;
  const fixedMemory = !isOpen(offering.memory) && offering.memory !== memoryMb;
  if (fixedCpu || fixedMemory)
    return `Service offering ${offering.name} fixes CPU or memory to other values than ${cpu} and ${memoryMb} MiB`;
  if (cpu < (limit('mincpunumber') ?? cpu) || cpu > (limit('maxcpunumber') ?? cpu))
    return `${cpu} CPUs are outside the limits of offering ${offering.name}`;
  if (memoryMb < (limit('minmemory') ?? memoryMb) || memoryMb > (limit('maxmemory') ?? memoryMb))
    return `${memoryMb} MiB are outside the limits of offering ${offering.name}`;
  return undefined;
}
