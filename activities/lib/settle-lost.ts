import { classifyJobFailure } from '../../cloudstack/errors.js';
import type { AsyncJob } from '../../domain/cloudstack.js';
import { OBSERVATIONS, type CallSpec, type Itinerary } from '../../domain/itinerary.js';
import type { CallProjection, RecordedJob, StepProjection } from '../../domain/job.js';
import type { ActivityDeps, CloudStackPort } from '../deps.js';
import type { Attempt } from './attempt.js';
import { customJobId } from './custom-job-id.js';
import { reportedWithinMs } from './power-report.js';

/** After so many ids that CloudStack does not know there is none that it knows: a try may be refused before it has a job. */
const UNKNOWN_IN_A_ROW = 3;

/**
 * Waits until nothing of a lost run is under way at CloudStack any more (R4). It is asked for after the last moment at
 * which a request of the run could arrive, so what CloudStack does not know now never comes. Answers the job with what
 * its calls came to in the meantime: done, where CloudStack's job has succeeded. After a start whose job has not told its
 * end, the host's power report is waited for: until then a VM that runs may be shown as Stopped.
 */
export async function settleLost(deps: ActivityDeps, job: RecordedJob, attempt: Attempt): Promise<RecordedJob> {
  if (job.plan === null) return job;
  const cs = await deps.cloudstack(job.plan.config);
  const calls = callsOf(job.plan.itinerary);
  let untold = false;
  const settle = async (jobId: string, steps: StepProjection[]): Promise<StepProjection[]> => {
    const found = await settled(cs, attempt, jobId, calls, steps);
    untold ||= found.untold;
    return found.steps;
  };
  const steps = await settle(job.job_id, job.steps);
  const lost_recoveries = await Promise.all(
    job.lost_recoveries.map(async (recovery) => ({
      ...recovery,
      steps: await settle(recovery.job_id, recovery.steps),
    })),
  );
  if (untold) await attempt.sleep(reportedWithinMs(deps.windows));
  return { ...job, steps, lost_recoveries };
}

interface Asked {
  step: StepProjection['name'];
  call: CallSpec;
  /** On a way back what was done may be done again, because what came after it was told no. */
  repeatable: boolean;
}

/** Every change that a run of this itinerary may have asked for, with the step under which it is shown. */
function callsOf({ steps, way_back }: Itinerary): Asked[] {
  const withItsOwn = (call: CallSpec): CallSpec[] => [
    call,
    ...(call.again?.via === undefined ? [] : [call.again.via]),
    ...(call.unless_started === undefined ? [] : [call.unless_started]),
  ];
  const all = [
    ...steps.flatMap(({ name, calls }) =>
      calls.flatMap((call) =>
        [call, ...(call.undo ?? [])].flatMap((spec, i) =>
          withItsOwn(spec).map((one) => ({ step: name, call: one, repeatable: i > 0 })),
        ),
      ),
    ),
    ...way_back.flatMap(({ name, calls }) =>
      calls.flatMap(withItsOwn).map((call) => ({ step: name, call, repeatable: true })),
    ),
  ];
  return all.filter(({ call }) => !(OBSERVATIONS as readonly string[]).includes(call.activity));
}

async function settled(
  cs: CloudStackPort,
  attempt: Attempt,
  jobId: string,
  calls: ReturnType<typeof callsOf>,
  recorded: StepProjection[],
): Promise<{ steps: StepProjection[]; untold: boolean }> {
  let untold = false;
  const steps = recorded.map((step) => ({ ...step, calls: [...step.calls] }));
  for (const { step, call, repeatable } of calls) {
    const known = steps.find(({ name }) => name === step)?.calls.find(({ key }) => key === call.key);
    const isDone = known?.status === 'completed' || known?.status === 'undone';
    if (isDone && !repeatable) continue;
    const firstTry = isDone ? known.try + 1 : known?.status === 'running' ? known.try : 0;
    const job = await lastJobOf(cs, attempt, jobId, call.key, firstTry);
    if (job === undefined) continue;
    const { key, activity, object } = call;
    enter(steps, step, { key, activity, object, try: 0, ...known, status: isDoneBy(job) ? 'completed' : 'failed' });
    untold ||= call.activity === 'startVirtualMachine' && isUntold(job);
  }
  return { steps, untold };
}

function isDoneBy(job: AsyncJob | 'gone'): boolean {
  return job !== 'gone' && job.jobstatus === 1;
}

/** A restart of the management server has ended it, or CloudStack has forgotten it: the host may have carried it out. */
function isUntold(job: AsyncJob | 'gone'): boolean {
  return job === 'gone' || (job.jobstatus === 2 && classifyJobFailure(job).code === 'JOB_CANCELLED');
}

/**
 * The job of the last try that CloudStack knows; an earlier one is final, or there would be no later one. How many the database
 * has missed is not known: it may have been away for as long as the run had gone on without it.
 */
async function lastJobOf(
  cs: CloudStackPort,
  attempt: Attempt,
  jobId: string,
  key: string,
  firstTry: number,
): Promise<AsyncJob | 'gone' | undefined> {
  let last: AsyncJob | 'gone' | undefined;
  for (let n = firstTry, unknown = 0; unknown < UNKNOWN_IN_A_ROW; n++) {
    const id = customJobId(jobId, key, n);
    unknown = (await cs.jobs.query(id)) === undefined ? unknown + 1 : 0;
    if (unknown > 0) continue;
    last = (await cs.jobs.await(id, attempt.signal)) ?? 'gone';
  }
  return last;
}

function enter(steps: StepProjection[], name: StepProjection['name'], found: CallProjection): void {
  let step = steps.find((s) => s.name === name);
  if (step === undefined) {
    step = { name, position: steps.length, status: 'running', calls: [] };
    steps.push(step);
  }
  if (step.status === 'pending') step.status = 'running';
  step.calls = [...step.calls.filter((call) => call.key !== found.key), found];
}
