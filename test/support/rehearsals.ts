import { expect } from 'vitest';
import { Driver, type SimulatedState, type StatusBody } from './driver.js';
import { testEstate, type Shape, type TestVm, type Version } from './estate.js';
import { effectsTwice, replicaChanges } from './outcome.js';
import type { TestStack } from './stack.js';

export type Strategy = 'vm-snapshot' | 'volume-snapshot' | 'clone';

export function by(protection: Strategy, change: Record<string, unknown> = {}): Record<string, unknown> {
  return { custom_config: { protection }, auto_cleanup: false, ...change };
}

export const asks =
  (words: string) =>
  ({ attention }: StatusBody): boolean =>
    attention?.reason.includes(words) === true;

/** Test failovers on one stack, an estate for each, and what must hold of them. */
export class Rehearsals {
  readonly driver: Driver;
  private loads = 0;

  constructor(stack: TestStack) {
    this.driver = new Driver(stack);
  }

  /**
   * A fresh estate of this version; its VMs in order, and how it stood before anything. Under new names of its
   * configurations, because what is known of an estate is kept for a while.
   */
  async load(version: Version, shapes: Shape[]): Promise<{ vms: TestVm[]; before: SimulatedState }> {
    const { vms, configs, ...rest } = testEstate(shapes, { version });
    this.loads += 1;
    for (const config of configs) config.name = `${config.name}-${this.loads}`;
    for (const vm of vms) vm.config = `${vm.config}-${this.loads}`;
    await this.driver.load({ ...rest, vms, configs });
    return { vms, before: await this.driver.state() };
  }

  async one(version: Version = '4.22'): Promise<{ vm: TestVm; before: SimulatedState }> {
    const { vms, before } = await this.load(version, ['four-disks']);
    return { vm: vms[0] as TestVm, before };
  }

  /** The disks that the test VM has, replicas or clones. */
  async disksOf(status: StatusBody): Promise<string[]> {
    const { volumes } = await this.driver.state();
    return volumes.filter((v) => v.virtualmachineid === status.job_details.destination_vm_id).map((v) => v.id);
  }

  /** Resolves once the guest has written to every one of these disks again. */
  async writtenTo(disks: string[]): Promise<void> {
    const before = await Promise.all(disks.map((id) => this.driver.writes(id)));
    await expect
      .poll(
        async () =>
          (await Promise.all(disks.map((id) => this.driver.writes(id)))).every((n, i) => n > (before[i] ?? 0)),
        {
          timeout: 20_000,
        },
      )
      .toBe(true);
  }

  /** What is in CloudStack and was not there before the test, and what happened that must not. */
  async remains(before: SimulatedState): Promise<string[]> {
    const after = await this.driver.state();
    const kinds = ['vms', 'volumes', 'snapshots', 'vm_snapshots'] as const;
    const added = kinds.flatMap((kind) =>
      after[kind].filter(({ id }) => !before[kind].some((o) => o.id === id)).map(({ id }) => `${kind} ${id}`),
    );
    return [...added, ...after.violations.map((v) => JSON.stringify(v)), ...effectsTwice(await this.driver.effects())];
  }

  /** Outcome 2 of the contract. */
  async givenBack(vm: TestVm, before: SimulatedState): Promise<void> {
    expect(replicaChanges(before, await this.driver.state(), vm)).toEqual([]);
    expect(await this.remains(before)).toEqual([]);
    expect((await this.driver.api('GET', `/vms/${vm.vm_id}`)).body).toMatchObject({
      vm: { failover_state: 'ready', replication_allowed: true, held_by: null },
    });
  }

  /** Somebody destroys the test VM, protected or not; `expunge`: at once for good. */
  async destroyed({ job_details }: StatusBody, { expunge = false } = {}): Promise<void> {
    const id = job_details.destination_vm_id ?? '';
    await this.driver.cloudstack('updateVirtualMachine', { id, deleteprotection: false });
    await this.driver.cloudstack('destroyVirtualMachine', { id });
    if (expunge) await this.driver.cloudstack('expungeVirtualMachine', { id });
  }
}
