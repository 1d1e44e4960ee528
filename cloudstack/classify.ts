import type { AsyncJob } from '../domain/cloudstack.js';
import type { ErrorClass } from '../domain/errors.js';
import type { Failure } from './failure.js';

/** An error in CloudStack's own envelope. */
export interface ErrorAnswer {
  httpStatus: number;
  errorcode: number;
  cserrorcode?: number;
  errortext: string;
}

export interface Circumstances {
  /** True for a command that changes something. */
  changes: boolean;
  /** True when the request's own `expires` had passed, give or take the admitted clock skew. */
  late: boolean;
}

/**
 * Texts of 431, and of job results, that name a passing state (facts §§4–8). Job results and 431 are not masked for
 * lesser keys (facts §1.2), so these may be read.
 */
const PASSING = [
  /try again (later|in a couple of minutes)/i,
  /concurrent operation|being operated on/i,
  /other active .*tasks/i,
  /operations in progress/i,
  /not in (the )?(state of )?[\w ]+ state\b/i,
  /is not in the state of|due to it is not in/i,
  /state must be in/i,
  /\bis in \w+\. it should be in/i,
  /cannot start .* in \w+ state/i,
  /either running or stopped/i,
  /only when vm is in states/i,
  /is already running/i,
];

/** No wait changes these, whatever else the text says. */
const FINAL_STATE = /\bin (Destroyed|Destroy|Expunging|Expunged|Error) state|not in Ready state but Allocated/i;

/** Texts of job results coded 530 that another try cannot change; all other 530 may pass (facts §1.3: read the state first). */
const LASTING = [
  /ROOT volume is missing|no usable volumes|more than one ROOT volume|Unable to find root volume/i,
  /belong to different accounts/i,
  /deviceId \S+ is used by|deviceId should be|All device Ids are used/i,
  /already (attached to a VM|on \w+ with id)/i,
  /not supported|supported only|No strategy was able/i,
  /Can't move volume between scope|migration of local data volume is not allowed/i,
  /Can not snapshot memory|Unable to find UUID/i,
  /Cannot invoke/,
];

const DENIED_TEXT = /does not have (the )?permission/i;
const SHUTTING_DOWN = /Maintenance or Shutdown has been initiated/i;
/** 431 while the first job is pending, 530 once it has ended (recordings: "deploy again with the same customjobid …"). */
const REPEATED_ID = /already exists so can't create\/update with custom id|^Entity already exists\s*$/;
const MASKED = /^Internal error executing command/;

/** CSExceptionErrorCode, which is not masked (facts §1.2). */
const CLASS_OF_EXCEPTION: Record<number, ErrorClass> = {
  4300: 'busy',
  4335: 'capacity',
  4365: 'denied',
  4370: 'capacity',
  4380: 'capacity',
  4385: 'capacity',
};

const CLASS_OF_CODE: Record<number, ErrorClass> = {
  400: 'refused',
  405: 'refused',
  430: 'refused',
  432: 'denied',
  511: 'denied',
  531: 'denied',
  532: 'refused',
  533: 'capacity',
  534: 'capacity',
  535: 'capacity',
  536: 'busy',
  537: 'refused',
};

function matches(patterns: readonly RegExp[], text: string): boolean {
  return patterns.some((pattern) => pattern.test(text));
}

function isPassing(text: string): boolean {
  return matches(PASSING, text) && !FINAL_STATE.test(text);
}

/**
 * Class of a synchronous error answer. Sync 530 is masked for keys that are not root admin's, so its text decides
 * only where nothing else tells: a shutdown (before 4.21) and a repeated job id.
 */
