import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RateShare } from './rate.js';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** Milliseconds after which each of the promises settled, filled in as fake time passes. */
function timed(promises: Promise<unknown>[]): number[] {
  const start = Date.now();
  const times: number[] = [];
  promises.forEach((promise, i) => void promise.then(() => (times[i] = Date.now() - start)));
  return times;
}

describe('RateShare', () => {
  it('lets a burst through and then so many a second, in order', async () => {
    const rate = new RateShare(10, 2);
    const times = timed([1, 2, 3, 4].map(() => rate.take()));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(times).toEqual([0, 0, 100, 200]);
  });

  it('refuses at the fence, not when the token would have come', async () => {
    const rate = new RateShare(1, 1);
    await rate.take();
    const late = rate.take(Date.now() + 300);
    const times = timed([late]);
    await vi.advanceTimersByTimeAsync(400);
    expect(await late).toBe(false);
    expect(times[0]).toBeLessThanOrEqual(301);
  });

  it('passes a fenced request over without spending its token', async () => {
    const rate = new RateShare(1, 1);
    await rate.take();
    const late = rate.take(Date.now() + 300);
    const next = rate.take();
    const times = timed([late, next]);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(times[1]).toBeLessThanOrEqual(1_001);
  });

  it('sends nothing while paused, reserved tokens included', async () => {
    const rate = new RateShare(100, 10);
    await rate.reserve(1);
    rate.pause(700);
    const times = timed([rate.take(), rate.take()]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(times).toEqual([700, 700]);
  });

  it('is neither paused for longer nor filled by a clock that is set', async () => {
    const rate = new RateShare(1, 1);
    await rate.take();
    rate.pause(700);
    vi.setSystemTime(Date.now() - 3 * 3_600_000);
    const times = timed([rate.take(), rate.take()]);
    await vi.advanceTimersByTimeAsync(2_500);
    vi.setSystemTime(Date.now() + 6 * 3_600_000);
    const later = timed([rate.take()]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect([times, later]).toEqual([[1_000, 2_000], [500]]);
  });

  it('gives a look and its send their tokens together, before those who queue behind', async () => {
    const rate = new RateShare(1, 1);
    await rate.take();
    const order: string[] = [];
    const mine = (async () => {
      await rate.reserve(2);
      await rate.take();
      order.push('look');
      await Promise.resolve();
      await rate.take();
      order.push('send');
    })();
    const others = rate.take().then(() => order.push('other'));
    await vi.advanceTimersByTimeAsync(10_000);
    await Promise.all([mine, others]);
    expect(order).toEqual(['look', 'send', 'other']);
  });

  it('keeps what is reserved for the one who reserved it', async () => {
    const rate = new RateShare(1, 2);
    const reserver = (async () => {
      await rate.reserve(2);
      await vi.waitFor(() => expect(stranger).toBe('still waiting'));
      await rate.take();
    })();
    let stranger = 'not begun';
    const other = (async () => {
      const token = rate.take();
      stranger = 'still waiting';
      await token;
      stranger = 'served';
    })();
    await reserver;
    expect(stranger).toBe('still waiting');
    await vi.advanceTimersByTimeAsync(1_000);
    await other;
    expect(stranger).toBe('served');
  });

  it('leaves the queue when aborted', async () => {
    const rate = new RateShare(1, 1);
    await rate.take();
    const controller = new AbortController();
    const reserved = rate.reserve(1, controller.signal);
    const next = rate.take();
    controller.abort(new Error('shutdown'));
    await expect(reserved).rejects.toThrow('shutdown');
    const times = timed([next]);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(times).toEqual([1_000]);
    await expect(rate.reserve(1, controller.signal)).rejects.toThrow('shutdown');
  });
});
