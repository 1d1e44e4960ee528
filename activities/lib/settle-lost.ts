import type { CallSpec } from '../../domain/itinerary.js';
import { OBSERVATIONS, type Itinerary } from '../../domain/itinerary.js';
import type { CallProjection, RecordedJob, StepProjection } from '../../domain/job.js';
import type { ActivityDeps, CloudStackPort } from '../deps.js';
import type { Attempt } from './attempt.js';
import { customJobId } from './custom-job-id.js';

/** The database may have missed this many tries of a call. */
const UNRECORDED_TRIES = 3;

/**
 * Waits until nothing of a lost run is under way at CloudStack any more (R4). It is asked for after the last moment at
 * which a request of the run could arrive, so what CloudStack does not know now never comes. Answers the job with what
 * its calls came to in the meantime: done, where CloudStack's job has succeeded.
 */
export async function settleLost(deps: ActivityDeps, job: RecordedJob, attempt: Attempt): Promise<RecordedJob> {
  if (job.plan === null) return job;
  const cs = await deps.cloudstack(job.plan.config);
  const calls = callsOf(job.plan.itinerary);
  const settle = (jobId: string, steps: StepProjection[]): Promise<StepProjection[]> =>
    settled(cs, attempt, jobId, calls, steps);
  return {
    ...job,
    steps: await settle(job.job_id, job.steps),
    lost_recoveries: await Promise.all(
      job.lost_recoveries.map(async ({ job_id, steps }) => ({ job_id, steps: await settle(job_id, steps) })),
    ),
  };
}

/** Every change that a run of this itinerary may have asked for, with the step under which it is shown. */
function callsOf({ steps, way_back }: Itinerary): { step: StepProjection['name']; call: CallSpec }[] {
  const withItsOwn = (call: CallSpec): CallSpec[] => [
    call,
    ...(call.again?.via === undefined ? [] : [call.again.via]),
    ...(call.unless_started === undefined ? [] : [call.unless_started]),
  ];
  const all = [
    ...steps.flatMap(({ name, calls }) =>
      calls.flatMap((call) =>
        [call, ...(call.undo ?? [])].flatMap(withItsOwn).map((spec) => ({ step: name, call: spec })),
      ),
    ),
    ...way_back.flatMap(({ name, calls }) => calls.flatMap(withItsOwn).map((call) => ({ step: name, call }))),
  ];
  return all.filter(({ call }) => !(OBSERVATIONS as readonly string[]).includes(call.activity));
}

async function settled(
  cs: CloudStackPort,
  attempt: Attempt,
  jobId: string,
  calls: ReturnType<typeof callsOf>,
  recorded: StepProjection[],
): Promise<StepProjection[]> {
  const steps = recorded.map((step) => ({ ...step, calls: [...step.calls] }));
  for (const { step, call } of calls) {
    const known = steps.find(({ name }) => name === step)?.calls.find(({ key }) => key === call.key);
    if (known?.status === 'completed' || known?.status === 'undone') continue;
    const status = await outcomeOf(cs, attempt, jobId, call.key, known?.status === 'running' ? known.try : 0);
    if (status !== undefined) enter(steps, step, { ...call, try: 0, ...known, status });
  }
  return steps;
}

/** Of the last try that CloudStack knows; an earlier one is final, or there would be no later one. */
async function outcomeOf(
  cs: CloudStackPort,
  attempt: Attempt,
  jobId: string,
  key: string,
  firstTry: number,
): Promise<'completed' | 'failed' | undefined> {
  let status: 'completed' | 'failed' | undefined;
  for (let n = firstTry; n < firstTry + UNRECORDED_TRIES; n++) {
    const id = customJobId(jobId, key, n);
    if ((await cs.jobs.query(id)) === undefined) continue;
    const job = await cs.jobs.await(id, attempt.signal);
    status = job?.jobstatus === 1 ? 'completed' : 'failed';
  }
  return status;
}

function enter(
  steps: StepProjection[],
  name: StepProjection['name'],
  { key, activity, object, status, try: tries }: CallProjection,
): void {
  let step = steps.find((s) => s.name === name);
  if (step === undefined) {
    step = { name, position: steps.length, status: 'running', calls: [] };
    steps.push(step);
  }
  if (step.status === 'pending') step.status = 'running';
  step.calls = [...step.calls.filter((call) => call.key !== key), { key, activity, object, status, try: tries }];
}
