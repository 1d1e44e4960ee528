import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { inHold, isEnded, type Answer, type Driver, type StatusBody } from '../support/driver.js';
import type { TestVm } from '../support/estate.js';
import type { Stand } from '../matrix/checker.js';
import type { Dice } from './dice.js';

const POLL_MS = 500;
const AGAIN_MS = 1_000;
/** From the end of all trouble on. */
const ENDS_WITHIN_MS = 300_000;
const STRATEGIES = ['auto', 'volume-snapshot', 'clone', 'vm-snapshot'];

type Kind = 'live' | 'test' | 'rollback' | 'commit';

/** One job as its operator saw it. */
export interface Run {
  vm: TestVm;
  jobId: string;
  kind: Kind;
  status: string;
  /** Where the replicas must be by what was reported. */
  stands: Stand;
  /** Milliseconds since the epoch. */
  endedAt: number;
}

/** What the whole field knows: who is at work, and how long trouble lasts. */
export interface Shift {
  drivers: readonly Driver[];
  /** True once no new failover is started. */
  over: () => boolean;
  /** Milliseconds since the epoch, once all trouble is over. */
  calmSince: number | undefined;
  /** The jobs that have not ended. */
  open: Set<string>;
}

/** Somebody who fails one VM over and back, again and again, as the API allows; does nothing that a person could not. */
export class Operator {
  readonly runs: Run[] = [];
  stands: Stand = 'home';

  constructor(
    readonly vm: TestVm,
    private readonly shift: Shift,
    private readonly dice: Dice,
  ) {}

  /** One failover and, after a live one, its rollback or commit. */
  async work(): Promise<void> {
    const { vm, dice } = this;
    const kind = dice.chance(0.5) ? 'live' : 'test';
    const jobId = await this.start(`/failover/${kind}`, {
      vm_id: vm.vm_id,
      ...(kind === 'live' ? {} : { test_duration: '30s', custom_config: { protection: dice.one(STRATEGIES) } }),
    });
    if (jobId === undefined) return;
    const status = await this.watch(jobId, kind, kind === 'live' ? 'destination' : 'home');
    if (kind === 'test' || status !== 'completed') return;
    const what = dice.chance(0.85) ? 'rollback' : 'commit';
    const body = { reason: 'chaos', ...(what === 'rollback' ? { confirm_data_loss: true } : {}) };
    for (let tries = 0; this.stands === 'destination' && tries < 5; tries++) {
      const followUp = await this.start(`/failover/${jobId}/${what}`, body);
      if (followUp !== undefined) await this.watch(followUp, what, what === 'rollback' ? 'home' : 'committed');
    }
  }

  /** The id of the job; undefined where it is refused, or the shift is over before anybody has answered. */
  private async start(path: string, body: object): Promise<string | undefined> {
    const key = { 'idempotency-key': randomUUID() };
    while (!this.shift.over() || this.stands !== 'home') {
      const answer = await this.patiently((driver) => driver.api('POST', path, body, key));
      if (answer.status === 202) return String(answer.body.job_id);
      if (answer.status < 500 && answer.status !== 429 && answer.status !== 409) {
        // CloudStack may have refused to tell what readiness must know; then it is asked again later.
        await setTimeout(AGAIN_MS);
        return undefined;
      }
      await setTimeout(AGAIN_MS);
    }
    return undefined;
  }

  /** Looks after a job until it has ended. */
  private async watch(jobId: string, kind: Kind, then: Stand): Promise<string> {
    const { dice, shift } = this;
    shift.open.add(jobId);
    const cancels =
      dice.chance(0.2) && (kind === 'live' || kind === 'test') ? Date.now() + dice.number(6_000) : Infinity;
    let held: Promise<unknown> | undefined;
    for (;;) {
      const { body: status } = await this.patiently((driver) =>
        driver.api<StatusBody>('GET', `/failover/${jobId}/status`),
      );
      if (isEnded(status)) {
        shift.open.delete(jobId);
        const was = this.stands;
        this.stands = status.status === 'completed' ? then : was;
        this.runs.push({ vm: this.vm, jobId, kind, status: status.status, stands: this.stands, endedAt: Date.now() });
        return status.status;
      }
      const since = shift.calmSince;
      if (since !== undefined && Date.now() - since > ENDS_WITHIN_MS)
        throw new Error(
          `${jobId} has not ended ${ENDS_WITHIN_MS / 1_000} s after all trouble: ${JSON.stringify(status)}`,
        );
      if (inHold(status)) held ??= this.inHold(jobId, status);
      if (Date.now() > cancels) await this.says('POST', `/failover/${jobId}/cancel`, { reason: 'chaos' });
      for (const { id, actions } of status.attentions)
        if (actions.some(({ action }) => action === 'retry'))
          await this.says('POST', `/failover/${jobId}/resolve`, { attention_id: id, action: 'retry', reason: 'chaos' });
      await setTimeout(POLL_MS);
    }
  }

  /** Extends, ends, or stops the test VM in CloudStack, or lets the deadline come. */
  private async inHold(jobId: string, { job_details }: StatusBody): Promise<void> {
    const { dice } = this;
    if (dice.chance(0.3)) await this.says('POST', `/failover/test/${jobId}/extend`, { duration: '10s' });
    if (dice.chance(0.2)) {
      const power = `/vms/${job_details.destination_vm_id ?? ''}/power`;
      await this.shift.drivers[0]?.control('POST', power, { state: 'Stopped' }).catch(() => undefined);
    }
    await setTimeout(dice.number(5_000));
    if (dice.chance(0.7) || this.shift.over()) await this.says('DELETE', `/failover/test/${jobId}`);
  }

  /** A word that may come too late: whatever the answer, the status tells what became of it. */
  private async says(method: string, path: string, body?: object): Promise<void> {
    await this.patiently((driver) => driver.api(method, path, body));
  }

  /** Asks one API or the other until one of them answers. */
  private async patiently<T>(ask: (driver: Driver) => Promise<Answer<T>>): Promise<Answer<T>> {
    for (;;) {
      try {
        const answer = await ask(this.dice.one(this.shift.drivers));
        if (answer.status !== 429 && answer.status !== 503) return answer;
      } catch (error) {
        if (!(error instanceof TypeError) && !(error instanceof SyntaxError)) throw error;
      }
      const since = this.shift.calmSince;
      if (since !== undefined && Date.now() - since > ENDS_WITHIN_MS)
        throw new Error('no API answers after all trouble');
      await setTimeout(AGAIN_MS);
    }
  }
}
