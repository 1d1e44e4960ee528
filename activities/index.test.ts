import { expect, it } from 'vitest';
import { Mutating } from '../test/support/mutating.js';
import { aProjection } from '../test/support/projection.js';
import type { Database } from '../db/index.js';
import { createActivities } from './index.js';

it('tells a recovery to wait for the fence, the clocks and a held-up CloudStack, one after the other', async () => {
  const { deps } = new Mutating();
  const db = { uow: { run: () => Promise.resolve() } } as unknown as Database;
  const windows = { ...deps.windows, fenceMs: 20_000, skewAllowanceMs: 10_000, httpTimeoutMs: 30_000 };
  const activities = createActivities({ ...deps, db, windows });
  expect((await activities.openJob(aProjection(1))).settle_ms).toBe(90_000);
});
