import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../../scripts/checkout.js';
import { lacks } from '../support/preflight.js';
import { Dice } from './dice.js';
import { figuresOf, page } from './report.js';
import { chaos } from './run.js';

/** `make chaos` runs longer, and writes docs/reliability.md. */
const minutes = Number(process.env.CHAOS_MINUTES ?? '3');
const seed = process.env.CHAOS_SEED ?? randomBytes(4).toString('hex');

it.skipIf(lacks('mariadb'))(
  'whatever dies, freezes or fails, every run ends as reported and no replica is lost or altered',
  async () => {
    console.log(`chaos for ${minutes} minutes; to roll the same dice: CHAOS_SEED=${seed}`);
    const report = await chaos(minutes, new Dice(seed));
    const figures = figuresOf(report);
    console.log(figures.map(([name, value]) => `${name}: ${value}`).join('\n'));
    if (process.env.CHAOS_MINUTES !== undefined)
      writeFileSync(join(root, 'docs/reliability.md'), page(figures, { minutes, seed }));
    expect(report.verdict).toEqual({ broken: [], twice: [], disagreements: [], secrets: [] });
    expect(report.runs.length).toBeGreaterThan(minutes);
    const kills = Object.values(report.count.kills).reduce((sum, n) => sum + n, 0);
    expect(report.count.inFlight / (kills + report.count.freezes)).toBeGreaterThanOrEqual(0.8);
    expect(report.count.faults).toBeGreaterThan(10 * minutes);
  },
);