export function classifyAnswer(answer: ErrorAnswer, { changes, late }: Circumstances): Failure {
  const { errorcode, cserrorcode, errortext } = answer;
  const is = (errorClass: ErrorClass, sent: Failure['sent'] = 'yes', code = String(errorcode)): Failure => ({
    ...answer,
    errorClass,
    sent,
    code,
  });
  if (errorcode === 401) return late ? is('unavailable', 'no', 'LATE') : is('denied', 'no');
  if (errorcode === 429 || cserrorcode === 4545)
    return { ...is('unavailable', 'no', 'THROTTLED'), retryAfterMs: namedPauseMs(errortext) };
  if (errorcode === 503 || SHUTTING_DOWN.test(errortext)) return is('unavailable', 'no', 'SHUTTING_DOWN');
  if (!changes && errorcode >= 530 && errorcode !== 531 && errorcode !== 532) return is('unavailable');
  if (changes && REPEATED_ID.test(errortext)) return is('unknown-outcome', 'yes', 'REPEATED_JOB_ID');
  const byException = cserrorcode === undefined ? undefined : CLASS_OF_EXCEPTION[cserrorcode];
  if (byException) return is(byException);
  if (errorcode === 431) return is(isPassing(errortext) ? 'busy' : 'refused');
  // 4350 is an invalid parameter wrapped into a 530 (createVMSnapshot); masked, it may as well be a passing state.
  if (errorcode === 530)
    return is(cserrorcode === 4350 && !MASKED.test(errortext) && !isPassing(errortext) ? 'refused' : 'busy');
  const byCode = CLASS_OF_CODE[errorcode];
  if (byCode) return is(byCode);
  if (errorcode < 500) return is('refused');
  return changes ? is('unknown-outcome', 'maybe') : is('unavailable');
}

/**
 * Class of an answer that is not CloudStack's: a page of a proxy, a redirect, XML. Something in between spoke, and it
 * may have done so after passing the request on (Envoy answers 503 for an upstream that broke off), so a change is of
 * unknown outcome. Only 401 and 429 are said before a request is passed on.
 */
export function classifyForeignAnswer(httpStatus: number, text: string, { changes, late }: Circumstances): Failure {
  const errortext = `not an answer of CloudStack: HTTP ${httpStatus}${text === '' ? '' : ` ${text}`}`;
  const common = { httpStatus, errortext };
  if (httpStatus === 401 || httpStatus === 429) {
    const { errorClass, sent, code } = classifyAnswer(
      { httpStatus, errorcode: httpStatus, errortext },
      { changes, late },
    );
    return { ...common, errorClass, sent, code };
  }
  const code = httpStatus < 300 ? 'BAD_ANSWER' : `HTTP_${httpStatus}`;
  return { ...common, code, errorClass: changes ? 'unknown-outcome' : 'unavailable', sent: 'maybe' };
}

export interface JobFailure {
  errorClass: ErrorClass;
  /** CloudStack's error code as text, or JOB_CANCELLED. */
  code: string;
  text: string;
}

/**
 * Class of a job that ended otherwise than by success. Without `jobresult` it was cancelled by a restart or for
 * blocking a queue (facts §2.2): the host may still have carried it out, so look before the next try.
 */
export function classifyJobFailure(job: AsyncJob): JobFailure {
  const result = job.jobresult;
  if (result === undefined || result['errorcode'] === undefined)
    return {
      errorClass: 'busy',
      code: 'JOB_CANCELLED',
      text: 'CloudStack cancelled the job: its management server restarted, or it blocked others for too long',
    };
  const errorcode = Number(result['errorcode']);
  const text = typeof result['errortext'] === 'string' ? result['errortext'] : 'CloudStack gave no reason';
  return { errorClass: classOfJobError(errorcode, text), code: String(errorcode), text };
}

function classOfJobError(errorcode: number, text: string): ErrorClass {
  // In a job 432 is UnsupportedOperation, not a missing permission (facts §5.3, issue #11453).
  if (errorcode === 432) return 'refused';
  const byCode = CLASS_OF_CODE[errorcode];
  if (byCode) return byCode;
  if (DENIED_TEXT.test(text)) return 'denied';
  if (FINAL_STATE.test(text)) return 'refused';
  if (isPassing(text)) return 'busy';
  return errorcode === 530 && !matches(LASTING, text) ? 'busy' : 'refused';
}

/** "… please retry after [N] ms." (facts §9); a second where it names nothing. */
function namedPauseMs(text: string): number {
  const named = /retry after \[?(\d+)\]? ?ms/i.exec(text);
  return named ? Number(named[1]) : 1_000;
}
