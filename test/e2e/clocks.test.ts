import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../scripts/checkout.js';
import { inHold, type Driver } from '../support/driver.js';
import { Ground } from '../support/ground.js';

const HOUR_MS = 3_600_000;
const BY_MS = 3 * HOUR_MS;
const PRELOAD = pathToFileURL(join(root, 'test/support/fakes/clock.mjs')).href;

describe.each([
  ['ahead', BY_MS],
  ['behind', -BY_MS],
])('a clock that jumps three hours %s', (_, offset) => {
  let ground: Ground;
  let driver: Driver;
  beforeAll(async () => {
    ground = await Ground.prepare(4, { NODE_OPTIONS: `--import ${PRELOAD}`, CLOCK_OFFSET_MS: String(offset) });
    ({ driver } = ground);
  });
  afterAll(() => ground.stack.stop());

  const jump = (name: 'api' | 'worker') => ground.stack.processes[name]?.signal('SIGHUP');

  it('of the worker, in the middle of a run: nothing more is sent until it is right again', async () => {
    await ground.survives(async (jobId, effects) => {
      await effects(4);
      jump('worker');
      // What was about to be sent may still have been.
      const settled = Date.now() + 1_000;
      await driver.until(jobId, ({ status }) => status === 'attention');
      const sent = (await driver.requests()).filter(
        ({ at, params }) => 'customjobid' in params && Date.parse(at) > settled,
      );
      expect(sent).toEqual([]);
      jump('worker');
    });
  });

  it.each(['api', 'worker'] as const)(
    'of the %s, while a test is held: it ends neither early nor late, and is extended by what was asked',
    async (name) => {
      const jobId = await driver.startTest(ground.fresh(), { test_duration: '1h' });
      const { cleanup_at } = await driver.until(jobId, inHold);
      jump(name);
      const extend = `/failover/test/${jobId}/extend`;
      const later = new Date(Date.parse(cleanup_at ?? '') + HOUR_MS).toISOString();
      expect(await driver.ok('POST', extend, { duration: '1h' })).toMatchObject({ cleanup_at: later });
      await driver.until(jobId, (status) => inHold(status) && status.cleanup_at === later);
      const until = new Date(Date.now() + 3_000).toISOString();
      expect(await driver.ok('POST', extend, { until })).toMatchObject({ cleanup_at: until });
      await driver.until(jobId, ({ current_step }) => current_step !== 'hold');
      expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(until));
      jump(name);
      expect(await driver.until(jobId)).toMatchObject({ status: 'completed', outcome: { ended_by: 'its deadline' } });
    },
  );
});
