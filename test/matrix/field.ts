import { setTimeout } from 'node:timers/promises';
import PQueue from 'p-queue';
import { Driver, type LoggedRequest, type StatusBody } from '../support/driver.js';
import {
  configOf,
  testEstate,
  type EstateOptions,
  type Shape,
  type TestEstate,
  type TestVm,
  type Version,
} from '../support/estate.js';
import { secretsIn } from '../support/secrets.js';
import { startTestStack, type TestStack } from '../support/stack.js';
import { misjudged, unwritten } from './afterwards.js';
import { callsOf, readsOf, sorted, type MatrixCall } from './calls.js';
import { broken, estateBroken, type Stand } from './checker.js';
import type { Ending, Expected } from './expected.js';
import { LIVE, type JobKind } from './kinds.js';
import { notIsolated } from './rules/isolated.js';
import { rulesBroken } from './rules/kept.js';
import { tracesOf } from './rules/traces.js';

const POLL_MS = 500;
/** Runs under way at once against one stack. */
export const AT_ONCE = 16;

/** What became of one cell's run. */
export interface Ran {
  vm: TestVm;
  jobId: string;
  label: string;
  /** What struck it: a fault's kind, or the moment of a kill or freeze. */
  fault: string;
  hit: boolean;
  expected: Expected;
  status: StatusBody | undefined;
  /** Whether a person was called meanwhile. */
  attention: boolean;
  /** The word of a person that made it go back. */
  asked?: 'abandon' | undefined;
}

export interface Outcome extends Pick<Ran, 'label' | 'fault' | 'hit' | 'attention'> {
  ending: Ending | 'never ended' | 'other';
  /** What was not as expected; empty when the cell passed. */
  problems: string[];
}

export interface FieldOptions extends Pick<EstateOptions, 'role'> {
  version?: Version;
  /** Over the windows of tests. */
  env?: Record<string, string>;
  /** Every VM on an appliance of its own, so that a run that is held holds no other. */
  apart?: boolean;
  /** What its runs are; live failovers unless told otherwise. */
  kind?: JobKind;
}

/** A stack with one fresh VM a cell, and the calls of one undisturbed run. */
export class Field {
  /** In the order in which they were made. */
  private made: MatrixCall[] = [];
  reads: string[] = [];
  /** The job that the run of a VM is about, by VM. */
  private readonly about = new Map<string, string>();

  private constructor(
    readonly stack: TestStack,
    readonly driver: Driver,
    readonly kind: JobKind,
    private readonly vms: TestVm[],
    private readonly estate: Pick<TestEstate, 'configs' | 'networks'>,
  ) {}

  /** @param runs how many there will be, at most */
  private static async prepare(shape: Shape, runs: number, options: FieldOptions): Promise<Field> {
    const { env = {}, apart = false, version = '4.22', role = 'root-admin', kind = LIVE } = options;
    // Neighbours take time: what would use up a budget alone must not be what decides.
    const stack = await startTestStack({ env: { STEP_BUDGET_SECONDS: '30', ATTENTION_AFTER_SECONDS: '30', ...env } });
    try {
      const driver = new Driver(stack, POLL_MS);
      const shapes = Array.from({ length: runs + 1 }, () => shape);
      const estate = testEstate(shapes, { version }, { role, ...(apart ? { disksPerAppliance: 1 } : {}) });
      await driver.load(estate);
      const field = new Field(stack, driver, kind, [...estate.vms], estate);
      await field.learn();
      return field;
    } catch (error) {
      await stack.stop();
      throw error;
    }
  }

  /** The calls of an undisturbed run. */
  private async learn(): Promise<void> {
    const { driver } = this;
    const vm = this.fresh();
    await this.ground([vm]);
    const since = (await driver.requests()).length;
    const status = await driver.until(await this.start(vm));
    if (status.status !== 'completed') throw new Error(`the undisturbed run: ${JSON.stringify(status)}`);
    const requests = (await driver.requests()).slice(since);
    this.made = callsOf(requests, vm, await driver.effects());
    this.reads = readsOf(requests);
  }

  /** As `prepare`; the stack is stopped after `body`. */
  static async use(
    shape: Shape,
    runs: number,
    options: FieldOptions,
    body: (field: Field) => Promise<void>,
  ): Promise<void> {
    const field = await Field.prepare(shape, runs, options);
    try {
      await body(field);
    } finally {
      await field.stack.stop();
    }
  }

  /** The changes of an undisturbed run. */
  get calls(): MatrixCall[] {
    return sorted(this.made);
  }

  /** The last call before the point of no return: told no, it makes an undo of everything. */
  get last(): MatrixCall {
    const last = this.made.filter(({ afterNoReturn }) => !afterNoReturn).at(-1);
    if (last === undefined) throw new Error('no call before the point of no return');
    return last;
  }

  /** A VM that no run has used, by the name that its destination will bear. */
  fresh(): TestVm {
    const vm = this.vms.shift();
    if (vm === undefined) throw new Error('the estate is used up');
    return { ...vm, name: this.kind.named?.(vm.name) ?? vm.name };
  }

