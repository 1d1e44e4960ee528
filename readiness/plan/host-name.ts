import { hostNameOf, hostNameWithSuffix } from '../../domain/host-name.js';
import type { Facts } from '../facts.js';
import type { ReadinessInput } from '../input.js';

export interface FreeHostName {
  name: string;
  /** The source's name, where a VM bears it already. */
  taken?: string;
}

/** The source's name; where a VM bears it already, Destroyed ones included (facts §3.4), with the job's suffix. */
export async function freeHostName(input: ReadinessInput, facts: Facts): Promise<FreeHostName> {
  const base = input.request.custom_config.name ?? input.vm.name;
  const suffix = input.job_id.slice(-6);
  if (input.type === 'test') return { name: hostNameWithSuffix(base, `test-${suffix}`) };
  const plain = hostNameOf(base);
  const bearers = await facts.virtualMachinesNamed(plain);
  return bearers.some((vm) => vm.details?.['failover.job'] !== input.job_id)
    ? { name: hostNameWithSuffix(base, suffix), taken: plain }
    : { name: plain };
}
