import { expect, test } from 'vitest';
import { TestClient } from './testing/client.js';
import { recordedEstate } from './testing/recorded-estate.js';
import { recordings } from './testing/recordings.js';
import { Replay } from './testing/replay.js';
import { SKIPPED, STANDING, UNRECORDED } from './testing/replay-script.js';

/** All recorded calls in their order, on one estate that holds nothing but the catalogue before the first of them. */
test('a real 4.22 and the simulator answer alike', { timeout: 60_000 }, async () => {
  const client = await TestClient.start(recordedEstate());
  const replay = new Replay(client);
  const differences: string[] = [];
  const stood = new Set<number>();
  for (const [n, { title }] of recordings) {
    await UNRECORDED.get(n)?.(replay);
    if (SKIPPED.has(n)) continue;
    for (const difference of await replay.differences(n))
      if (STANDING.get(n)?.difference.test(difference)) stood.add(n);
      else differences.push(`${n} ${title}: ${difference}`);
  }
  await client.simulator.close();
  const replayed = recordings.size - SKIPPED.size;
  process.stdout.write(`${summary(replayed, differences.length)}\n`);
  expect(differences).toEqual([]);
  expect([...stood]).toEqual([...STANDING.keys()]);
  expect(SKIPPED.size / recordings.size).toBeLessThanOrEqual(0.1);
});

function summary(replayed: number, differences: number): string {
  const reasons = [...new Set(SKIPPED.values())];
  return [
    `recorded ${recordings.size}, replayed ${replayed}, skipped ${SKIPPED.size}, differences ${differences}`,
    ...reasons.map((why) => {
      const calls = [...SKIPPED].filter(([, reason]) => reason === why).map(([n]) => n);
      return `  skipped ${calls.length}: ${why} (${calls.join(', ')})`;
    }),
    ...[...STANDING].map(([n, { why }]) => `  differs ${n}: ${why}`),
  ].join('\n');
}
