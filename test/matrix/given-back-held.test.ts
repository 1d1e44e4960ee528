import { describe, it } from 'vitest';
import type { Field } from './field.js';
import { FREEZE_WINDOWS, freezesOf, frozen } from './frozen.js';
import { inParts } from './held.js';
import { KILL_WINDOWS, killed, killsOf } from './killed.js';
import { FOLLOW_UPS, TESTS, triedWith } from './kinds.js';
import { asExpected } from './report.js';
import { someOf } from './seed.js';

/** Of the third one of each by the seed; all of their cells. */
const held = [
  ...someOf(TESTS, 1, ({ title }) => `held ${title}`),
  ...someOf(FOLLOW_UPS, 1, ({ title }) => `held ${title}`),
];

describe('what gives back or ends a failover, with a run at every call', () => {
  it.each(held)(
    '$title: the worker is killed; its successor ends them, each command once',
    async ({ title, shape, kind, version }) => {
      const cellsOf = (field: Field) =>
        Promise.resolve(killsOf({ calls: triedWith(shape, field.calls), ending: 'completed' }));
      const outcomes = await inParts(shape, { kind, version, env: KILL_WINDOWS }, cellsOf, killed);
      asExpected(`${title}, kills of the worker`, outcomes, 'test');
    },
  );

  it.each(held)(
    '$title: the worker is frozen; a successor ends them, then it thaws',
    async ({ title, shape, kind, version }) => {
      const cellsOf = (field: Field) =>
        Promise.resolve(freezesOf(triedWith(shape, field.calls), { moment: 'finished', ending: 'completed' }));
      const outcomes = await inParts(shape, { kind, version, env: FREEZE_WINDOWS }, cellsOf, frozen);
      asExpected(`${title}, freezes of the worker`, outcomes, 'test');
    },
  );
});
