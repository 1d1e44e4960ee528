/** The API's words as an operator reads them at 3 a.m.; a word that is not here is shown as it came. */

const STEPS: Record<string, string> = {
  validate: 'Checking that everything is ready',
  release: 'Detaching the replicas from the appliance',
  protect: 'Taking snapshots of the replicas',
  create_vm: 'Creating the destination VM',
  clone: 'Making copies of the replicas',
  attach: 'Attaching the disks to the destination',
  network: 'Checking the networks of the destination',
  power_on: 'Starting the destination VM',
  boot_check: 'Waiting for the guest to answer',
  hold: 'The test VM is up',
  stop: 'Stopping the destination VM',
  detach: 'Detaching the disks from the destination',
  revert: 'Reverting the replicas to their snapshots',
  reattach: 'Attaching the replicas to the appliance',
  discard: 'Deleting copies and snapshots',
  destroy_vm: 'Removing the destination VM',
  verify: 'Verifying that the replicas are home',
  commit: 'Deleting the rollback snapshots',
  complete: 'Completing',
};

export type Tone = 'good' | 'bad' | 'warn' | 'busy' | 'plain';

const STATUS: Record<string, [Tone, string]> = {
  pending: ['busy', 'Waiting to start'],
  validating: ['busy', 'Checking'],
  snapshotting: ['busy', 'Protecting'],
  creating_vm: ['busy', 'Creating VM'],
  switching_volume: ['busy', 'Moving disks'],
  powering_on: ['busy', 'Starting VM'],
  test_running: ['good', 'Test is up'],
  cleanup: ['busy', 'Cleaning up'],
  reverting: ['busy', 'Undoing'],
  attention: ['warn', 'Needs you'],
  completed: ['good', 'Completed'],
  failed: ['bad', 'Failed'],
  cancelled: ['plain', 'Cancelled'],
  rolled_back: ['plain', 'Rolled back'],
  ready: ['plain', 'At the source'],
  failing_over: ['busy', 'Failing over'],
  testing: ['busy', 'In a test'],
  failed_over: ['good', 'Failed over'],
  rolling_back: ['busy', 'Rolling back'],
  running: ['busy', 'Running'],
  undone: ['plain', 'Undone'],
  skipped: ['plain', 'Skipped'],
  pass: ['good', 'Pass'],
  fail: ['bad', 'Fail'],
  warning: ['warn', 'Warning'],
  unknown: ['warn', 'Unknown'],
  skip: ['plain', 'Not asked'],
};

const SYMBOLS: Record<Tone, string> = { good: '✓', bad: '✕', warn: '!', busy: '◐', plain: '–' };

const TYPES: Record<string, string> = {
  live: 'Live failover',
  test: 'Test failover',
  rollback: 'Rollback',
  commit: 'Commit',
  recover: 'Recovery',
};

const ENDED = ['completed', 'failed', 'cancelled', 'rolled_back'];

export const stepWords = (name: string): string => STEPS[name] ?? name;
export const statusWords = (status: string): string => STATUS[status]?.[1] ?? status;
export const toneOf = (status: string): Tone => STATUS[status]?.[0] ?? 'plain';
export const symbolOf = (status: string): string => (status === 'pending' ? '○' : SYMBOLS[toneOf(status)]);
export const typeWords = (type: string): string => TYPES[type] ?? type;
/** What a run that has not ended does now. */
export const doingWords = ({ status, current_step }: { status: string; current_step: string | null }): string =>
  current_step !== null
    ? stepWords(current_step)
    : status === 'pending'
      ? 'Waiting for a worker to take it up'
      : statusWords(status);
export const isEnded = (status: string): boolean => ENDED.includes(status);

const UNITS: [number, string][] = [
  [86_400, 'd'],
  [3_600, 'h'],
  [60, 'min'],
  [1, 's'],
];

/** `2 h 5 min`: the two largest units of so many seconds. */
export function span(seconds: number): string {
  let rest = Math.max(0, Math.floor(seconds));
  const parts = UNITS.flatMap(([size, unit]) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return count === 0 ? [] : [`${count} ${unit}`];
  });
  return parts.slice(0, 2).join(' ') || '0 s';
}

export const secondsSince = (time: string, now = Date.now()): number => (now - Date.parse(time)) / 1000;
