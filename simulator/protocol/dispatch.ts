import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from '../commands/command.js';
import { findCommand } from '../commands/registry.js';
import { isNamed, type Fault } from '../control/faults.js';
import type { AccountRow } from '../state/model.js';
import type { World } from '../world.js';
import { authenticate } from './authenticate.js';
import { ApiError, malformed, unauthorized } from './errors.js';
import { execute, lowerCased, type Received } from './execute.js';
import { throttled, type Throttle } from './throttle.js';

/** What is to be sent; `cut` closes the connection instead, `hang` leaves it open without an answer. */
export type Outcome = { jobid?: string; fault?: Fault } & (
  | { kind: 'reply'; status: number; body: Record<string, unknown>; errortext?: string; errorcode?: number }
  | { kind: 'html'; status: number; html: string }
  | { kind: 'cut' }
  | { kind: 'hang' }
);

const MASKED = 'Internal error executing command, please contact your system administrator';

/** Carries one request out, faults included. Never throws for what a client may do wrong. */
export async function dispatch(world: World, throttle: Throttle, received: Received, method: string): Promise<Outcome> {
  const name = received.get('command') ?? '';
  const command = findCommand(name);
  let caller: AccountRow | undefined;
  let fault: Fault | undefined;
  try {
    caller = authenticate(world, received);
    if (!command) throw unauthorized();
    const values = [...received.values()];
    fault = world.faults.take(command.name, lowerCased(received), {
      vm: (name) => namesVm(world, name, values),
      volume: (id) => values.some((value) => isOfVolume(world, id, value)),
    });
    if (fault?.kind === 'delay' || fault?.kind === 'hold-request') {
      await (fault.kind === 'delay' ? sleep(fault.delay_ms ?? 0, undefined, { ref: false }) : fault.cleared);
      caller = authenticate(world, received);
    }
    const before = fault && struckBefore(world, fault, command, caller);
    if (before) return before;
    throttle.check(caller);
    checkAccess(world, command, caller, method);
    const done = execute(world, command, caller, received, fault);
    const reply: Outcome = { kind: 'reply', status: 200, body: { [key(command)]: done.body } };
    return struckAfter(world, fault, command, { ...reply, ...(done.jobid ? { jobid: done.jobid } : {}) });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const outcome = refusal(error, command, caller);
    return fault ? { ...outcome, fault } : outcome;
  }
}

/** Whether this is the id of the volume, of a snapshot of it, or of a volume that was made of one. */
function isOfVolume({ db }: World, id: string, value: string): boolean {
  const snapshot = db.snapshots.get(value) ?? db.snapshots.get(db.volumes.get(value)?.snapshotid);
  return value === id || snapshot?.volumeid === id;
}

/**
 * Whether one of these values is the VM's name, its id, or the id of a VM snapshot of it or of a volume that is on it or
 * was made with it. `name` may end in `*`, for every VM whose name begins so.
 */
function namesVm(world: World, name: string, values: string[]): boolean {
  const vms = world.db.vms.filter((vm) => isNamed(name, vm.name));
  return values.some((value) => {
    const volume = world.db.volumes.get(value);
    return (
      isNamed(name, value) ||
      vms.some(
        ({ id, number }) =>
          [value, volume?.virtualmachineid, world.db.vmSnapshots.get(value)?.virtualmachineid].includes(id) ||
          volume?.name === `ROOT-${number}`,
      )
    );
  });
}

const key = (command: Command): string => `${command.name.toLowerCase()}response`;

function refusal(error: ApiError, command: Command | undefined, caller: AccountRow | undefined): Outcome {
  const hidden = caller?.role === 'user' && [530, 533, 534].includes(error.errorcode);
  const errortext = hidden ? MASKED : error.message;
  const body = {
    uuidList: [],
    errorcode: error.errorcode,
    ...(error.cserrorcode === undefined ? {} : { cserrorcode: error.cserrorcode }),
    errortext,
  };
  const envelope = !command || error.errorcode === 432 ? 'errorresponse' : key(command);
  return { kind: 'reply', status: error.errorcode, body: { [envelope]: body }, errortext, errorcode: error.errorcode };
}

/** Faults that end the request without effect. */
function struckBefore(world: World, fault: Fault, command: Command, caller: AccountRow): Outcome | undefined {
  const text = fault.error_text ?? 'Simulated refusal';
  switch (fault.kind) {
    case 'refuse':
      throw invalidOr(fault.error_code ?? 431, text);
    case 'denied':
      throw denied(command.name, caller);
    case 'throttle':
      throw throttled(fault.delay_ms ?? 1000);
    case 'hang':
      return { kind: 'hang', fault };
    case 'drop-before':
      return { kind: 'cut', fault };
    case 'http-5xx': {
      const status = fault.error_code ?? 503;
      return { kind: 'html', status, html: `<html><body><h1>${status} Service Unavailable</h1></body></html>`, fault };
    }
    case 'fail-job':
      if (command.kind === 'sync') throw invalidOr(fault.error_code ?? 530, text);
      return undefined;
    case 'restart-before-effect':
      if (command.kind !== 'sync') return undefined;
      world.jobs.restart();
      return { kind: 'cut', fault };
    default:
      return undefined;
  }
}

function struckAfter(world: World, fault: Fault | undefined, command: Command, outcome: Outcome): Outcome {
  if (!fault) return outcome;
  const jobid = outcome.jobid === undefined ? {} : { jobid: outcome.jobid };
  if (fault.kind === 'hang-after-effect') return { kind: 'hang', fault, ...jobid };
  if (fault.kind === 'drop-reply') return { kind: 'cut', fault, ...jobid };
  if (fault.kind === 'restart-after-effect' && command.kind === 'sync') {
    world.jobs.restart();
    return { kind: 'cut', fault };
  }
  return { ...outcome, fault };
}

function invalidOr(code: number, text: string): ApiError {
  const exception: Record<number, number> = { 431: 4350, 530: 4250, 531: 4365, 533: 4335 };
  return new ApiError(code, text, exception[code] ?? 9999);
}

const denied = (name: string, caller: AccountRow): ApiError =>
  malformed(
    `The API [${name}] does not exist or is not available for the account for user id [${caller.userid}].`,
    432,
  );

function checkAccess(world: World, command: Command, caller: AccountRow, method: string): void {
  if (caller.denied_apis.includes(command.name) || (command.rootAdminOnly && caller.role !== 'root-admin'))
    throw denied(command.name, caller);
  const strict = world.configuration('enforce.post.requests.and.timestamps') === 'true';
  if (strict && method !== 'POST' && !/^(get|list|query|find)\w+/.test(command.name))
    throw malformed(`State changing command ${command.name} needs to be sent using POST request`, 400);
}
