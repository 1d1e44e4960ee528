import { AsyncLocalStorage } from 'node:async_hooks';

interface Waiter {
  tokens: number;
  notAfter: number;
  resolve: (granted: boolean) => void;
}

/** Longest delay setTimeout takes without overflowing to one millisecond. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * This process's share of the account's budget: a token bucket, first come first served, paused as a whole by a 429.
 * Priorities are the caller's business (activities/).
 */
export class RateShare {
  private readonly queue: Waiter[] = [];
  private readonly purse = new AsyncLocalStorage<{ left: number }>();
  private tokens: number;
  /** This and what follows by the clock that cannot be set; fences are times of day. */
  private refilledAt = performance.now();
  private pausedUntil = 0;
  private timer: NodeJS.Timeout | undefined;

  /** @param perSecond requests a second; @param burst how many may go at once after a rest, at least one */
  constructor(
    private readonly perSecond: number,
    private readonly burst: number = Math.max(1, perSecond),
  ) {
    if (!(perSecond > 0) || !(burst >= 1)) throw new RangeError('a rate share needs perSecond > 0 and burst >= 1');
    this.tokens = burst;
  }

  /** Waits for one token, of those the caller has reserved first. False when `notAfter` (ms since epoch) came sooner. */
  async take(notAfter = Infinity): Promise<boolean> {
    const purse = this.purse.getStore();
    if (!purse || purse.left === 0) return this.enqueue(1, notAfter, 'last');
    purse.left -= 1;
    return this.enqueue(0, notAfter, 'first');
  }

  /**
   * Takes `n` tokens together for the caller's own next `n` requests, so that a look and its send are not parted by
   * the queue. Bound to the caller's async context, which is why the context is entered before the first await.
   * Rejects with the signal's reason.
   */
  reserve(n: number, signal?: AbortSignal): Promise<void> {
    const purse = { left: 0 };
    this.purse.enterWith(purse);
    return this.enqueue(n, Infinity, 'last', signal).then(() => {
      purse.left = n;
    });
  }

  /** Nothing is sent for so many milliseconds, prepaid or not. */
  pause(ms: number): void {
    this.pausedUntil = Math.max(this.pausedUntil, performance.now() + ms);
  }

  private enqueue(tokens: number, notAfter: number, place: 'first' | 'last', signal?: AbortSignal): Promise<boolean> {
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const abort = (): void => {
        this.queue.splice(this.queue.indexOf(waiter), 1);
        reject(signal?.reason as Error);
        this.serve();
      };
      const waiter: Waiter = {
        tokens,
        notAfter,
        resolve: (granted) => {
          signal?.removeEventListener('abort', abort);
          resolve(granted);
        },
      };
      signal?.addEventListener('abort', abort, { once: true });
      if (place === 'first') this.queue.unshift(waiter);
      else this.queue.push(waiter);
      this.serve();
    });
  }

  private serve(): void {
    clearTimeout(this.timer);
    const [now, today] = [performance.now(), Date.now()];
    this.tokens = Math.min(this.burst, this.tokens + ((now - this.refilledAt) * this.perSecond) / 1000);
    this.refilledAt = now;
    for (const late of this.queue.filter((waiter) => waiter.notAfter < today)) {
      this.queue.splice(this.queue.indexOf(late), 1);
      late.resolve(false);
    }
    while (now >= this.pausedUntil && this.queue[0] && this.readyIn(this.queue[0]) === 0) {
      const served = this.queue.shift();
      this.tokens -= served?.tokens ?? 0;
      served?.resolve(true);
    }
    const head = this.queue[0];
    if (!head) return;
    const due = Math.max(this.pausedUntil - now, this.readyIn(head));
    const earliestFence = Math.min(...this.queue.map((waiter) => waiter.notAfter)) + 1 - today;
    const delay = Math.min(due, earliestFence, LONGEST_TIMER_MS);
    this.timer = setTimeout(() => this.serve(), Math.max(1, Math.ceil(delay)));
  }

  /** Milliseconds until the bucket holds what the waiter asks; a request larger than the bucket waits for a full one. */
  private readyIn(waiter: Waiter): number {
    const missing = Math.min(waiter.tokens, this.burst) - this.tokens;
    return missing <= 0 || waiter.tokens === 0 ? 0 : (missing * 1000) / this.perSecond;
  }
}
