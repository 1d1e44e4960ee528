import { log } from '@temporalio/activity';
import type { ApplicationFailure } from '@temporalio/common';
import type { AsyncJob } from '../../domain/cloudstack.js';
import type { CallInput, CallResult, EarlierCall } from '../../domain/call.js';
import type { ErrorClass } from '../../domain/errors.js';
import type { Mutation } from '../../domain/itinerary.js';
import { classifyJobFailure, CloudStackError } from '../../cloudstack/errors.js';
import { DatabaseUnavailableError, RowMissingError } from '../../db/errors.js';
import type { Created } from '../../db/index.js';
import type { ActivityDeps, CloudStackPort } from '../deps.js';
import { OPERATIONS } from '../operations/index.js';
import type { Look, Operation } from '../operations/operation.js';
import { withAttempt, type Attempt } from './attempt.js';
import type { Submitted } from '../../cloudstack/commands.js';
import { customJobId } from './custom-job-id.js';
import { callFailure, unsettled } from './failure.js';
import { throughGate } from './gate.js';
import { reportedWithinMs } from './power-report.js';

/** A state that outlives its job this long is left to a person (R4). */
const TRANSITIONAL_LIMIT_MS = 10 * 60_000;
/**
 * The most that a look and its send need: attachVolume on the way home asks for the volume, the appliance, its VM snapshots
 * (two lists) and its volumes.
 */
const REQUESTS_PER_CALL = 6;
/** In-process repeats of a definite non-send before the attempt fails visibly. */
const NON_SENDS = 5;

/**
 * One mutating command on one object: settle, look, send, settle, look again (R3, R4). Ends with what was observed, or
 * with a failure whose type is the error class.
 */
export async function mutate(deps: ActivityDeps, activity: Mutation, input: CallInput): Promise<CallResult> {
  return withAttempt(deps, async (attempt) => {
    try {
      // Inside, because it heartbeats: a database that is away is waited for before the run goes on without it.
      const cs = await deps.cloudstack(input.config);
      const operation = OPERATIONS[activity]({ input, cs, deps });
      const run = new MutationRun(deps, cs, operation, input, attempt);
      const { queue } = operation;
      const work = (): Promise<CallResult> => run.toEnd();
      const result = await (queue === undefined ? work() : throughGate(queue, input.priority, attempt, work));
      await recordCreated(deps, input, result);
      return result;
    } catch (error) {
      // Whatever a send led to is a failure by now; what is left are reads, which settle nothing.
      throw unsettled(error);
    }
  });
}

/**
 * The id of what was created goes on record in the activity that created it (R9). A database that is away, or was brought
 * back from a backup and has no such row, does not stop the run: the result carries the id, and the next projection writes it.
 */
async function recordCreated(deps: ActivityDeps, input: CallInput, { refs = {} }: CallResult): Promise<void> {
  const created = createdBy(input.object, refs);
  if (created === undefined) return;
  try {
    await deps.db.uow.run((r) => r.jobs.recordCreated(input.job_id, created));
  } catch (error) {
    if (!(error instanceof DatabaseUnavailableError || error instanceof RowMissingError)) throw error;
    log.warn('what was created is recorded by the next projection', {
      why: error.message,
      job_id: input.job_id,
      ...created,
    });
  }
}

function createdBy(object: string, refs: Record<string, string>): Created | undefined {
  const { $vm: destination_vm_id, $blank_root: blank_root_id } = refs;
  if (destination_vm_id !== undefined)
    return { destination_vm_id, ...(blank_root_id === undefined ? {} : { blank_root_id }) };
  if (refs.$vm_snapshot !== undefined) return { ossea_snapshot_id: refs.$vm_snapshot };
  const [snapshot_id, clone_id] = [refs[`$snapshot.${object}`], refs[`$clone.${object}`]];
  if (snapshot_id !== undefined) return { volume_id: object, snapshot_id };
  return clone_id === undefined ? undefined : { volume_id: object, clone_id };
}

type Ready = Extract<Look, { is: 'ready' }>;

type Settled =
  /** Final at CloudStack. */
  | { job: AsyncJob }
  /** Refused on the call itself. */
  | { refused: CloudStackError }
  /** A synchronous command's success. */
  | 'answered'
  /** It had arrived and CloudStack has forgotten it. */
  | 'gone';

/** The request certainly never arrived, or can no longer take effect: the world decides, and the same id may be sent. */
const NOT_THERE = 'not-there';

