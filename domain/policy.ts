import type { ErrorClass } from './errors.js';

/** What the workflow does with a final answer that was not success (safety.md R6). */
export type Decision = 'undo' | 'again' | 'again-with-attention';

export interface Situation {
  errorClass: ErrorClass;
  /** After the point of no return, and in undo, nothing gives up. */
  mayUndo: boolean;
  /** Since the first failure of the call. */
  failingForMs: number;
  stepBudgetMs: number;
  attentionAfterMs: number;
}

/**
 * Before the point of no return a refusal undoes at once and a busy or full CloudStack gets the step's budget;
 * a lost permission never undoes. After it, and while undoing, everything is tried again and a person is called.
 */
export function decide(s: Situation): Decision {
  if (s.errorClass === 'denied') return 'again-with-attention';
  const late = s.failingForMs >= s.attentionAfterMs;
  if (s.errorClass === 'unavailable' || s.errorClass === 'unknown-outcome')
    return late ? 'again-with-attention' : 'again';
  if (!s.mayUndo) return s.errorClass === 'refused' || late ? 'again-with-attention' : 'again';
  if (s.errorClass === 'refused') return 'undo';
  return s.failingForMs >= s.stepBudgetMs ? 'undo' : 'again';
}

const FIRST_PAUSE_MS = 1_000;

/**
 * Pause in milliseconds after failure number `failures` (from 1): doubling from 1 s to 5 minutes, to 1 hour once
 * attention is shown. The caps are parts of the step budget (30 minutes), so that shrunken windows shrink them too.
 */
export function pauseAfter(failures: number, attention: boolean, stepBudgetMs: number): number {
  const cap = attention ? stepBudgetMs * 2 : stepBudgetMs / 6;
  return Math.min(FIRST_PAUSE_MS * 2 ** Math.min(failures - 1, 20), Math.max(cap, 10));
}
