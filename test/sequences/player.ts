import { setTimeout } from 'node:timers/promises';
import {
  inHold,
  isEnded,
  asksSomething,
  type Driver,
  type SimulatedState,
  type Standing,
  type StatusBody,
  type StepsBody,
} from '../support/driver.js';
import { inventoryOf, type TestVm } from '../support/estate.js';
import type { Board } from './board.js';
import { actOf, type Act, type Move, type Sequence, type Situation } from './moves.js';

const REST_WITHIN_MS = 120_000;
/** For what a question's answer makes of it. */
const ASK_AGAIN_MS = 500;
/** Where a job may be at rest; one that is on no board has ended. */
const RESTS = [undefined, 'test_running', 'attention'];
const PAUSE_MS = 300;
/** Questions that are answered with `retry` in the end, before they are given up. */
const RETRIES = 4;

export type Kind = 'live' | 'test' | 'rollback' | 'commit';
export type Asked = 'cancel' | 'abandon' | 'rollback' | 'commit';

/** One job as its operator saw it, with CloudStack as it stood when it had ended. */
export interface Played {
  vm: TestVm;
  jobId: string;
  kind: Kind;
  status: StatusBody;
  steps: StepsBody;
  /** A person's word by which it may have gone back. */
  asked: Asked | undefined;
  /** ISO 8601: when the failover that it ends, or is, was asked for. */
  since: string;
  until: string;
  /** What the API says of the VM. */
  standing: Standing;
  /** Whether it asked for a full sync before this job. */
  altered: boolean;
  before: SimulatedState;
  after: SimulatedState;
}

interface Open {
  jobId: string;
  kind: Kind;
  since: string;
  asked: Asked | undefined;
}

/** Plays one sequence on one VM, by the API and, for what happens to CloudStack and the processes, by its control port. */
export class Player {
  readonly played: Played[] = [];
  accepted = 0;
  refused = 0;
  private open: Open | undefined;
  /** The live failover by which the VM is away. */
  private away: { jobId: string; since: string; committed: boolean } | undefined;
  private altered = false;
  private syncs = 0;

  constructor(
    readonly vm: TestVm,
    private readonly sequence: Sequence,
    private readonly driver: Driver,
    private readonly board: Board,
    /** As the replicas were when they were last in sync. */
    private before: SimulatedState,
    private readonly kill: () => Promise<boolean>,
  ) {}

  async play(): Promise<void> {
    for (const move of this.sequence.moves) {
      if (move.patient) await this.atRest();
      const situation = await this.situation();
      const taken = await this.make(actOf(move, situation), move);
      if (taken) this.accepted += 1;
      else this.refused += 1;
    }
    await this.toEnd();
  }

  private async situation(): Promise<Situation> {
    const status = await this.look();
    if (status !== undefined) return inHold(status) ? 'held' : asksSomething(status) ? 'asks' : 'running';
    if (this.away !== undefined) return this.away.committed ? 'committed' : 'away';
    return this.altered ? 'altered' : 'home';
  }

  /** Of the open job; one that has ended is noted and open no more. */
  private async look(): Promise<StatusBody | undefined> {
    if (this.open === undefined) return undefined;
    const status = await this.driver.status(this.open.jobId);
    if (!isEnded(status)) return status;
    await this.note(this.open, status);
    return undefined;
  }

  private async note({ jobId, kind, since, asked }: Open, status: StatusBody): Promise<void> {
    const { driver, vm, before, altered } = this;
    const after = await driver.state();
    const until = new Date().toISOString();
    const standing = await driver.standing(vm.vm_id);
    const steps = await driver.steps(jobId);
    this.played.push({ vm, jobId, kind, status, steps, asked, since, until, standing, altered, before, after });
    this.open = undefined;
    this.altered = standing.disks.some((disk) => disk.resync_required);
    if (standing.failover_state !== 'failed_over') this.away = undefined;
    else if (kind === 'live') this.away = { jobId, since, committed: false };
    else if (kind === 'commit' && status.status === 'completed' && this.away) this.away.committed = true;
  }

  /** True when it was accepted. */
  private async make(act: Act, move: Move): Promise<boolean> {
    const { vm } = this;
    const job = this.open?.jobId ?? this.played.at(-1)?.jobId ?? 'failover-20260101-000000-aaaaaa';
    switch (act) {
      case 'live':
        return this.start('live', '/failover/live', { vm_id: vm.vm_id });
      case 'test': {
        const { protection, duration } = move;
        const body = { vm_id: vm.vm_id, test_duration: duration, custom_config: { protection } };
        return this.start('test', '/failover/test', body);
      }
      case 'rollback':
      case 'commit': {
        const body = { reason: 'a sequence', ...(act === 'rollback' ? { confirm_data_loss: true } : {}) };
        return this.start(act, `/failover/${this.away?.jobId ?? job}/${act}`, body);
      }
      case 'cancel':
        return this.says('cancel', 'POST', `/failover/${job}/cancel`, { reason: 'a sequence' });
      case 'end':
        // Before the hold it is a cancel.
        return this.says('cancel', 'DELETE', `/failover/test/${job}`);
      case 'extend':
        return this.says(undefined, 'POST', `/failover/test/${job}/extend`, { duration: '1h' });
      case 'retry':
      case 'skip':
      case 'abandon':
        return this.answer(job, act);
      case 'sync':
        return this.sync();
      case 'fault':
        return this.fault(move);
      case 'kill':
        return this.kill();
      case 'stop':
        return this.stop();
      case 'pause':
        await setTimeout(PAUSE_MS);
        return true;
    }
  }

