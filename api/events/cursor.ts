import { createHash } from 'node:crypto';
import type { TailEvent } from '../../db/index.js';

/** A unit of work that commits late writes into the past: this far back events are looked at again. */
const WINDOW_MS = 10_000;

/** Of a job in an event's id: enough to tell the jobs of ten seconds apart. */
function short(jobId: string): string {
  return createHash('sha256').update(jobId).digest('base64url').slice(0, 8);
}

/**
 * How far a reader of all events has come: the time of the newest one and, of each job with events in the window before
 * it, the last sequence number. Events of one job are written in order, so this is all that tells old from new; as text
 * it is the id of the event, so a stream goes on from it after a restart of whatever process.
 */
export class Cursor {
  readonly #jobs = new Map<string, { seq: number; at: number }>();
  #at: number;

  constructor(at = 0) {
    this.#at = at;
  }

  /** Null for a text that no cursor made. */
  static parse(text: string): Cursor | null {
    if (!/^[0-9a-z]{1,11}(~[\w-]{8}\.[0-9a-z]{1,7})*$/.test(text)) return null;
    const [at = '', ...jobs] = text.split('~');
    const cursor = new Cursor(parseInt(at, 36));
    for (const job of jobs) cursor.#jobs.set(job.slice(0, 8), { seq: parseInt(job.slice(9), 36), at: cursor.#at });
    return cursor;
  }

  /** ISO 8601 UTC: from here on events have to be read again. */
  get since(): string {
    return new Date(Math.max(0, this.#at - WINDOW_MS)).toISOString();
  }

  /** True for an event that was not taken before; it counts as taken then. Of one job events must come in order. */
  take({ job_id, seq, recorded_at }: Pick<TailEvent, 'job_id' | 'seq' | 'recorded_at'>): boolean {
    const job = short(job_id);
    if ((this.#jobs.get(job)?.seq ?? 0) >= seq) return false;
    const at = Date.parse(recorded_at);
    this.#jobs.set(job, { seq, at });
    if (at > this.#at) {
      this.#at = at;
      for (const [name, last] of this.#jobs) if (last.at < at - WINDOW_MS) this.#jobs.delete(name);
    }
    return true;
  }

  toString(): string {
    const jobs = [...this.#jobs].map(([job, { seq }]) => `~${job}.${seq.toString(36)}`);
    return `${this.#at.toString(36)}${jobs.join('')}`;
  }
}

/** Events as a cursor takes them: by their time, yet those of one job in order, whatever clocks wrote them. */
export function inOrder(events: readonly TailEvent[]): TailEvent[] {
  const reached = new Map<string, string>();
  return events
    .toSorted((a, b) => a.seq - b.seq)
    .map((event) => {
      const before = reached.get(event.job_id) ?? '';
      const at = before > event.recorded_at ? before : event.recorded_at;
      reached.set(event.job_id, at);
      return { event, at };
    })
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    .map(({ event }) => event);
}
