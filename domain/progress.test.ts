import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { livePlan } from '../test/support/plans.js';
import type { Itinerary, StepName } from './itinerary.js';
import { progressOf, statusOf } from './progress.js';
import { mayFollow, STATUSES } from './status.js';

const itinerary = livePlan('failover-20250818-161508-az27a7', 'vm-101', { count: 4 }).itinerary;

/** Calls and steps in an order in which an executor may end them: each choice picks one of the calls that are next. */
function completion(plan: Itinerary, choices: readonly number[]): { calls: Set<string>; steps: Set<StepName> }[] {
  const calls = new Set<string>();
  const steps = new Set<StepName>();
  const moments = [{ calls: new Set(calls), steps: new Set(steps) }];
  for (let turn = 0; ; turn += 1) {
    const next = plan.steps.filter((s) => !steps.has(s.name) && s.after.every((name) => steps.has(name)));
    const step = next[(choices[turn % choices.length] ?? 0) % next.length];
    if (step === undefined) return moments;
    const call = step.calls.find((c) => !calls.has(c.key));
    if (call === undefined) steps.add(step.name);
    else calls.add(call.key);
    moments.push({ calls: new Set(calls), steps: new Set(steps) });
  }
}

const orders = fc.array(fc.nat({ max: 7 }), { minLength: 1, maxLength: 60 });

describe('progress of the live itinerary, in any order in which its branches may end', () => {
  it('rises from 0 to 100 and never falls', () => {
    fc.assert(
      fc.property(orders, (choices) => {
        const seen = completion(itinerary, choices).map(({ calls, steps }) => progressOf(itinerary, calls, steps));
        expect(seen[0]).toBe(0);
        expect(seen.at(-1)).toBe(100);
        expect(seen).toEqual([...seen].sort((a, b) => a - b));
      }),
    );
  });

  it('shows statuses in the order of the mission, each a legal successor of the one before', () => {
    fc.assert(
      fc.property(orders, (choices) => {
        const seen = completion(itinerary, choices).map(({ steps }) => statusOf(itinerary, steps));
        expect(seen[0]).toBe('validating');
        expect(seen.at(-1)).toBe('completed');
        const positions = seen.map((status) => STATUSES.indexOf(status));
        expect(positions).toEqual([...positions].sort((a, b) => a - b));
        expect(seen.slice(1).every((status, i) => mayFollow(seen[i] ?? 'pending', status))).toBe(true);
      }),
    );
  });
});

describe('progressOf', () => {
  it('counts a step without calls as one, has one decimal, and does not count foreign calls', () => {
    const calls = itinerary.steps.flatMap((step) => step.calls);
    const all = calls.length + 2;
    const first = calls[0]?.key ?? '';
    expect(progressOf(itinerary, new Set(), new Set(['validate']))).toBe(Math.round(1_000 / all) / 10);
    expect(progressOf(itinerary, new Set([first, 'undo.release/attachVolume/x']), new Set())).toBe(
      Math.round(1_000 / all) / 10,
    );
  });
});

describe('statusOf', () => {
  it('is that of the first unfinished step in list order, though a later branch may be ahead', () => {
    expect(statusOf(itinerary, new Set(['validate', 'create_vm']))).toBe('snapshotting');
    expect(statusOf(itinerary, new Set(['validate', 'release', 'protect']))).toBe('creating_vm');
    expect(statusOf(itinerary, new Set(['validate', 'release', 'protect', 'create_vm']))).toBe('switching_volume');
  });

  it('is pending where there is nothing to do', () => {
    expect(statusOf({ ...itinerary, steps: [] }, new Set())).toBe('pending');
  });
});