  private async start(kind: Kind, path: string, body: object): Promise<boolean> {
    const at = new Date().toISOString();
    const answer = await this.driver.api<{ job_id: string }>('POST', path, body);
    if (!isTaken(answer)) return false;
    const follows = kind === 'rollback' || kind === 'commit';
    const since = follows ? (this.away?.since ?? at) : at;
    this.open = { jobId: answer.body.job_id, kind, since, asked: follows ? kind : undefined };
    return true;
  }

  private async says(word: Asked | undefined, method: string, path: string, body?: object): Promise<boolean> {
    const answer = await this.driver.api(method, path, body);
    const taken = isTaken(answer);
    // An API that cannot tell, because no worker has answered yet, may still have been heard.
    if ((taken || answer.status === 503) && word !== undefined && this.open !== undefined) this.open.asked ??= word;
    return taken;
  }

  private async answer(jobId: string, action: 'retry' | 'skip' | 'abandon'): Promise<boolean> {
    const status = this.open && (await this.driver.status(jobId));
    const question = status?.attentions.find(({ actions }) => actions.some((admitted) => admitted.action === action));
    const answer = await this.driver.resolve(jobId, question?.id ?? status?.attention?.id ?? 'none', action);
    const taken = isTaken(answer);
    if ((taken || answer.status === 503) && action === 'abandon' && this.open !== undefined)
      this.open.asked = 'abandon';
    return taken;
  }

  private async fault({ fault: { onVm, onVolume, kind, times } }: Move): Promise<boolean> {
    const { driver, vm } = this;
    const about = { kind, times, ...(kind === 'throttle' ? { delay_ms: 100 } : {}) };
    await driver.fault({ ...about, command: onVm, vm: vm.name });
    await driver.fault({ ...about, command: onVm, vm: `${vm.name}-test-*` });
    for (const { volume_id } of vm.disks) await driver.fault({ ...about, command: onVolume, volume: volume_id });
    return true;
  }

  /** Somebody shuts the destination down inside its guest. */
  private async stop(): Promise<boolean> {
    const status = this.open && (await this.driver.status(this.open.jobId));
    const id = status?.job_details.destination_vm_id;
    if (status === undefined || !inHold(status) || id === null || id === undefined) return false;
    try {
      await this.driver.control('POST', `/vms/${id}/power`, { state: 'Stopped' });
      return true;
    } catch (error) {
      // Its deadline has come meanwhile.
      if (error instanceof Error && error.message.includes('HTTP 404')) return false;
      throw error;
    }
  }

  /** What replication does for replicas that were altered: from here on they are compared with what is there now. */
  private async sync(): Promise<boolean> {
    const { driver, vm } = this;
    this.syncs += 1;
    const inventory = inventoryOf(vm) as { disks: { last_sync: object }[] };
    const last_sync = { job_id: `full-${this.syncs}`, time: new Date().toISOString(), type: 'full', success: true };
    const disks = inventory.disks.map((disk) => ({ ...disk, last_sync }));
    if (!isTaken(await driver.api('PUT', `/vms/${vm.vm_id}`, { ...inventory, disks }))) return false;
    const standing = await driver.standing(vm.vm_id);
    this.altered = standing.disks.some((disk) => disk.resync_required);
    if (!this.altered && this.open === undefined && this.away === undefined) this.before = await driver.state();
    return true;
  }

  /** Until the job has ended, is held or asks; at once where there is none. */
  private async atRest(): Promise<StatusBody | undefined> {
    for (const deadline = Date.now() + REST_WITHIN_MS; this.open !== undefined;) {
      const { jobId } = this.open;
      if (RESTS.includes((await this.board.statuses()).get(jobId))) {
        const status = await this.look();
        if (status === undefined || inHold(status) || asksSomething(status)) return status;
      }
      if (Date.now() > deadline) throw new Error(`never at rest: ${JSON.stringify(await this.driver.status(jobId))}`);
    }
    return undefined;
  }

  private async toEnd(): Promise<void> {
    for (let asked = 0; ;) {
      const status = await this.atRest();
      if (status === undefined || this.open === undefined) return;
      const { jobId } = this.open;
      if (inHold(status)) await this.says(undefined, 'DELETE', `/failover/test/${jobId}`);
      else if (asked++ < RETRIES) await this.answer(jobId, 'retry');
      else await this.answer(jobId, 'abandon');
      await setTimeout(ASK_AGAIN_MS);
    }
  }
}

/** Whether it was accepted; a refusal must be one of those that the contract has for what comes at a wrong time. */
function isTaken({ status, body }: { status: number; body: object }): boolean {
  if (status >= 200 && status < 300) return true;
  if ([400, 404, 409, 422, 503].includes(status)) return false;
  throw new Error(`HTTP ${status}: ${JSON.stringify(body)}`);
}
