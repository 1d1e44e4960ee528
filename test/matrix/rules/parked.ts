import type { LoggedRequest } from '../../support/driver.js';
import { isRead, type Traces } from './traces.js';
import { deedsOf } from './undo.js';

/** Answers that decide nothing: an outage, a limit, a key that lost a right (R6). */
const DECIDE_NOTHING = [401, 429, 432, 503];

/**
 * R6: what was taken back although nobody may: after the point of no return without a person's word, or before it
 * without CloudStack having said no.
 * @param asked whether a person has let it go back
 * @param returns whether it does so after its start anyway, as a test
 */
export function guessed(traces: Traces, asked: boolean, returns = false): string[] {
  const undone = deedsOf(traces).filter(({ back }) => back);
  const [first] = undone;
  if (first === undefined || asked) return [];
  const started = traces.requests.find(({ command }) => command === 'startVirtualMachine');
  if (started !== undefined)
    return undone
      .filter(() => !returns)
      .filter(({ at }) => at >= started.at)
      .map(({ thing }) => `${thing} was undone after the point of no return`);
  const noes = traces.requests.filter((request) => request.at <= first.at && saysNo(request, traces));
  return noes.length > 0 ? [] : [`${first.thing} was undone although CloudStack had refused nothing`];
}

function saysNo(request: LoggedRequest, { jobs }: Traces): boolean {
  if (isRead(request)) return false;
  if (request.jobid !== undefined) return jobs.get(request.jobid)?.jobstatus === 2;
  return request.errorcode !== undefined && !DECIDE_NOTHING.includes(request.errorcode);
}
