import { describe, expect, it } from 'vitest';
import { verdictOf, type FuzzReport } from '../../support/schemathesis.js';

const SOUND: FuzzReport = {
  complete: true,
  operations: { selected: 52, tested: 52 },
  test_cases: { generated: 3_000 },
  failures: [],
  errors: [],
};
const violation = { title: 'Response violates schema' };
const own = { title: 'Runtime Error' };
const network = { title: 'Network Error' };

describe('what a run of the fuzzer says', () => {
  it.each<[string, number | null, Partial<FuzzReport> | undefined, ReturnType<typeof verdictOf>]>([
    ['all asked, nothing found', 0, {}, 'sound'],
    ['a finding', 1, { failures: [violation] }, 'finding'],
    ['a finding, then a breakdown', 1, { failures: [violation], errors: [own], complete: false }, 'finding'],
    ['an exception of its own', 1, { errors: [own] }, 'broken'],
    ['the API is away', 1, { errors: [network] }, 'finding'],
    ['the API is away and an exception of its own', 1, { errors: [own, network] }, 'finding'],
    ['an end before its time', 1, { complete: false }, 'broken'],
    ['killed', null, undefined, 'broken'],
    ['no report for another reason', 0, undefined, 'broken'],
    ['operations left out', 0, { operations: { selected: 52, tested: 51 } }, 'finding'],
    ['nothing asked', 2, { operations: null }, 'finding'],
    ['an exit code that goes with nothing reported', 2, {}, 'finding'],
  ])('%s', (_what, exitCode, change, verdict) => {
    expect(verdictOf(exitCode, change && { ...SOUND, ...change })).toBe(verdict);
  });
});
