import { expect, vi } from 'vitest';
import { Driver, type StatusBody } from './driver.js';
import { testEstate, type TestEstate, type TestVm } from './estate.js';
import { brokenFacts, counts, effectsTwice, FOUR_DISKS } from './outcome.js';
import { EventReader } from './sse.js';
import { startTestStack, type TestStack } from './stack.js';

/** Each look at a neighbour is given up after 5 s; a request makes a few. */
export const ANSWERED_WITHIN_MS = 15_000;
/** One stack with VMs that no test has used, for outages in the middle of a run. */
export class Ground {
  private constructor(
    readonly stack: TestStack,
    readonly driver: Driver,
    private readonly estate: TestEstate,
  ) {}

  static async prepare(vms: number, env: Record<string, string> = {}): Promise<Ground> {
    const stack = await startTestStack({ env });
    const driver = new Driver(stack);
    const estate = testEstate(Array.from({ length: vms }, () => 'four-disks'));
    await driver.load(estate);
    return new Ground(stack, driver, estate);
  }

  fresh(): TestVm {
    const vm = this.estate.vms.shift();
    if (vm === undefined) throw new Error('the estate is used up');
    return vm;
  }

  /** Resolves when the run that was the last to begin has had so many effects. */
  async effects(count: number, since: number): Promise<void> {
    await vi.waitUntil(async () => (await this.driver.effects()).length - since >= count, {
      timeout: 30_000,
      interval: 5,
    });
  }

  /** Runs a failover with an outage in its middle: it ends as promised and CloudStack saw each command once. */
  async survives(outage: (jobId: string, effects: (count: number) => Promise<void>) => Promise<void>): Promise<void> {
    const vm = this.fresh();
    const since = (await this.driver.effects()).length;
    const jobId = await this.driver.startLive(vm);
    await outage(jobId, (count) => this.effects(count, since));
    await this.completes(vm, jobId);
    const effects = (await this.driver.effects()).slice(since);
    expect(effectsTwice(effects)).toEqual([]);
    // A snapshot whose job dies with the management server ends in Error: it is deleted, and another taken.
    const spoilt = new Set(effects.filter((e) => e.command === 'deleteSnapshot').map((e) => e.object_id));
    const { snapshots } = await this.driver.state();
    expect(snapshots.filter(({ state }) => state === 'Error')).toEqual([]);
    expect(counts(effects.filter((effect) => !spoilt.has(effect.object_id)))).toMatchObject(FOUR_DISKS);
  }

  async completes(vm: TestVm, jobId: string): Promise<StatusBody> {
    const status = await this.driver.until(jobId);
    expect(status).toMatchObject({ status: 'completed', progress: 100, current_step: null });
    const destination = status.job_details.destination_vm_id ?? '';
    expect(await brokenFacts(this.stack.urls.control, vm, destination)).toEqual([]);
    expect((await this.driver.state()).violations).toEqual([]);
    const { steps } = await this.driver.ok<{ steps: { status: string }[] }>('GET', `/failover/${jobId}/steps`);
    expect(new Set(steps.map((step) => step.status))).toEqual(new Set(['completed']));
    await this.toldInOrder(jobId);
    return status;
  }

  /** Every event of a completed job is on record, in the order in which they happened. */
  private async toldInOrder(jobId: string): Promise<void> {
    const { urls, tokens } = this.stack;
    const authorization = `Bearer ${tokens.admin}`;
    const reader = await EventReader.open(`${urls.api}/api/v1/failover/${jobId}/events`, { authorization });
    await reader.until(() => reader.events().some(({ data }) => data.message === 'completed'));
    const events = reader.events();
    expect(events.map(({ id }) => Number(id))).toEqual(events.map((_, i) => i + 1));
    const times = events.map(({ data }) => String(data.time));
    expect(times).toEqual(times.toSorted());
    await reader.close();
  }

  /** Each is answered 503 in bounded time. */
  async unavailable(asks: Parameters<Driver['api']>[]): Promise<void> {
    const began = Date.now();
    const answers = await Promise.all(asks.map((ask) => this.driver.api(...ask)));
    expect(Date.now() - began).toBeLessThan(ANSWERED_WITHIN_MS);
    for (const answer of answers) expect(answer).toMatchObject({ status: 503, body: { error_code: 'UNAVAILABLE' } });
  }
}
