import { describe, expect, it } from 'vitest';
import { lacks } from '../../support/preflight.js';
import { timeSkippingTemporal } from '../../support/temporal.js';
import { PRODUCTION_WINDOWS, WorkflowRuns } from '../../support/workflow-run.js';

describe.skipIf(lacks('java'))('a recovery', () => {
  const runs = WorkflowRuns.on(timeSkippingTemporal, PRODUCTION_WINDOWS);

  it('looks at nothing before the last request of the lost run can have arrived', async () => {
    let lookedAt = 0;
    await runs.live(
      (scripted) => {
        scripted.planning = async () => {
          lookedAt = await runs.env.currentTimeMs();
        };
      },
      async ({ scripted, handle }) => {
        await handle.result();
        const { taskQueue } = await handle.describe();
        const startedAt = await runs.env.currentTimeMs();
        const recovery = await runs.followUp(scripted.last.head, 'recover', taskQueue);
        await recovery.result();
        expect(lookedAt - startedAt).toBeGreaterThanOrEqual(PRODUCTION_WINDOWS.settle_ms);
        expect(scripted.last).toMatchObject({ head: { job_type: 'recover' }, status: 'completed' });
      },
    );
  });
});
