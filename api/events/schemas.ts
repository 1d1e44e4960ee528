import { z } from 'zod';
import { JobSummary, StatusResponse, StepsResponse } from '../failover/schemas.js';
import { freeObject, jobId, line, timestamp, vmId } from '../schemas.js';

const FailoverEvent = z
  .strictObject({
    job_id: jobId,
    vm_id: vmId,
    seq: z.int().min(1).meta({ description: 'per job, from 1, without gaps' }),
    time: timestamp,
    type: z.string(),
    message: z.string(),
    details: freeObject.optional(),
  })
  .meta({ id: 'FailoverEvent', description: 'unnamed messages, with an id' });
export type FailoverEvent = z.output<typeof FailoverEvent>;

const Beat = z
  .strictObject({})
  .meta({ id: 'Beat', description: 'messages named `beat`: every 3 s while the database answers' });

export const RunState = z.strictObject({ status: StatusResponse, steps: StepsResponse }).meta({
  id: 'RunState',
  description: 'messages named `state`: the job as it is now, first of all and after each change',
});

const ChangedJob = JobSummary.meta({ id: 'ChangedJob', description: 'messages named `job`: one that has changed' });

export const JobEventMessage = z.union([FailoverEvent, RunState, Beat]);
export const AnyEventMessage = z.union([FailoverEvent, ChangedJob, Beat]);

const place = line(8_192).optional();

/** Browsers send the header by themselves when they come back; the parameter is for who cannot set a header. */
export const resumeHeaders = z.strictObject({ 'last-event-id': place });
export const resumeQuery = z.strictObject({
  last_event_id: place.meta({ description: 'as the header Last-Event-ID, for clients that cannot set it' }),
});
