import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDuration, parseDuration } from './duration.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('parseDuration', () => {
  it.each([
    ['90m', 90 * MINUTE],
    ['4h30m', 4 * HOUR + 30 * MINUTE],
    ['1.5h', 90 * MINUTE],
    ['2h0m0s', 2 * HOUR],
    ['2h0s', 2 * HOUR],
    ['1m1ms', MINUTE + 1],
    ['0s', 0],
    ['720h', 720 * HOUR],
  ])('%s is %d ms', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  it.each(['', '90', 'm', '-1h', '+1h', '1 h', ' 1h', '1h ', '1d', '1H', '1h30', '1,5h', '1.h', '.5h', '1h\n', '2e3s'])(
    'refuses %j',
    (text) => {
      expect(parseDuration(text)).toBeNull();
    },
  );
});

describe('formatDuration', () => {
  it.each([
    [0, '0s'],
    [1, '1ms'],
    [999, '999ms'],
    [1_000, '1s'],
    [1_500, '1.5s'],
    [90 * 1_000, '1m30s'],
    [HOUR, '1h0m0s'],
    [2 * HOUR, '2h0m0s'],
    [2 * HOUR + 5, '2h0m0.005s'],
    [720 * HOUR, '720h0m0s'],
  ])('%d ms is %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });

  it('comes back as it went in, up to 30 days and beyond', () => {
    fc.assert(
      fc.property(fc.nat({ max: 2_000 * HOUR }), (ms) => {
        expect(parseDuration(formatDuration(ms))).toBe(ms);
      }),
    );
  });
});
