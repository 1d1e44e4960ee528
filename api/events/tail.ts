import type { Logger } from 'pino';
import type { Database, JobListRow, TailEvent } from '../../db/index.js';
import { ApiError } from '../errors.js';
import { Cursor, inOrder } from './cursor.js';

/** What one look at the database found new. */
export interface Batch {
  events: TailEvent[];
  /** The jobs that have changed since the look before, as they are now. */
  jobs: JobListRow[];
}

export interface Listener {
  batch(batch: Batch): void;
  /** Sent every few seconds, and only while the database answers. */
  beat(): void;
  /** The process stops. */
  end(): void;
}

export interface TailOptions {
  pollMs?: number;
  beatMs?: number;
  /** Streams that this process serves at most: each has a buffer. */
  maxListeners?: number;
}

const PAGE = 500;

/**
 * What happens to all jobs, read by one loop per process however many listen; without listeners nothing is read. It
 * begins with the first listener: what was before is for each listener to read itself.
 */
export class EventTail {
  readonly #listeners = new Set<Listener>();
  readonly #options: Required<TailOptions>;
  #loop: Promise<void> | undefined;
  #wake: (() => void) | undefined;
  #closed = false;

  constructor(
    private readonly deps: { db: Pick<Database, 'uow'>; logger: Logger },
    { pollMs = 250, beatMs = 3_000, maxListeners = 500 }: TailOptions = {},
  ) {
    this.#options = { pollMs, beatMs, maxListeners };
  }

  /** Answers how to stop listening. Raises 503 where too many listen already, and once the process stops. */
  listen(listener: Listener): () => void {
    if (this.#closed) throw new ApiError('UNAVAILABLE', 'This API is stopping', { headers: { 'Retry-After': '1' } });
    if (this.#listeners.size >= this.#options.maxListeners)
      throw new ApiError('UNAVAILABLE', 'Too many event streams are open', { headers: { 'Retry-After': '5' } });
    this.#listeners.add(listener);
    this.#loop ??= this.#run().finally(() => (this.#loop = undefined));
    return () => this.#listeners.delete(listener);
  }

  /** Ends every stream; resolves when nothing is read any more. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const listener of this.#listeners) listener.end();
    this.#listeners.clear();
    this.#wake?.();
    await this.#loop;
  }

  async #run(): Promise<void> {
    let look: (() => Promise<Batch>) | undefined;
    let beaten = 0;
    let away = false;
    while (this.#listeners.size > 0) {
      try {
        look ??= await this.#begin();
        const batch = await look();
        if (batch.events.length + batch.jobs.length > 0) for (const each of this.#listeners) each.batch(batch);
        if (Date.now() - beaten >= this.#options.beatMs) {
          beaten = Date.now();
          for (const each of this.#listeners) each.beat();
        }
        away = false;
      } catch (error) {
        // Listeners see that the beats stay away; what was missed is read when the database is back.
        if (!away) this.deps.logger.warn({ reason: String(error) }, 'the events could not be read; trying on');
        away = true;
      }
      await this.#pause();
    }
  }

  /** A look that knows what was there before it. */
  async #begin(): Promise<() => Promise<Batch>> {
    const { uow } = this.deps.db;
    const newest = await uow.read((repos) => repos.views.lastEventAt());
    const cursor = new Cursor(newest === null ? 0 : Date.parse(newest));
    await readEvents(this.deps.db, cursor);
    const openJobs = async (): Promise<Map<string, number>> =>
      new Map((await uow.read((repos) => repos.views.openJobs())).map(({ job_id, seq }) => [job_id, seq]));
    let open = await openJobs();
    return async () => {
      const events = await readEvents(this.deps.db, cursor);
      const now = await openJobs();
      const moved = [...now].flatMap(([job_id, seq]) => (open.get(job_id) === seq ? [] : [job_id]));
      const closed = [...open.keys()].filter((job_id) => !now.has(job_id));
      const changed = [...new Set([...moved, ...closed, ...events.map(({ job_id }) => job_id)])];
      open = now;
      return { events, jobs: changed.length === 0 ? [] : await uow.read((repos) => repos.views.jobs(changed)) };
    };
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, this.#options.pollMs);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/** Events that one resumption brings; who has so many reads the rest by another one. */
export const MOST_EVENTS = 10_000;

/** The events that the cursor has not taken, the oldest `MOST_EVENTS` or somewhat more; it has taken them then. */
export async function readEvents({ uow }: Pick<Database, 'uow'>, cursor: Cursor): Promise<TailEvent[]> {
  const found: TailEvent[] = [];
  let place = { recorded_at: cursor.since, job_id: '', seq: 0 };
  for (;;) {
    const page = await uow.read((repos) => repos.views.eventsAfter(place, PAGE));
    found.push(...page);
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE || found.length >= MOST_EVENTS)
      return inOrder(found).filter((event) => cursor.take(event));
    place = last;
  }
}
