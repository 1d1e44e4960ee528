import { describe, expect, it } from 'vitest';
import { failedJobs, refusals } from '../test/fixtures/cloudstack/recorded.js';
import type { ErrorClass } from '../domain/errors.js';
import { classifyAnswer, classifyForeignAnswer, classifyJobFailure, type ErrorAnswer } from './classify.js';
import type { Sent } from './errors.js';

const changing = { changes: true, late: false };
const reading = { changes: false, late: false };
const MASKED = 'Internal error executing command, please contact your system administrator';

function answer(errorcode: number, errortext = 'text', cserrorcode?: number): ErrorAnswer {
  return { httpStatus: errorcode, errorcode, errortext, ...(cserrorcode === undefined ? {} : { cserrorcode }) };
}

describe('synchronous answers to a command', () => {
  it.each<[number, number | undefined, string, ErrorClass, Sent, string]>([
    [400, 9999, 'State changing command X needs to be sent using POST request', 'refused', 'yes', '400'],
    [401, undefined, 'unable to verify user credentials and/or request signature', 'denied', 'no', '401'],
    [429, 4545, 'reached his/her account api limit, please retry after [770] ms.', 'unavailable', 'no', 'THROTTLED'],
    [430, 9999, 'malformed', 'refused', 'yes', '430'],
    [431, 4350, 'There is other active snapshot tasks on the instance, please try again later', 'busy', 'yes', '431'],
    [431, 4350, 'Volume: X is not in Ready state but Snapshotting. Cannot take snapshot.', 'busy', 'yes', '431'],
    [431, 4350, 'Volume: X is not in Ready state but Allocated. Cannot take snapshot.', 'refused', 'yes', '431'],
    [431, 4350, 'There are snapshot operations in progress on the volume, unable to delete it', 'busy', 'yes', '431'],
    [431, 4350, 'Please specify a volume that is not attached to any VM.', 'refused', 'yes', '431'],
    [431, 4300, 'There are concurrent operations on the volume', 'busy', 'yes', '431'],
    [432, 9999, 'The API [x] does not exist or is not available for the account', 'denied', 'yes', '432'],
    [503, 9999, 'Maintenance or Shutdown has been initiated on this', 'unavailable', 'no', 'SHUTTING_DOWN'],
    [530, 9999, 'Maintenance or Shutdown has been initiated on this', 'unavailable', 'no', 'SHUTTING_DOWN'],
    [530, 4250, MASKED, 'busy', 'yes', '530'],
    [530, 4350, MASKED, 'busy', 'yes', '530'],
    [
      530,
      4350,
      'Failed to create vm snapshot: Can not snapshot memory when VM is not Running',
      'refused',
      'yes',
      '530',
    ],
    [530, 4300, MASKED, 'busy', 'yes', '530'],
    [530, 4335, MASKED, 'capacity', 'yes', '530'],
    [531, 4365, 'Caller does not have permission to operate with provided resource.', 'denied', 'yes', '531'],
    [532, 4370, 'Maximum number of resources exceeded', 'capacity', 'yes', '532'],
    [532, undefined, 'Maximum number of resources exceeded', 'refused', 'yes', '532'],
    [533, 4335, MASKED, 'capacity', 'yes', '533'],
    [534, 4380, MASKED, 'capacity', 'yes', '534'],
    [535, 4370, 'resource allocation', 'capacity', 'yes', '535'],
    [536, 4375, 'in use', 'busy', 'yes', '536'],
    [537, 4360, 'rule conflict', 'refused', 'yes', '537'],
    [599, undefined, 'never heard of', 'unknown-outcome', 'maybe', '599'],
  ])('%i %s %s → %s', (errorcode, cserrorcode, text, errorClass, sent, code) => {
    expect(classifyAnswer(answer(errorcode, text, cserrorcode), changing)).toMatchObject({ errorClass, sent, code });
  });

  it('names the pause that 429 names', () => {
    expect(classifyAnswer(answer(429, 'please retry after [770] ms.'), changing).retryAfterMs).toBe(770);
  });

  it('takes a 401 after the own expires for lateness, not for a refused key', () => {
    const late = classifyAnswer(answer(401), { changes: true, late: true });
    expect(late).toMatchObject({ errorClass: 'unavailable', sent: 'no', code: 'LATE' });
  });

  it.each(["UUID: 0b1c already exists so can't create/update with custom id", 'Entity already exists '])(
    'knows a repeated job id by "%s"',
    (text) => {
      const code = text.startsWith('UUID') ? 431 : 530;
      expect(classifyAnswer(answer(code, text), changing)).toMatchObject({
        errorClass: 'unknown-outcome',
        code: 'REPEATED_JOB_ID',
      });
    },
  );

  it('does not take another "already exists" for a repeated job id', () => {
    const text = 'The vm with hostName x already exists in the network domain: y; network=z';
    expect(classifyAnswer(answer(431, text, 4350), changing)).toMatchObject({ errorClass: 'refused', code: '431' });
  });

  it('calls an internal error on a read unavailable: nothing was asked for but a look', () => {
    expect(classifyAnswer(answer(530, MASKED, 4250), reading).errorClass).toBe('unavailable');
    expect(classifyAnswer(answer(531), reading).errorClass).toBe('denied');
  });
});

