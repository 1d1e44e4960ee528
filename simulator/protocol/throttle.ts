import type { AccountRow } from '../state/model.js';
import type { World } from '../world.js';
import { ApiError } from './errors.js';

export const throttled = (ms: number): ApiError =>
  new ApiError(
    429,
    `The given user has reached his/her account api limit, please retry after ${Math.max(1, Math.ceil(ms))} ms.`,
    4545,
  );

/** Counts an account's requests in fixed windows (facts §9). */
export class Throttle {
  private readonly windows = new Map<string, { start: number; count: number }>();

  constructor(private readonly world: World) {}

  /** Raises 429 where the account has used up its window. */
  check(account: AccountRow): void {
    const limit = this.world.settings.throttle;
    if (!limit || (account.role === 'root-admin' && this.world.atLeast('4.20'))) return;
    const now = Date.now();
    const window = this.windows.get(account.id);
    if (!window || now - window.start >= limit.interval_ms) {
      this.windows.set(account.id, { start: now, count: 1 });
      return;
    }
    if (++window.count > limit.max) throw throttled(window.start + limit.interval_ms - now);
  }
}
