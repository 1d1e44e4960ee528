import { describe, it } from 'vitest';
import type { Field } from './field.js';
import { FREEZE_WINDOWS, freezesOf, frozen } from './frozen.js';
import { inParts } from './held.js';
import { KILL_WINDOWS, killed, killsOf } from './killed.js';
import { COMMIT, ROLLBACK, TESTS } from './kinds.js';
import { asExpected } from './report.js';
import { someOf } from './seed.js';

/**
 * Of the third one of each by the seed; all of its calls. No recoveries: before they look they wait out twice the HTTP time
 * limit, which what is held makes minutes here; test/e2e/recover.test.ts and recover-lost.test.ts have them.
 */
const held = [
  ...someOf(TESTS, 1, ({ kind }) => `held ${kind.title}`),
  ...someOf([ROLLBACK, COMMIT], 1, ({ title }) => `held ${title}`).map((kind) => ({ kind, version: '4.22' as const })),
];

describe('what gives back or ends a failover, with a run at every call', () => {
  it.each(held)(
    '$kind.title: the worker is killed; its successor ends them, each command once',
    async ({ kind, version }) => {
      const cellsOf = (field: Field) => Promise.resolve(killsOf({ calls: field.calls, ending: 'completed' }));
      const outcomes = await inParts('one-disk', { kind, version, env: KILL_WINDOWS }, cellsOf, killed);
      asExpected(`${kind.title}, kills of the worker`, outcomes, 'test');
    },
  );

  it.each(held)(
    '$kind.title: the worker is frozen; a successor ends them, then it thaws',
    async ({ kind, version }) => {
      const cellsOf = (field: Field) =>
        Promise.resolve(freezesOf(field.calls, { moment: 'finished', ending: 'completed' }));
      const outcomes = await inParts('one-disk', { kind, version, env: FREEZE_WINDOWS }, cellsOf, frozen);
      asExpected(`${kind.title}, freezes of the worker`, outcomes, 'test');
    },
  );
});
