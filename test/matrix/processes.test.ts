import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lacks } from '../support/preflight.js';
import { startMariadb, type Mariadb } from '../support/mariadb.js';
import { selectorOf } from './calls.js';
import { Field, type FieldOptions, type Outcome } from './field.js';
import { ended, holdAll, type HeldCell } from './held.js';
import { asExpected } from './report.js';

/** A run at every call: requests that have not arrived, and such that have taken effect. */
const MOMENTS: Record<string, HeldCell['hold']> = {
  'before it arrives': ({ call }, vm) => ({ ...selectorOf(call, vm), kind: 'hold-request' }),
  'before its reply': ({ call }, vm) => ({ ...selectorOf(call, vm), kind: 'hold-reply' }),
};
const MOST_RUNS = 50;
const HTTP_TIMEOUT_MS = 60_000;
const WINDOWS = {
  // What is held is held until the processes are back.
  HTTP_TIMEOUT_SECONDS: String(HTTP_TIMEOUT_MS / 1_000),
  // A busy machine must not look like a dead worker.
  HEARTBEAT_SECONDS: '6',
  STEP_BUDGET_SECONDS: '600',
  ATTENTION_AFTER_SECONDS: '600',
};

const database = lacks('mariadb') ? 'no database process, SQLite has none' : 'MariaDB';

describe('with a run at every call of a failover at once, a process is killed and started again', () => {
  let mariadb: Mariadb | undefined;
  const options: FieldOptions = { env: WINDOWS, apart: true };
  beforeAll(async () => {
    if (database !== 'MariaDB') return;
    mariadb = await startMariadb();
    options.env = { ...WINDOWS, DATABASE_URL: await mariadb.createDatabase() };
  });
  afterAll(() => mariadb?.remove());

  it(`API, ${database}, Temporal, one after the other; then the simulator`, () =>
    Field.use('one-disk', MOST_RUNS, options, async (field) => {
      const { driver, stack } = field;
      const others = await survived(field, `API, ${database}, Temporal killed`, async () => {
        await stack.kill('api');
        await stack.restart('api');
        await mariadb?.end('SIGKILL');
        await mariadb?.start();
        await stack.kill('temporal');
        await stack.restart('temporal');
        await driver.control('DELETE', '/faults');
      });
      // Everything that it held goes with it: requests that never arrive, replies that never come.
      const simulator = await survived(field, 'simulator killed', async () => {
        await stack.kill('simulator');
        await stack.restart('simulator');
      });
      asExpected('Processes, one-disk', [...others, ...simulator]);
    }));
});

/** Holds a run at every call, lets `kill` happen, and waits for the end of all. */
async function survived(field: Field, what: string, kill: () => Promise<void>): Promise<Outcome[]> {
  const cells = Object.entries(MOMENTS).flatMap(([at, hold]) =>
    field.calls
      // A create that never arrives is waited for twice the HTTP time limit; the fault matrix has it, with a short one.
      .filter(({ kind }) => kind !== 'create' || at === 'before its reply')
      .map((call): HeldCell => ({ call, moment: `${what} ${at}`, hold, ending: 'completed' })),
  );
  return field.judged(async () => {
    const began = Date.now();
    const { runs } = await holdAll(field, cells, WINDOWS);
    await kill();
    // Until then none has given its call up.
    expect(Date.now() - began).toBeLessThan(HTTP_TIMEOUT_MS);
    return ended(field, runs);
  });
}
