import { randomInt } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Version } from '../support/estate.js';
import { playAll, type Told } from './estate.js';
import { sequences } from './moves.js';

/** 26 minutes on two cores that bore other work, too; 150 took CI five. */
const MANY = Number(process.env.SEQUENCES ?? '500');
const VERSIONS: Version[] = ['4.22', '4.20', '4.18', '4.21'];
const AN_ESTATE = Math.min(125, Math.ceil(MANY / VERSIONS.length));
const seed = Number(process.env.SEQUENCES_SEED ?? randomInt(2 ** 31));

/** Every end that a failover may have, what a rollback makes of it, and the two by which it ends for good; a follow-up that fails or is cancelled is rare. */
const ENDINGS = [
  'live completed',
  'live failed',
  'live cancelled',
  'live rolled_back',
  'test completed',
  'test failed',
  'test cancelled',
  'rollback completed',
  'commit completed',
];

it('whatever is asked for in whatever order, and whatever fails meanwhile, every rule is kept', async () => {
  console.log(`${MANY} sequences; to play the same: SEQUENCES_SEED=${seed}`);
  const all = fc.sample(sequences, { numRuns: MANY, seed });
  const told: Told[] = [];
  for (let i = 0; i * AN_ESTATE < all.length; i += 1)
    told.push(await playAll(all.slice(i * AN_ESTATE, (i + 1) * AN_ESTATE), VERSIONS[i % VERSIONS.length] as Version));

  const sum = (of: (t: Told) => number): number => told.reduce((total, t) => total + of(t), 0);
  const endings = told.flatMap((t) => t.endings);
  const lengths = all.map(({ moves }) => moves.length).sort((a, b) => a - b);
  const accepted = sum((t) => t.accepted);
  const share = accepted / (accepted + sum((t) => t.refused));
  console.log(
    [
      `median length ${lengths[Math.floor(lengths.length / 2)] ?? 0}; ${Math.round(100 * share)} % of ${accepted + sum((t) => t.refused)} acts accepted`,
      `${sum((t) => t.kills)} kills; ${endings.length} ends:`,
      ...[...new Set(endings)].sort().map((end) => `  ${end}: ${endings.filter((e) => e === end).length}`),
    ].join('\n'),
  );
  const problems = told.flatMap((t) => t.problems);
  // All of it: what CI keeps of a failure is its message.
  expect(problems, [`SEQUENCES_SEED=${seed}`, ...problems].join('\n')).toEqual([]);
  expect(share).toBeGreaterThan(0.5);
  expect(sum((t) => t.kills)).toBeGreaterThan(MANY / 50);
  expect([...new Set(endings)]).toEqual(expect.arrayContaining(ENDINGS));
});
