import type { ClockBounds } from '../../domain/cloudstack.js';
import { fail, pass, warn, type CheckDefinition, type Finding } from '../check.js';
import type { ReadinessBounds } from '../input.js';

/** Above the limit no change is sent at all, because its fence would not hold (R4): a run would wait for the clocks. */
export const clock: CheckDefinition = {
  name: 'Clock',
  type: 'critical',
  safety: true,
  run: (input, facts) => compareClocks(input, (enoughMs) => facts.clock(enoughMs)),
};

/** Looks as exactly as the limits need, by `clockBounds` of CloudStackReads; raises what that does. */
export async function compareClocks(
  { skew_warn_ms, skew_limit_ms }: Pick<ReadinessBounds, 'skew_warn_ms' | 'skew_limit_ms'>,
  clockBounds: (enoughMs: number) => Promise<ClockBounds>,
): Promise<Finding & { status: 'pass' | 'warning' | 'fail' }> {
  const bounds = await clockBounds(Math.min(skew_warn_ms, skew_limit_ms));
  const least = leastOf(bounds);
  const details = {
    difference_ms: { from: toFinite(bounds.low), to: toFinite(bounds.high) },
    warn_ms: skew_warn_ms,
    limit_ms: skew_limit_ms,
  };
  const says = `CloudStack's clock is at least ${Math.round(least)} ms ${bounds.low > 0 ? 'ahead of' : 'behind'} ours`;
  const action = 'Set the clocks of the CloudStack management servers and of this service by NTP.';
  if (least > skew_limit_ms)
    return fail(`${says}; above ${skew_limit_ms} ms nothing is sent that changes anything`, action, details);
  if (least > skew_warn_ms)
    return warn(`${says}; above ${skew_limit_ms} ms nothing would be sent any more`, action, details);
  return pass('The clocks of CloudStack and of this service agree', details);
}

/** Milliseconds that the clocks differ for certain: a slow network widens the bounds and accuses nobody. */
function leastOf({ low, high }: ClockBounds): number {
  return Math.max(0, low, -high);
}

/** An unknown bound is null in JSON. */
function toFinite(ms: number): number | null {
  return Number.isFinite(ms) ? Math.round(ms) : null;
}
