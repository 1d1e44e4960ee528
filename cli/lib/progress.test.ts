import { describe, expect, it } from 'vitest';
import { aRun } from '../../test/support/run-status.js';
import { barLine, doing, plainLine } from './progress.js';
import { mayColour, painter, table, widthOf } from './terminal.js';

const plain = painter(false);
const NOW = Date.parse('2026-01-01T00:01:02Z');

describe('the line of a terminal', () => {
  it('has the bar, the step in words, the time and what is expected', () => {
    expect(barLine(aRun(), plain, 120, NOW)).toBe(
      'web-01: live failover  ████████░░░░░░░░░░░░   38 %  ◐ Taking snapshots of the replicas  1 min 2 s of about 3m0s',
    );
  });

  it('is never wider than the terminal, in colour or not', () => {
    for (const colour of [true, false])
      for (const columns of [1, 40, 60, 80, 200])
        for (const progress of [0, 50, 99.9, 100]) {
          const line = barLine(aRun({ progress }), painter(colour), columns, NOW);
          expect(widthOf(line), line).toBeLessThan(Math.max(columns, 45));
        }
  });

  it('claims no expected time without a history, and rounds nothing up to 100 %', () => {
    const line = barLine(aRun({ estimated_duration: 'unknown: no history yet', progress: 99.9 }), plain, 120, NOW);
    expect(line).toContain('   99 %');
    expect(line).not.toContain('of about');
  });
});

describe('what a run does, in words', () => {
  it.each([
    [aRun({ status: 'pending', current_step: null }), 'Waiting for a worker to take it up'],
    [aRun({ status: 'reverting', current_step: null }), 'Undoing'],
    [aRun({ status: 'reverting', current_step: 'reattach' }), 'Undoing: Attaching the replicas to the appliance'],
    [aRun({ status: 'attention', current_step: 'power_on' }), 'Needs you: Starting the destination VM'],
    [
      aRun({ waiting_for: 'appliance' }),
      'Taking snapshots of the replicas, waits for the appliance, busy with other runs',
    ],
    [aRun({ status: 'test_running', cleanup_at: '2026-01-01T01:01:02Z' }), 'The test VM is up, 1 h left'],
    [aRun({ status: 'test_running' }), 'The test VM is up, until it is ended'],
    [aRun({ status: 'rolled_back', current_step: null }), 'Rolled back'],
  ])('%#: %s', (run, words) => {
    expect(doing(run, NOW)).toBe(words);
  });

  it('has no running time in a plain line, which would be a new one each second', () => {
    expect(plainLine(aRun({ status: 'test_running', cleanup_at: '2026-01-01T01:01:02Z' }))).toBe(
      ' 38 %  The test VM is up, until 2026-01-01T01:01:02Z',
    );
  });
});

describe('colour', () => {
  const pipe = { write: (text: string): boolean => text !== '' };
  const tty = { ...pipe, isTTY: true };
  it.each([
    [{}, tty, true],
    [{ NO_COLOR: '1' }, tty, false],
    [{ NO_COLOR: '' }, tty, true],
    [{ TERM: 'dumb' }, tty, false],
    [{}, pipe, false],
  ])('with %j on %o: %s', (env, stream, colour) => {
    expect(mayColour(env, stream)).toBe(colour);
  });

  it('does not count in the width of a column', () => {
    const bold = painter(true)('bold', 'ab');
    expect(
      table(
        ['A', 'B'],
        [
          [bold, 'x'],
          ['abcd', 'y'],
        ],
      ),
    ).toEqual(['A     B', `${bold}    x`, 'abcd  y']);
  });
});