class MutationRun {
  private readonly jobId: string;
  private sent = false;
  /** CloudStack has said that it has carried it out. */
  private acknowledged = false;
  private transitionalSince: number | undefined;

  constructor(
    private readonly deps: ActivityDeps,
    private readonly cs: CloudStackPort,
    private readonly operation: Operation,
    private readonly input: CallInput,
    private readonly attempt: Attempt,
  ) {
    this.jobId = customJobId(input.job_id, input.key, input.try);
  }

  async toEnd(): Promise<CallResult> {
    for (const earlier of this.input.settles ?? []) await this.settleEarlier(earlier);
    if (this.attempt.number > 1 || this.input.resettle === true) {
      const settled = await this.settle(this.jobId, Date.now() + this.deps.windows.fenceMs);
      if (settled !== NOT_THERE) return this.judge(settled);
    }
    for (let nonSends = 0; ;) {
      await this.cs.reserve(REQUESTS_PER_CALL, this.attempt.signal);
      // The fence begins before the look: whoever is frozen from here on can no longer send (R4).
      const fence = new Date(Date.now() + this.deps.windows.fenceMs);
      await this.attempt.confirm();
      const look = await this.operation.look();
      if (look.is === 'transitional') {
        await this.waitForTransition(look, undefined);
        continue;
      }
      if (look.is === 'done') return this.result(look);
      if (look.is === 'impossible') throw this.failure(look.errorClass ?? 'refused', look.why, undefined, look.code);
      const settled = await this.send(look, fence, nonSends++);
      if (settled !== NOT_THERE) return this.judge(settled);
    }
  }

  /** Sends once, what the look just made says, and finds out what became of it. */
  private async send(look: Ready, fence: Date, nonSends: number): Promise<Settled | typeof NOT_THERE> {
    const submitted = await this.submit(look, fence);
    if (!(submitted instanceof CloudStackError)) {
      this.sent = true;
      return this.operation.synchronous ? 'answered' : this.awaitJob(submitted.jobid ?? this.jobId);
    }
    if (submitted.sent === 'no') return this.notSent(submitted, nonSends);
    this.sent = true;
    if (submitted.errorClass !== 'unknown-outcome') return { refused: submitted };
    const settled = await this.settle(this.jobId, fence.getTime());
    // CloudStack has seen the id, yet knows no such job: only another id can help.
    if (settled === NOT_THERE && submitted.sent === 'yes') throw this.failure('busy', submitted.errortext);
    return settled;
  }

  /** Only what the send itself raises says something of its outcome: a read that fails later settles nothing. */
  private async submit(look: Ready, fence: Date): Promise<Submitted | CloudStackError> {
    try {
      return await look.send({ customJobId: this.jobId, notAfter: fence });
    } catch (error) {
      if (error instanceof CloudStackError) return error;
      throw error;
    }
  }

  /** A definite non-send needs no settling: a few repeats here, then a visible failure of the attempt. */
  private async notSent(error: CloudStackError, nonSends: number): Promise<Settled | typeof NOT_THERE> {
    // Whether a final no can be lived with is for `judge` to find out.
    if (error.errorClass !== 'unavailable' || nonSends >= NON_SENDS) return { refused: error };
    await this.attempt.sleep(error.retryAfterMs ?? Math.min(200 * 2 ** nonSends, 5_000));
    return NOT_THERE;
  }

  /**
   * What became of a job id. "No such job" counts only when asked again after the last moment at which a send could
   * still arrive, the fence and the clocks' difference; of a create command also after twice the HTTP time limit,
   * because it makes the entity before the job (R4).
   */
  private async settle(jobId: string, lastPossibleSend: number): Promise<Settled | typeof NOT_THERE> {
    const { skewAllowanceMs, httpTimeoutMs } = this.deps.windows;
    const over = Math.max(
      lastPossibleSend + skewAllowanceMs,
      this.operation.creates ? Date.now() + 2 * httpTimeoutMs : 0,
    );
    const known = !this.operation.synchronous && (await this.cs.jobs.query(jobId)) !== undefined;
    if (!known) {
      await this.attempt.sleep(Math.max(0, over - Date.now()));
      if (this.operation.synchronous || (await this.cs.jobs.query(jobId)) === undefined) return NOT_THERE;
    }
    this.sent = true;
    return this.awaitJob(jobId);
  }

