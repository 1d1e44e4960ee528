import { describe, expect, it } from 'vitest';
import type { ApiErrorCode } from '../../domain/errors.js';
import type { CheckStatus } from '../../domain/readiness.js';
import { aWorld, readinessOf, type World } from './readiness-estates.js';

/** One changed fact of a sunny estate, and what comes of it. */
export interface Row {
  fact: string;
  /** Of two VMs, one with one disk and one NIC, one with four and two. */
  vm?: 'windows' | 'linux';
  change: (world: World) => void;
  /** Every check that is not passed: nothing else may change. */
  checks: Record<string, CheckStatus>;
  /** Code with which a start is refused; null where it is not. */
  refusal: ApiErrorCode | null;
  /** Part of the refusal, or of the first check that is not passed where there is none. */
  says?: string;
}

export function readinessRows(title: string, rows: Row[]): void {
  describe(title, () => {
    it.each(rows)('$fact', async ({ vm, change, checks: expected, refusal, says = '' }) => {
      const world = aWorld(vm, change);
      const found = await readinessOf(world);
      const others = found.checks.filter((c) => c.status !== 'pass');

      expect(Object.fromEntries(others.map((c) => [c.check_name, c.status]))).toEqual(expected);
      expect(found.refusal?.code ?? null).toBe(refusal);
      expect(found.refusal?.message ?? others[0]?.message ?? '').toContain(says);
      expect({ ready: found.is_ready, planned: found.plan !== null }).toEqual({
        ready: refusal === null,
        planned: refusal === null,
      });
      const unmet = others.filter((c) => c.status !== 'skip');
      expect(found.required_actions).toHaveLength(unmet.length);
      expect([...found.errors, ...found.warnings].sort()).toEqual(unmet.map((c) => c.message).sort());
    });
  });
}
