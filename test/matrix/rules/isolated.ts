import type { Effect, SimulatedState } from '../../support/driver.js';

const MARKER = 'failover.job';
/** Job ids of tests, as the contract has them. */
const isTest = (job: string | undefined): boolean => job?.startsWith('test-failover-') === true;

/** R8: VMs of test failovers that are on one of these networks, or were when they were deployed or given another NIC. */
export function notIsolated(
  production: readonly string[],
  state: SimulatedState,
  effects: readonly Effect[],
): string[] {
  const tests = new Set([
    ...state.vms.filter(({ details }) => isTest(details[MARKER])).map(({ id }) => id),
    ...effects.filter(({ params }) => isTest(params[`details[0].${MARKER}`])).map(({ object_id }) => object_id),
  ]);
  const networksOf = (params: Record<string, string>): string[] =>
    Object.entries(params).flatMap(([name, value]) => (/network(id)?s?$/i.test(name) ? value.split(',') : []));
  return [
    ...state.vms
      .filter(({ id, nics }) => tests.has(id) && nics.some(({ networkid }) => production.includes(networkid)))
      .map(({ name }) => `VM ${name} of a test is on a production network`),
    ...effects
      .filter(({ object_id, params }) => tests.has(object_id) && networksOf(params).some((n) => production.includes(n)))
      .map(({ command, object_id }) => `${command} put VM ${object_id} of a test on a production network`),
  ];
}