  /**
   * Every try of an earlier call must be final first. A call is undone only after a final answer to it, and another job's
   * only after its last request cannot arrive any more, so a job unknown now stays unknown.
   */
  private async settleEarlier({ job_id, key, tries }: EarlierCall): Promise<void> {
    for (let n = 0; n <= tries; n++) {
      const jobId = customJobId(job_id, key, n);
      if ((await this.cs.jobs.query(jobId)) !== undefined) await this.awaitJob(jobId);
    }
  }

  private async awaitJob(jobId: string): Promise<Settled> {
    const job = await this.cs.jobs.await(jobId, this.attempt.signal);
    return job === undefined ? 'gone' : { job };
  }

  /** CloudStack has given its last word. The world tells whether the effect is there, the word only why it is not (R3). */
  private async judge(settled: Settled): Promise<CallResult> {
    const job = typeof settled === 'object' && 'job' in settled ? settled.job : undefined;
    this.acknowledged = settled === 'answered' || job?.jobstatus === 1;
    const no = refusalOf(settled);
    const untold = this.operation.reportedLater === true && (settled === 'gone' || no?.code === 'JOB_CANCELLED');
    const reportedBy = Date.now() + (untold ? reportedWithinMs(this.deps.windows) : 0);
    let look = await this.operation.look(job);
    while (look.is === 'transitional' || (look.is !== 'done' && Date.now() < reportedBy)) {
      if (look.is === 'transitional') await this.waitForTransition(look, job);
      else await this.attempt.sleep(reportedWithinMs(this.deps.windows) / 36);
      await this.cs.reserve(1, this.attempt.signal);
      look = await this.operation.look(job);
    }
    if (look.is === 'done') return this.result(look, job);
    if (no !== undefined) {
      const tolerated = this.operation.tolerate?.(no.errorClass, no.text);
      if (tolerated !== undefined)
        // Nothing was done: what is reported is what was found (R9).
        return { ...tolerated, found: true, ...(job === undefined ? {} : { cloudstack_job_id: job.jobid }) };
      throw this.failure(no.errorClass, no.text, job, no.code);
    }
    if (look.is === 'impossible') throw this.failure(look.errorClass ?? 'refused', look.why, job, look.code);
    const said = settled === 'gone' ? 'CloudStack has forgotten the job' : 'CloudStack reported success';
    throw this.failure('busy', `${said}, but nothing has changed`, job);
  }

  private async waitForTransition(
    look: Extract<Look, { is: 'transitional' }>,
    job: AsyncJob | undefined,
  ): Promise<void> {
    this.transitionalSince ??= Date.now();
    if (Date.now() - this.transitionalSince >= TRANSITIONAL_LIMIT_MS)
      throw this.failure('busy', `Still in transition after 10 minutes: ${look.observed}`, job);
    await this.attempt.sleep(this.deps.windows.watcherTickMs * 2);
  }

  /**
   * Whether it was so before this call did anything; undefined where nobody can tell. What was acknowledged is our doing. What
   * was never sent is not: of a command with a job id that is known once it is settled, of another one only before the first send.
   */
  private foundSo(): boolean | undefined {
    if (this.acknowledged) return false;
    const first = this.attempt.number === 1 && this.input.resettle !== true;
    return !this.sent && this.input.try === 0 && (first || !this.operation.synchronous) ? true : undefined;
  }

  private result(look: Extract<Look, { is: 'done' }>, job?: AsyncJob): CallResult {
    const found = this.foundSo();
    return {
      observed: look.observed,
      ...(found === undefined ? {} : { found }),
      ...(job === undefined ? {} : { cloudstack_job_id: job.jobid }),
      ...(look.refs === undefined ? {} : { refs: look.refs }),
      ...(look.left_behind === undefined ? {} : { left_behind: look.left_behind }),
      ...(look.altered === undefined ? {} : { altered: look.altered }),
    };
  }

  private failure(
    errorClass: ErrorClass,
    text: string,
    job?: AsyncJob,
    code: string | number | null = null,
  ): ApplicationFailure {
    return callFailure(errorClass, text, {
      code,
      command: this.input.activity,
      ...(job === undefined ? {} : { cloudstack_job_id: job.jobid }),
    });
  }
}

function refusalOf(
  settled: Settled,
): { errorClass: ErrorClass; text: string; code: string | number | null } | undefined {
  if (typeof settled === 'string') return undefined;
  if ('refused' in settled) {
    const { refused } = settled;
    return {
      errorClass: refused.errorClass,
      text: refused.errortext,
      code: refused.errorcode ?? refused.code,
    };
  }
  return settled.job.jobstatus === 1 ? undefined : classifyJobFailure(settled.job);
}
