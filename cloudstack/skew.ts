import type { ClockBounds } from '../domain/cloudstack.js';
import { CloudStackError } from './errors.js';
import type { Transport } from './transport.js';

export interface Skew {
  /** Milliseconds by which CloudStack's clock is ahead of ours (negative: behind), measured now. Throws CloudStackError. */
  measure(): Promise<number>;
  /** The last measurement, less what our own clock was set by since; undefined before the first. */
  current(): number | undefined;
  /** Whether the clocks differ by more than the limit, as far as is known: then they are worth another look. */
  exceeded(): boolean;
  /** Throws CLOCK_SKEW (class unavailable, not sent) where they do; the fence would not hold (R4). */
  assertWithinLimit(command: string): void;
}

const SECOND = 1_000;
/** Offsets of `expires` from now of which a sound key has one accepted: strict servers also refuse one > 15 min ahead of them (facts §1.1). */
const PROBES_MS = [600 * SECOND, 0, 24 * 3_600 * SECOND];
/** An `expires` so long past that only a server which does not check, or whose clock is as far behind, accepts it. */
const LONG_PAST_MS = -3_600 * SECOND;
const RESOLUTION_MS = 100;
const MOST_PROBES = 30;

/** Grows by what our clock is set forward, milliseconds; the one that it is compared with cannot be set. */
function setBy(): number {
  return Date.now() - performance.now();
}

/**
 * CloudStack sends no Date header (facts §14), so its clock is found by the earliest `expires` it accepts. Each probe
 * bounds the difference: accepted means the server's clock had not reached `expires` when it checked, which was after
 * we wrote; a 401 means it had, before the answer was here.
 */
export class SkewMeter implements Skew {
  private last: { skew: number; setBy: number } | undefined;

  constructor(
    private readonly transport: Transport,
    private readonly limitMs: number,
  ) {}

  current(): number | undefined {
    return this.last && this.last.skew - (setBy() - this.last.setBy);
  }

  exceeded(): boolean {
    return Math.abs(this.current() ?? 0) > this.limitMs;
  }

  assertWithinLimit(command: string): void {
    if (!this.exceeded()) return;
    throw new CloudStackError(command, {
      errorClass: 'unavailable',
      sent: 'no',
      code: 'CLOCK_SKEW',
      errortext: `not sent: CloudStack's clock differs by ${Math.round(this.current() ?? 0)} ms, more than ${this.limitMs} ms; set both clocks by NTP`,
    });
  }

  async measure(): Promise<number> {
    const { low, high } = await this.find();
    const skew = low === -Infinity ? high : (low + high) / 2;
    this.last = { skew, setBy: setBy() };
    return skew;
  }

  /** Between what the difference lies, however slow the network is; found exactly only where it is above `enoughMs`. */
  async bounds(enoughMs: number): Promise<ClockBounds> {
    const bounds = { low: -Infinity, high: Infinity };
    const ahead = await this.probe(enoughMs, bounds);
    const behind = await this.probe(-enoughMs, bounds);
    return ahead === undefined && behind !== undefined ? bounds : this.find();
  }

  private async find(): Promise<ClockBounds> {
    const bounds = { low: -Infinity, high: Infinity };
    let denied: CloudStackError | undefined;
    for (const offset of PROBES_MS) {
      denied = await this.probe(offset, bounds);
      if (denied === undefined) break;
    }
    // Nothing accepted: the key itself is refused, and no clock can be told from that.
    if (denied !== undefined) throw denied;
    // What was refused so far may have been too far ahead for a strict server, which bounds nothing.
    bounds.low = -Infinity;
    const near = 2 * this.limitMs;
    for (const offset of [near, -near, LONG_PAST_MS]) {
      if (offset < bounds.high && offset > bounds.low) await this.probe(offset, bounds);
    }
    for (let n = 0; n < MOST_PROBES && bounds.low > -Infinity && bounds.high - bounds.low > RESOLUTION_MS; n++) {
      const width = bounds.high - bounds.low;
      await this.probe((bounds.low + bounds.high) / 2, bounds);
      // A round trip longer than the gap narrows nothing any more.
      if (bounds.high - bounds.low > 0.9 * width) break;
    }
    return bounds;
  }

  /** Narrows the bounds; the refusal where CloudStack answered 401, undefined where it accepted. */
  private async probe(offsetMs: number, bounds: ClockBounds): Promise<CloudStackError | undefined> {
    // Waiting for a token between signing's start and the answer would only blur the bound.
    await this.transport.rate.reserve(1);
    const before = Date.now();
    try {
      const reply = await this.transport.call({ command: 'listCapabilities', changes: false, expiresInMs: offsetMs });
      bounds.high = Math.min(bounds.high, reply.expiresAt - reply.writtenAt);
      return undefined;
    } catch (error) {
      if (!(error instanceof CloudStackError) || error.errorcode !== 401) throw error;
      bounds.low = Math.max(bounds.low, offsetMs - (Date.now() - before));
      return error;
    }
  }
}