  /** Edits a word of every configuration that no run of a template uses: what is known of the estate is then asked anew. */
  async editConfigs(word: string): Promise<void> {
    const { stack, driver } = this;
    for (const { name, appliance_vm_id } of this.estate.configs) {
      const body = { ...configOf(appliance_vm_id, stack.urls.simulator), disk_offering_id: word };
      await driver.ok('PUT', `/ossea-configs/${name}`, body);
    }
  }

  /** Brings VMs to where their runs begin, before anything strikes. */
  async ground(vms: readonly TestVm[]): Promise<void> {
    const { ground } = this.kind;
    if (ground === undefined) return;
    const pool = new PQueue({ concurrency: AT_ONCE });
    await Promise.all(
      vms.map((vm) => pool.add(async () => this.about.set(vm.vm_id, await ground(this, vm)), { throwOnTimeout: true })),
    );
  }

  /** Starts a run; it is refused while CloudStack does not answer the API's own reads, and its caller repeats it. */
  async start(vm: TestVm, change: Record<string, unknown> = {}): Promise<string> {
    const { path, body } = this.kind.start(vm, this.about.get(vm.vm_id) ?? '');
    for (let refusals = 0; ; refusals++) {
      const answer = await this.driver.api('POST', path, { ...body, ...change });
      if (answer.status === 202) return String(answer.body.job_id);
      await setTimeout(POLL_MS);
      if (refusals === 5) throw new Error(`${vm.name} cannot be started: ${JSON.stringify(answer.body)}`);
    }
  }

  /** Looks at CloudStack before and after these runs, when the last has ended, so that late effects show as well. */
  async judged(body: () => Promise<Ran[]>): Promise<Outcome[]> {
    const before = await this.driver.state();
    const since = await this.logged();
    const ended = await body();
    const after = await this.driver.state();
    const { effects, requests } = await this.logged(since);
    const runs = ended.map((ran) => ({ ...ran, vm: named(ran.vm, requests) }));
    const outcomes: Outcome[] = [];
    for (const { vm, jobId, label, fault, hit, attention, asked, expected, status } of runs) {
      const ending = endingOf(status);
      const allowed = expected.endings as readonly string[];
      const said = status?.job_details.error_message ?? JSON.stringify(status);
      const problems = [
        ...(hit ? [] : ['it was not hit']),
        ...(allowed.includes(ending) ? [] : [`${ending} instead of ${allowed.join(' or ')}: ${said}`]),
        ...([attention, undefined].includes(expected.attention) ? [] : [`attention: ${attention}`]),
      ];
      if (status !== undefined && (ending === 'completed' || ending === 'failed-undone')) {
        const stands = this.stands(ending);
        const told = {
          ...{ status, stands, returns: this.kind.stands === 'home' },
          steps: await this.driver.steps(jobId),
          asked: asked ?? this.kind.asked,
        };
        const traces = tracesOf(vm, requests, effects, after, status.strategy);
        problems.push(
          ...broken({ vm, stands, leaves: expected.leaves }, before, after, effects),
          ...rulesBroken(told, traces, after),
          ...(await misjudged(this.driver, this.kind, { jobId, of: this.about.get(vm.vm_id), vm, stands })),
          ...(ending === 'completed' ? await unwritten(this.driver, this.kind, traces) : []),
        );
      }
      outcomes.push({ label, fault, hit, attention, ending, problems });
    }
    const left = runs
      .filter(({ status, expected }) => this.stands(endingOf(status)) !== 'home' || expected.leaves !== undefined)
      .map(({ vm }) => vm.name);
    const { production, second } = this.estate.networks;
    const whole = [
      ...estateBroken(left, before, after),
      ...notIsolated([production, second], after, effects).map((what) => `R8: ${what}`),
      ...secretsIn(this.stack).map((file) => `R10: a secret in ${file}`),
    ];
    const wrong = outcomes.filter(({ problems }) => problems.length > 0);
    if (whole.length > 0)
      throw new Error(`after ${runs.length} cells: ${whole.join('; ')}; of them ${JSON.stringify(wrong)}`);
    return outcomes;
  }

  private stands(ending: Outcome['ending']): Stand {
    return ending === 'completed' ? this.kind.stands : 'home';
  }

  /** CloudStack's logs, without what was in them at `since`. */
  private async logged(since: { effects: unknown[]; requests: unknown[] } = { effects: [], requests: [] }) {
    const [effects, requests] = [await this.driver.effects(), await this.driver.requests()];
    return { effects: effects.slice(since.effects.length), requests: requests.slice(since.requests.length) };
  }
}

/** With the name that its destination was given. */
function named(vm: TestVm, requests: readonly LoggedRequest[]): TestVm {
  if (!vm.name.endsWith('*')) return vm;
  const begins = vm.name.slice(0, -1);
  const deployed = requests.find(
    ({ command, params }) => command === 'deployVirtualMachine' && params.name?.startsWith(begins) === true,
  );
  return { ...vm, name: deployed?.params.name ?? vm.name };
}

function endingOf(status: StatusBody | undefined): Outcome['ending'] {
  if (status === undefined || status.outcome === null) return 'never ended';
  const endings: Record<string, Ending> = { completed: 'completed', failed: 'failed-undone' };
  return endings[status.status] ?? 'other';
}
