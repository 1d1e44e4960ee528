import { beforeEach, expect, it } from 'vitest';
import type { CallStatus, RecordedJob } from '../../domain/job.js';
import { begun, followUpGround, JOB } from '../../test/support/follow-ups.js';
import { Mutating } from '../../test/support/mutating.js';
import { customJobId } from './custom-job-id.js';
import { settleLost } from './settle-lost.js';

let m: Mutating;
let job: RecordedJob;
let slept: number;

beforeEach(() => {
  m = new Mutating();
  slept = 0;
  const ground = followUpGround();
  job = { ...ground.job, status: 'cleanup', steps: begun(ground.plan, 'power_on') };
});

const settled = (): Promise<RecordedJob> =>
  settleLost(m.deps, job, {
    number: 1,
    signal: new AbortController().signal,
    confirm: () => Promise.resolve(),
    waitsFor: () => undefined,
    sleep: (ms) => {
      slept += ms;
      return Promise.resolve();
    },
  });
const ended = (key: string, tryNumber: number, status: 1 | 2 = 1, result?: Record<string, unknown>): void =>
  m.cs.finish(customJobId(JOB, key, tryNumber), status, result);
const recorded = (key: string, status: CallStatus, tries: number): void => {
  for (const call of job.steps.flatMap(({ calls }) => calls))
    if (call.key === key) Object.assign(call, { status, try: tries });
};
const statusOf = (key: string, { steps }: RecordedJob): CallStatus | undefined =>
  steps.flatMap(({ calls }) => calls).find((call) => call.key === key)?.status;

const REVERT = 'revert/revertSnapshot/disk-0';
const START = 'power_on/startVirtualMachine/$vm';
const NO = { errorcode: 530, errortext: 'Unable to revert' };

it('finds the last try, however many the database has missed', async () => {
  recorded(REVERT, 'running', 0);
  for (let n = 0; n < 9; n++) ended(REVERT, n, 2, NO);
  ended(REVERT, 9);
  expect(statusOf(REVERT, await settled())).toBe('completed');
});

it('does not believe a record of something that was done again afterwards, and told no', async () => {
  recorded(REVERT, 'completed', 0);
  ended(REVERT, 0);
  ended(REVERT, 1, 2, NO);
  expect(statusOf(REVERT, await settled())).toBe('failed');
});

it('keeps what CloudStack has no later word of', async () => {
  recorded(REVERT, 'completed', 0);
  const { steps } = await settled();
  expect(steps).toEqual(job.steps);
  expect(slept).toBe(0);
});

it("waits for the host's power report after a start that was cancelled by a restart", async () => {
  recorded(START, 'running', 0);
  ended(START, 0, 2);
  await settled();
  expect(slept).toBe(m.deps.windows.stepBudgetMs / 10);
});

it('waits for no report after a start that was told no', async () => {
  recorded(START, 'running', 0);
  ended(START, 0, 2, NO);
  await settled();
  expect(slept).toBe(0);
});
