import { hostNameOf, hostNameWithSuffix } from '../../domain/host-name.js';
import type { Facts } from '../facts.js';
import type { ReadinessInput } from '../input.js';

/** The source's name; where a VM bears it already, Destroyed ones included (facts §3.4), with the job's suffix. */
export async function freeHostName(input: ReadinessInput, facts: Facts): Promise<string> {
  const base = input.request.custom_config.name ?? input.vm.name;
  const suffix = input.job_id.slice(-6);
  if (input.type === 'test') return hostNameWithSuffix(base, `test-${suffix}`);
  const plain = hostNameOf(base);
  const taken = await facts.virtualMachinesNamed(plain);
  return taken.some((vm) => vm.details?.['failover.job'] !== input.job_id) ? hostNameWithSuffix(base, suffix) : plain;
}
