import type { AccountRow, TagRow } from '../state/model.js';
import type { World } from '../world.js';

export type View = Record<string, unknown>;

/** Without the fields that are absent: CloudStack leaves them out. */
export function present(fields: View): View {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null));
}

export function owner(world: World, account: string): View {
  const row = world.account(account);
  return { account, domainid: row.domainid, domain: row.domain, domainpath: row.domain };
}

export function zoneOf(world: World, zoneid: string): View {
  return { zoneid, zonename: world.db.zones.get(zoneid)?.name };
}

export function tagViews(
  world: World,
  tags: TagRow[],
  resourcetype: string,
  resourceid: string,
  account: string,
): View[] {
  const { domainid, domain } = world.account(account);
  return tags.map((tag) => ({ ...tag, resourcetype, resourceid, account, domainid, domain }));
}

/** The job that an object is in: shown with status 0, in job results also when the job has succeeded (facts §2.1). */
export function jobFields(world: World, instanceId: string, jobid?: string): View {
  const pending = jobid ?? world.db.jobs.find((job) => job.jobstatus === 0 && job.jobinstanceid === instanceId)?.id;
  return pending === undefined ? {} : { jobid: pending, jobstatus: 0 };
}

export const seesAll = (caller: AccountRow): boolean => caller.role === 'root-admin';
