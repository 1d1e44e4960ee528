import { describe, it } from 'vitest';
import { Field } from './field.js';
import { FREEZE_WINDOWS, freezesOf, frozen } from './frozen.js';
import { KILL_WINDOWS, killed, killsOf } from './killed.js';
import { COMMIT, ROLLBACK, TESTS } from './kinds.js';
import { asExpected } from './report.js';
import { someOf } from './seed.js';

/** More than any of these jobs has calls, at every moment. */
const MOST_RUNS = 120;

/**
 * Of the third one of each by the seed; all of its calls. No recoveries: before they look they wait out twice the HTTP time
 * limit, which what is held makes minutes here; test/e2e/recover.test.ts and recover-lost.test.ts have them.
 */
const held = [
  ...someOf(TESTS, 1, ({ kind }) => `held ${kind.title}`),
  ...someOf([ROLLBACK, COMMIT], 1, ({ title }) => `held ${title}`).map((kind) => ({ kind, version: '4.22' as const })),
];

describe('what gives back or ends a failover, with a run at every call', () => {
  it.each(held)('$kind.title: the worker is killed; its successor ends them, each command once', ({ kind, version }) =>
    Field.use('one-disk', MOST_RUNS, { kind, version, env: KILL_WINDOWS, apart: true }, async (field) => {
      const cells = killsOf({ calls: field.calls, ending: 'completed' });
      asExpected(`${kind.title}, kills of the worker`, await killed(field, cells), 'test');
    }),
  );

  it.each(held)('$kind.title: the worker is frozen; a successor ends them, then it thaws', ({ kind, version }) =>
    Field.use('one-disk', MOST_RUNS, { kind, version, env: FREEZE_WINDOWS, apart: true }, async (field) => {
      const cells = freezesOf(field.calls, { moment: 'finished', ending: 'completed' });
      asExpected(`${kind.title}, freezes of the worker`, await frozen(field, cells), 'test');
    }),
  );
});
