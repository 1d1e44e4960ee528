import { describe, expect, it } from 'vitest';
import { aWorld, readinessOf, type World } from '../test/support/readiness-estates.js';
import { evaluateReadiness } from './evaluate.js';

const SECOND = 1e9;
/** Of an evaluation whose lists are shared: the appliance, its volumes, snapshots and owner, and who bears the host name. */
const OWN = [
  'findVirtualMachinesByName',
  'getAccountQuota',
  'getDomainQuota',
  'getVirtualMachine',
  'listVmSnapshots',
  'listVolumesOfVirtualMachine',
];

function evaluateAt({ input, fake }: World, seconds: number) {
  return evaluateReadiness(input, { reads: fake.reads, now: () => seconds * SECOND, warn: () => undefined });
}

function repeated({ fake }: World): string[] {
  return [...fake.asked].filter(([, times]) => times > 1).map(([read]) => read);
}

describe('estate-wide lists', () => {
  it('are asked once in 30 s, the VM and its appliance each time', async () => {
    const world = aWorld('linux');
    await evaluateAt(world, 0);
    await evaluateAt(world, 29);
    expect(repeated(world).sort()).toEqual(OWN);
    await evaluateAt(world, 31);
    expect(repeated(world)).toHaveLength(world.fake.asked.size);
  });

  it('are shared by evaluations at the same time', async () => {
    const world = aWorld('linux');
    await Promise.all([evaluateAt(world, 0), evaluateAt(world, 0)]);
    expect(repeated(world).sort()).toEqual(OWN);
  });

  it('are asked anew once the configuration is edited', async () => {
    const world = aWorld('linux');
    await evaluateAt(world, 0);
    world.input.config.network_id = 'another';
    await evaluateAt(world, 1);
    expect(repeated(world)).toHaveLength(world.fake.asked.size);
  });

  it('that CloudStack did not answer are asked again', async () => {
    const world = aWorld('linux', ({ fake }) => (fake.trouble.listZones = 'unavailable'));
    expect((await readinessOf(world)).is_ready).toBe(false);
    delete world.fake.trouble.listZones;
    expect((await readinessOf(world)).is_ready).toBe(true);
  });
});
