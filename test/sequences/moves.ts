import fc from 'fast-check';
import { ON_VM, ON_VOLUME } from '../support/commands.js';
import type { Shape } from '../support/estate.js';

/** How a VM stands as far as its operator knows. */
export type Situation = 'home' | 'away' | 'altered' | 'committed' | 'running' | 'held' | 'asks';

/** What is sensible where; every act is also tried where it is not. */
export const SENSIBLE = {
  home: ['live', 'live', 'live', 'test', 'test', 'test', 'fault'],
  away: ['rollback', 'rollback', 'rollback', 'commit', 'fault'],
  altered: ['sync'],
  committed: ['live', 'rollback'],
  running: ['cancel', 'fault', 'fault', 'kill', 'pause', 'pause'],
  held: ['end', 'end', 'extend', 'cancel', 'stop', 'fault', 'kill', 'pause'],
  asks: ['retry', 'retry', 'abandon', 'skip', 'cancel', 'kill'],
} as const satisfies Record<Situation, readonly string[]>;
export type Act = (typeof SENSIBLE)[Situation][number];
const ACTS = [...new Set(Object.values(SENSIBLE).flat())];

/** Outages and lost answers pass by themselves; a no makes a run go back or ask. */
const FAULTS = [
  'refuse',
  'fail-job',
  'denied',
  'drop-reply',
  'hang-after-effect',
  'http-5xx',
  'throttle',
  'drop-before',
];
/** One thing that is done; the acts that are possible are known only when it is its turn. */
export interface Move {
  /** Which of them. */
  choice: number;
  /** Anything at all, not only what is sensible. */
  wild: boolean;
  /** First wait until the job has ended, is held or asks. */
  patient: boolean;
  fault: { onVm: string; onVolume: string; kind: string; times: number };
  protection: string;
  /** Of a test. */
  duration: string;
}

export interface Sequence {
  shape: Shape;
  moves: Move[];
}

export const sequences: fc.Arbitrary<Sequence> = fc.record({
  shape: fc.constantFrom<Shape>('one-disk', 'one-disk', 'one-disk', 'one-disk', 'two-disks', 'uefi-custom'),
  moves: fc.array(
    fc.record({
      choice: fc.nat(10_000),
      wild: fc.integer({ min: 1, max: 6 }).map((n) => n === 1),
      patient: fc.integer({ min: 1, max: 3 }).map((n) => n > 1),
      fault: fc.record({
        onVm: fc.constantFrom(...ON_VM),
        onVolume: fc.constantFrom(...ON_VOLUME),
        kind: fc.constantFrom(...FAULTS),
        times: fc.integer({ min: 1, max: 3 }),
      }),
      protection: fc.constantFrom('auto', 'volume-snapshot', 'clone', 'vm-snapshot'),
      duration: fc.constantFrom('1s', '1h', '1h'),
    }),
    { minLength: 8, maxLength: 10 },
  ),
});

export function actOf({ choice, wild }: Move, situation: Situation): Act {
  const acts: readonly Act[] = wild ? ACTS : SENSIBLE[situation];
  return acts[choice % acts.length] as Act;
}
