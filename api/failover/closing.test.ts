import { afterEach, expect, it } from 'vitest';
import { TestApi } from '../../test/support/api/api.js';

let api: TestApi;
afterEach(() => api.close());

it('a start waits for a run that has recorded its end and is just closing, and is refused by one that is not', async () => {
  api = await TestApi.ready();
  const first = (await api.start().expect(202)) as { body: { job_id: string } };
  await api.start().expect(409);
  await api.closeJob(first.body.job_id, { failover_state: 'ready', held_by: null });
  const [run] = api.temporal.runs;
  setTimeout(() => {
    if (run !== undefined) run.open = false;
  }, 250);
  await api.start().expect(202);
  expect(api.temporal.runs).toHaveLength(2);
});
