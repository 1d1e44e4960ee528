import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRetryable, RETRYABLE_CLASSES, type ErrorClass } from './errors.js';
import { decide, pauseAfter, type Decision } from './policy.js';

const MINUTE = 60_000;
const BUDGET = 30 * MINUTE;
/** Later than the budget, so that both limits show. */
const ATTENTION = 40 * MINUTE;

const NOW = 0;
const IN_BUDGET = BUDGET - 1;
const SPENT = BUDGET;
const LATE = ATTENTION;

describe('decide (safety R6)', () => {
  const undo: Decision = 'undo';
  const again: Decision = 'again';
  const attention: Decision = 'again-with-attention';
  const rows: [ErrorClass, 'before' | 'after', [Decision, Decision, Decision, Decision]][] = [
    // class, point of no return, at once, within the budget, budget spent, past the time of attention
    ['refused', 'before', [undo, undo, undo, undo]],
    ['busy', 'before', [again, again, undo, undo]],
    ['capacity', 'before', [again, again, undo, undo]],
    ['denied', 'before', [attention, attention, attention, attention]],
    ['unavailable', 'before', [again, again, again, attention]],
    ['unknown-outcome', 'before', [again, again, again, attention]],
    ['refused', 'after', [attention, attention, attention, attention]],
    ['busy', 'after', [again, again, again, attention]],
    ['capacity', 'after', [again, again, again, attention]],
    ['denied', 'after', [attention, attention, attention, attention]],
    ['unavailable', 'after', [again, again, again, attention]],
    ['unknown-outcome', 'after', [again, again, again, attention]],
  ];
  const table = rows.flatMap(([errorClass, side, decisions]) =>
    [NOW, IN_BUDGET, SPENT, LATE].map((ms, i) => [errorClass, side, ms, decisions[i]] as const),
  );

  it.each(table)('%s, %s the point of no return, failing for %d ms: %s', (errorClass, side, failingForMs, expected) => {
    const situation = { errorClass, mayUndo: side === 'before', failingForMs };
    expect(decide({ ...situation, stepBudgetMs: BUDGET, attentionAfterMs: ATTENTION })).toBe(expected);
  });

  it('never undoes what Temporal retries, and never after the point of no return', () => {
    expect(RETRYABLE_CLASSES.every(isRetryable)).toBe(true);
    const classes = fc.constantFrom(...new Set(rows.map(([errorClass]) => errorClass)));
    fc.assert(
      fc.property(classes, fc.boolean(), fc.nat(), fc.nat(), fc.nat(), (errorClass, mayUndo, ms, budget, late) => {
        const decision = decide({
          errorClass,
          mayUndo,
          failingForMs: ms,
          stepBudgetMs: budget,
          attentionAfterMs: late,
        });
        if (!mayUndo || isRetryable(errorClass) || errorClass === 'denied') expect(decision).not.toBe('undo');
      }),
    );
  });
});

describe('pauseAfter', () => {
  it('doubles from one second to five minutes, to an hour once attention is shown', () => {
    expect([1, 2, 3, 9, 10, 1_000].map((n) => pauseAfter(n, false, BUDGET) / 1_000)).toEqual([1, 2, 4, 256, 300, 300]);
    expect([1, 2, 12, 13, 1_000].map((n) => pauseAfter(n, true, BUDGET) / 1_000)).toEqual([1, 2, 2_048, 3_600, 3_600]);
  });

  it('never falls, ends at its cap, and is a pause even with the smallest windows', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000 }),
        fc.boolean(),
        fc.integer({ min: 1, max: 24 * 60 * MINUTE }),
        (failures, attention, budget) => {
          const pause = pauseAfter(failures, attention, budget);
          expect(pause).toBeGreaterThanOrEqual(10);
          expect(pause).toBeLessThanOrEqual(Math.max(10, attention ? budget * 2 : budget / 6));
          expect(pauseAfter(failures + 1, attention, budget)).toBeGreaterThanOrEqual(pause);
        },
      ),
    );
  });
});
