import type { LockOutLimit } from '../deps.js';
import { ApiError } from '../errors.js';

/** Addresses remembered at most: a flood from everywhere must not fill the memory. */
const ADDRESSES = 10_000;

interface Failures {
  count: number;
  /** Milliseconds since the epoch. */
  until: number;
}

/**
 * Stops the guessing of tokens from one address. Tokens that were good before are admitted all the while, so that nobody
 * behind the same proxy can lock an operator out. Kept per process.
 */
export class LockOut {
  readonly #failures = new Map<string, Failures>();
  readonly #good = new Set<string>();

  constructor(
    private readonly limit: LockOutLimit,
    private readonly now: () => Date,
  ) {}

  /** Raises 429 where the address may try no token that has not been good before. */
  admit(address: string, tokenHash: string): void {
    const failures = this.#current(address);
    if (failures === undefined || failures.count < this.limit.after || this.#good.has(tokenHash)) return;
    const seconds = Math.max(1, Math.ceil((failures.until - this.now().getTime()) / 1000));
    throw new ApiError('RATE_LIMITED', 'Too many bad tokens from this address; wait as Retry-After says', {
      headers: { 'Retry-After': String(seconds) },
    });
  }

  good(tokenHash: string): void {
    this.#good.add(tokenHash);
  }

  bad(address: string, tokenHash: string): void {
    // It may have been good until it was revoked.
    this.#good.delete(tokenHash);
    const failures = this.#current(address) ?? { count: 0, until: 0 };
    const until = this.now().getTime() + this.limit.ms;
    // Set anew, so that the map stays in the order of time.
    this.#failures.delete(address);
    this.#failures.set(address, { count: failures.count + 1, until });
    const [oldest] = this.#failures.keys();
    if (this.#failures.size > ADDRESSES && oldest !== undefined) this.#failures.delete(oldest);
  }

  #current(address: string): Failures | undefined {
    const failures = this.#failures.get(address);
    return failures !== undefined && failures.until > this.now().getTime() ? failures : undefined;
  }
}
