import type { ClockBounds } from '../../domain/cloudstack.js';
import { readinessRows, type Row } from '../../test/support/readiness-rows.js';

const differs = (low: number, high: number): Row['change'] => {
  const clock: ClockBounds = { low, high };
  return ({ cloud }) => (cloud.clock = clock);
};

readinessRows('the clock of CloudStack', [
  { fact: 'ahead, up to the warning', change: differs(2_000, 2_080), checks: {}, refusal: null },
  {
    fact: 'ahead beyond it',
    change: differs(2_001, 2_080),
    checks: { Clock: 'warning' },
    refusal: null,
    says: 'at least 2001 ms ahead of ours',
  },
  {
    fact: 'behind beyond it',
    change: differs(-5_000, -4_950),
    checks: { Clock: 'warning' },
    refusal: null,
    says: 'at least 4950 ms behind ours',
  },
  {
    fact: 'beyond the limit, and who skips validation',
    change: (world) => {
      differs(-6_000, -5_001)(world);
      world.input.request.skip_validation = true;
    },
    checks: { Clock: 'fail' },
    refusal: 'NOT_READY',
    says: 'above 5000 ms nothing is sent',
  },
  { fact: 'a slow network, which accuses nobody', change: differs(-9_000, 8_000), checks: {}, refusal: null },
  {
    fact: 'a server that looks at no clock',
    change: differs(-Infinity, -3_600_000),
    checks: { Clock: 'fail' },
    refusal: 'NOT_READY',
    says: '3600000 ms behind',
  },
  {
    fact: 'the bounds of the configuration',
    change: (world) => {
      differs(30, 40)(world);
      Object.assign(world.input, { skew_warn_ms: 10, skew_limit_ms: 29 });
    },
    checks: { Clock: 'fail' },
    refusal: 'NOT_READY',
  },
]);
