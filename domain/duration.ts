/** Go's duration syntax (`90m`, `4h30m`, `1.5h`), which the API of the original used. Milliseconds inside. */

const UNIT_MS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };
/** Not \d: a pattern in JSON Schema has no flag, and elsewhere that is any script's digits. */
export const GO_DURATION = /^(?:[0-9]+(?:\.[0-9]+)?(?:ms|s|m|h))+$/;

/** A test is held for 30 days at most, however often it is extended. */
export const LONGEST_HOLD_MS = 30 * 24 * UNIT_MS.h;

/** Milliseconds of a Go duration, or null where the text is none. */
export function parseDuration(text: string): number | null {
  if (!GO_DURATION.test(text)) return null;
  let total = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g))
    total += Number(amount) * UNIT_MS[unit as keyof typeof UNIT_MS];
  return Math.round(total);
}

/** As Go prints it: `2h0m0s`, `1m30s`, `1.5s`, `250ms`, `0s`. */
export function formatDuration(ms: number): string {
  if (ms === 0) return '0s';
  if (ms < 1_000) return `${ms}ms`;
  const hours = Math.floor(ms / 3_600_000);
  const minutes = Math.floor((ms % 3_600_000) / 60_000);
  const seconds = (ms % 60_000) / 1_000;
  return `${hours > 0 ? `${hours}h` : ''}${hours > 0 || minutes > 0 ? `${minutes}m` : ''}${seconds}s`;
}
