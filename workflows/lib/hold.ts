import { condition, setHandler } from '@temporalio/workflow';
import { ApplicationFailure } from '@temporalio/common';
import { LONGEST_HOLD_MS } from '../../domain/duration.js';
import type { JobHead } from '../../domain/job.js';
import { extendUpdate, REFUSALS, type ExtendMessage } from '../messages.js';
import type { Control } from './control.js';
import { forThisJob } from './opening.js';
import type { Run } from './run.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const REMIND_BEFORE_MS = 10 * MINUTE;

/**
 * The time a test stays up: until its deadline, or until somebody ends it, whichever comes first. Without a deadline only
 * somebody ends it, and every day says so. Nothing is asked meanwhile: a timer is all there is.
 */
export class Hold {
  private since: number | undefined;
  /** Milliseconds since the epoch; undefined where nothing but a person ends the test. */
  private deadline: number | undefined;
  private reminded = false;
  private over = false;

  constructor(
    private readonly run: Run,
    private readonly control: Control,
  ) {}

  /** Sets the handler; before the first await of the workflow. */
  listen({ job_id }: Pick<JobHead, 'job_id'>): void {
    setHandler(
      extendUpdate,
      (message) => {
        this.set(this.extended(message));
        const cleanup_at = iso(this.deadline);
        this.run.event('extended', `${message.requested_by}: the test ends at ${cleanup_at ?? 'no time'}`);
        this.run.publish();
        const { by_ms, until } = message;
        return {
          cleanup_at: cleanup_at ?? '',
          ...(by_ms === undefined ? {} : { by_ms }),
          ...(until === undefined ? {} : { until }),
        };
      },
      { validator: (message: ExtendMessage) => this.admit(message, job_id) },
    );
  }

  /** Holds; resolves with who or what has ended it. */
  async begin(durationMs: number | null): Promise<string> {
    this.since = Date.now();
    this.set(durationMs === null ? undefined : this.since + durationMs);
    for (;;) {
      const { request, ms } = { request: this.control.cancelled, ms: this.nextWake() - Date.now() };
      if (request !== undefined) return this.end(`${request.by}: ${request.reason}`);
      if (this.deadline !== undefined && this.deadline <= Date.now()) return this.end('its deadline');
      if (ms <= 0) this.remind();
      else await this.sleep(ms);
    }
  }

  private end(by: string): string {
    this.over = true;
    this.run.event('hold.over', `ended by ${by}`);
    return by;
  }

  private async sleep(ms: number): Promise<void> {
    const { deadline } = this;
    const woken = (): boolean => this.control.cancelled !== undefined || this.deadline !== deadline;
    await condition(woken, ms, {
      summary: deadline === undefined ? 'until ended' : `hold until ${iso(deadline) ?? ''}`,
    });
  }

  /** The next reminder or the deadline. */
  private nextWake(): number {
    if (this.deadline === undefined) return this.remindedAt + DAY;
    const before = this.deadline - REMIND_BEFORE_MS;
    // A hold that begins within the last minutes needs no reminder of what was just asked for.
    return this.reminded || before <= (this.since ?? 0) ? this.deadline : before;
  }

  private remindedAt = 0;

  private remind(): void {
    this.reminded = true;
    this.remindedAt = Date.now();
    const words =
      this.deadline === undefined
        ? `the test has been up since ${iso(this.since) ?? ''} and only ends when it is ended`
        : `the test will be cleaned up at ${iso(this.deadline) ?? ''}`;
    this.run.event('hold.reminder', words);
    this.run.publish();
  }

  private set(deadline: number | undefined): void {
    this.deadline = deadline;
    this.reminded = false;
    this.remindedAt = Date.now();
    this.run.cleanupAt(iso(deadline) ?? null);
  }

  private extended({ by_ms, until }: ExtendMessage): number {
    return until === undefined ? (this.deadline ?? 0) + (by_ms ?? 0) : Date.parse(until);
  }

  private admit(message: ExtendMessage, jobId: string): void {
    forThisJob(message.job_id, jobId);
    const refuse = (why: string): Error => ApplicationFailure.nonRetryable(why, REFUSALS.cannotExtend);
    if (this.since === undefined) throw refuse('the test is not up yet');
    if (this.over || this.control.cancelled !== undefined) throw refuse('the clean-up has begun');
    if (this.deadline === undefined) throw refuse('the test has no deadline: it stays up until it is ended');
    if (this.deadline <= Date.now()) throw refuse('the deadline has passed');
    if (message.cleanup_at !== iso(this.deadline))
      throw refuse(`the deadline is ${iso(this.deadline) ?? ''} by now, not ${message.cleanup_at}`);
    const wanted = this.extended(message);
    if (!(wanted > Date.now())) throw refuse('the new deadline would be in the past');
    if (wanted > this.since + LONGEST_HOLD_MS) throw refuse('a test may be held for 30 days at most');
  }
}

function iso(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : new Date(ms).toISOString();
}
