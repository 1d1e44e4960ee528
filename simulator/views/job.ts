import { cloudStackDate } from '../clock.js';
import type { JobRow } from '../state/model.js';
import type { World } from '../world.js';
import { present, type View } from './common.js';

const MANAGEMENT_SERVER = '03ce31ab-4e5d-4a67-8816-c486230c0af2';

/** An `asyncjob` (facts §2.1). Only jobs that run, or were cancelled, still know their management server. */
export function jobView(world: World, job: JobRow): View {
  const account = world.account(job.account);
  const serverKnown = job.jobstatus === 0 || job.cancelled;
  return present({
    accountid: account.id,
    account: account.name,
    domainid: account.domainid,
    domainpath: account.domain,
    userid: account.userid,
    cmd: job.cmd,
    jobprocstatus: 0,
    jobresultcode: job.jobresultcode,
    jobresulttype: job.jobresult === null ? null : 'object',
    jobresult: job.jobresult,
    jobinstancetype: job.jobinstancetype,
    // Of these real ones name none (recordings "createVMSnapshot of running vm", "deleteNetwork").
    jobinstanceid: ['VmSnapshot', 'Network'].includes(job.jobinstancetype ?? '') ? null : job.jobinstanceid,
    managementserverid: serverKnown && world.atLeast('4.20') ? MANAGEMENT_SERVER : null,
    managementservername: serverKnown && world.atLeast('4.21') ? 'localhost' : null,
    created: cloudStackDate(job.created),
    completed: job.completed === null ? null : cloudStackDate(job.completed),
    jobid: job.id,
    jobstatus: job.jobstatus,
  });
}