describe('recorded refusals', () => {
  const BUSY = [
    'createVMSnapshot of never-started stopped vm',
    'createVMSnapshot before first start',
    'deployVirtualMachine templateid + volumeid',
    'error: createVMSnapshot of a Starting VM',
    'error: createVMSnapshot of a Destroyed VM',
    'error: createVMSnapshot snapshotmemory=true of stopped vm',
  ];
  const REPEATED = [
    'error: deploy again with the same customjobid after it finished',
    'error: start again with the finished customjobid',
  ];
  const DENIED = [
    '(as user) admin-only api',
    '(as user) start other account vm',
    '(as user) attach other account volume',
  ];

  it.each(refusals.filter((row) => !/^(list|query)/.test(row.command)))(
    '$title ($errorcode)',
    ({ title, http, ...row }) => {
      const { errorClass } = classifyAnswer({ httpStatus: http, ...row }, changing);
      const expected = REPEATED.includes(title)
        ? 'unknown-outcome'
        : BUSY.includes(title)
          ? 'busy'
          : DENIED.includes(title)
            ? 'denied'
            : 'refused';
      expect(errorClass).toBe(expected);
    },
  );
});

describe('answers that are not CloudStack’s', () => {
  it.each<[number, ErrorClass, Sent]>([
    [200, 'unknown-outcome', 'maybe'],
    [302, 'unknown-outcome', 'maybe'],
    [401, 'denied', 'no'],
    [403, 'unknown-outcome', 'maybe'],
    [429, 'unavailable', 'no'],
    [502, 'unknown-outcome', 'maybe'],
    [503, 'unknown-outcome', 'maybe'],
    [504, 'unknown-outcome', 'maybe'],
  ])('%i to a command → %s', (status, errorClass, sent) => {
    expect(classifyForeignAnswer(status, 'Bad Gateway', changing)).toMatchObject({ errorClass, sent });
  });

  it.each([200, 302, 403, 414, 502, 503])('%i to a read → unavailable', (status) => {
    expect(classifyForeignAnswer(status, '', reading).errorClass).toBe('unavailable');
  });
});

describe('failed jobs', () => {
  const job = (errorcode: number, errortext: string) => ({
    jobid: 'j',
    jobstatus: 2,
    jobresultcode: errorcode,
    jobresult: { errorcode, errortext },
  });

  it.each<[number, string, ErrorClass]>([
    [431, 'The specified volume is not attached to a VM.', 'refused'],
    [431, 'Please specify a VM that is either running or stopped.', 'busy'],
    [431, 'The volume is not in Ready state.', 'busy'],
    [431, 'VM Snapshot reverting failed due to vm is not in the state of Running or Stopped.', 'busy'],
    [431, "Can't delete the vm snapshot X due to it is not in [Ready, Error] States", 'busy'],
    [432, 'Failed to create snapshot due to unsupported operation', 'refused'],
    [530, 'Volume: X is in Attaching. It should be in Ready or Allocated state', 'busy'],
    [530, 'Cannot start VM X in Stopping state', 'busy'],
    [530, 'Cannot start VM X in Destroyed state', 'refused'],
    [530, 'Could not detach volume … Try again in a couple of minutes.', 'busy'],
    [530, 'There is/are unbacked up snapshot(s) on ROOT volume, … please try again later.', 'busy'],
    [530, 'Entity X and entity Y belong to different accounts', 'refused'],
    [530, 'Account does not have permission for expunging.', 'denied'],
    [530, 'Account does not have the permission to force stop the vm.', 'denied'],
    [530, 'Reverting not supported. Create a template or volume based on the snapshot instead.', 'refused'],
    [530, 'Failed to create snapshot due to an internal error creating snapshot for volume x', 'busy'],
    [531, 'no', 'denied'],
    [533, 'Unable to create a deployment for VM', 'capacity'],
  ])('%i %s → %s', (errorcode, text, errorClass) => {
    expect(classifyJobFailure(job(errorcode, text))).toEqual({ errorClass, code: String(errorcode), text });
  });

  it.each([
    ['a restart (530)', 530],
    ['having blocked others (0)', 0],
  ])('is busy when cancelled for %s, without jobresult', (_why, jobresultcode) => {
    const failure = classifyJobFailure({ jobid: 'j', jobstatus: 2, jobresultcode });
    expect(failure).toMatchObject({ errorClass: 'busy', code: 'JOB_CANCELLED' });
  });

  const BUSY = [
    'error: detach ROOT while running',
    'error: deviceid=0 attach while running',
    'error: detachVolume from VM with VM snapshots (running)',
    'error: revertSnapshot (vm running)',
    'start an already running vm',
    'attachVolume with failing AttachCommand',
    'detachVolume with failing DettachCommand',
    'createVMSnapshot with failing command',
    'createVMSnapshot fails',
    'startVirtualMachine with failing StartCommand (all hosts)',
    'error: startVirtualMachine of a Destroyed VM',
    'error: attachVolume to a Destroyed VM',
    'queryAsyncJobResult after the restart',
    'detach root of a Destroyed vm',
  ];
  const CAPACITY = ['deploy bigger than any host (job fails: insufficient capacity)', 'start it (job fails)'];

  it.each(failedJobs)('recorded: $title', ({ title, job: failed }) => {
    const expected = BUSY.includes(title) ? 'busy' : CAPACITY.includes(title) ? 'capacity' : 'refused';
    expect(classifyJobFailure(failed).errorClass).toBe(expected);
  });
});
