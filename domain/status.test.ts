import { describe, expect, it } from 'vitest';
import { isOpen, JOB_TYPES, mayFollow, STATUSES, type FailoverStatus } from './status.js';

/** The mission's "Status Values", in its order. */
const MISSION = [
  'pending',
  'validating',
  'snapshotting',
  'creating_vm',
  'switching_volume',
  'powering_on',
  'completed',
  'failed',
  'cleanup',
  'reverting',
];
const CLOSED: FailoverStatus[] = ['completed', 'failed', 'cancelled', 'rolled_back'];

function after(from: FailoverStatus): FailoverStatus[] {
  return STATUSES.filter((to) => to !== from && mayFollow(from, to));
}

/** Everything that can be reached from `pending`, never passing through `without`. */
function reachable(without?: FailoverStatus): Set<FailoverStatus> {
  const found = new Set<FailoverStatus>(['pending']);
  for (const from of found) for (const to of after(from)) if (to !== without) found.add(to);
  return found;
}

describe('statuses', () => {
  it("are the mission's ten, then four of ours", () => {
    expect(STATUSES.slice(0, 10)).toEqual(MISSION);
    expect(STATUSES.slice(10)).toEqual(['test_running', 'attention', 'cancelled', 'rolled_back']);
    expect(JOB_TYPES.slice(0, 2)).toEqual(['live', 'test']);
  });

  it('are open except for four', () => {
    expect(STATUSES.filter((status) => !isOpen(status))).toEqual(CLOSED);
  });

  it('can all be reached, also by runs that never need attention', () => {
    expect([...reachable()].sort()).toEqual([...STATUSES].sort());
    expect([...reachable('attention')].sort()).toEqual(STATUSES.filter((s) => s !== 'attention').sort());
  });

  it.each(STATUSES)('%s may follow itself', (status) => {
    expect(mayFollow(status, status)).toBe(true);
  });

  it.each(STATUSES.filter(isOpen))('%s leads on to some end, and to attention', (status) => {
    const found = new Set([status]);
    for (const from of found) for (const to of after(from)) found.add(to);
    expect([...found].some((s) => !isOpen(s))).toBe(true);
    expect(mayFollow(status, 'attention')).toBe(true);
  });

  it.each(CLOSED)('%s is final, but a completed live failover can be rolled back', (status) => {
    expect(after(status)).toEqual(status === 'completed' ? ['rolled_back'] : []);
  });

  it('attention is left to whatever it interrupted', () => {
    expect(after('attention')).toEqual(STATUSES.filter((s) => s !== 'pending' && s !== 'attention'));
  });

  it.each([
    ['live', 'pending validating snapshotting creating_vm switching_volume powering_on completed'],
    ['live refused by its own validation', 'pending validating failed'],
    ['live undone while it takes snapshots', 'pending validating snapshotting reverting failed'],
    ['live cancelled', 'pending validating snapshotting creating_vm reverting cancelled'],
    [
      'live parked after the point of no return',
      'pending validating snapshotting creating_vm switching_volume powering_on attention powering_on completed',
    ],
    [
      'test with a VM snapshot',
      'pending validating creating_vm switching_volume snapshotting powering_on test_running cleanup reverting cleanup completed',
    ],
    ['rollback', 'pending validating cleanup reverting cleanup completed'],
    ['commit', 'pending validating completed'],
  ])('%s runs through its statuses', (_name, path) => {
    const statuses = path.split(' ') as FailoverStatus[];
    const refused = statuses.slice(1).filter((to, i) => !mayFollow(statuses[i] ?? 'pending', to));
    expect(refused).toEqual([]);
  });

  it.each([
    ['powering_on', 'cancelled'],
    ['powering_on', 'switching_volume'],
    ['completed', 'failed'],
    ['cancelled', 'completed'],
    ['rolled_back', 'completed'],
    ['test_running', 'completed'],
    ['reverting', 'powering_on'],
    ['pending', 'completed'],
  ] as const)('%s never becomes %s', (from, to) => {
    expect(mayFollow(from, to)).toBe(false);
  });
});
