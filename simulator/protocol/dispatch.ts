import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AsyncCommand, Command, Context, CreateCommand } from '../commands/command.js';
import { findCommand } from '../commands/registry.js';
import type { Fault } from '../control/faults.js';
import type { AccountRow } from '../state/model.js';
import type { World } from '../world.js';
import { authenticate } from './authenticate.js';
import { ApiError, invalid, malformed, unauthorized } from './errors.js';
import { parseParams, type Args } from './params.js';
import { throttled, type Throttle } from './throttle.js';

/** What is to be sent; `cut` closes the connection instead, `hang` leaves it open without an answer. */
export type Outcome = { jobid?: string; fault?: Fault } & (
  | { kind: 'reply'; status: number; body: Record<string, unknown>; errortext?: string; errorcode?: number }
  | { kind: 'html'; status: number; html: string }
  | { kind: 'cut' }
  | { kind: 'hang' }
);

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const MASKED = 'Internal error executing command, please contact your system administrator';

/** Names → values as received, with the case of the names kept. */
export type Received = ReadonlyMap<string, string>;

/** Carries one request out, faults included. Never throws for what a client may do wrong. */
export async function dispatch(world: World, throttle: Throttle, received: Received, method: string): Promise<Outcome> {
  const name = received.get('command') ?? '';
  const command = findCommand(name);
  let caller: AccountRow | undefined;
  let fault: Fault | undefined;
  try {
    caller = authenticate(world, received);
    if (!command) throw unauthorized();
    fault = world.faults.take(command.name, lowerCased(received));
    if (fault?.kind === 'delay') {
      await sleep(fault.delay_ms ?? 0, undefined, { ref: false });
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

const key = (command: Command): string => `${command.name.toLowerCase()}response`;

function lowerCased(received: Received): Record<string, string> {
  return Object.fromEntries([...received].map(([name, value]) => [name.toLowerCase(), value]));
}

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

function execute(
  world: World,
  command: Command,
  caller: AccountRow,
  received: Received,
  fault: Fault | undefined,
): { body: Record<string, unknown>; jobid?: string } {
  for (const [name, value] of received)
    if (/\p{Cc}/u.test(value))
      throw malformed(
        `Received value ${value} for parameter ${name} is invalid, contains illegal ASCII non-printable characters`,
      );
  const customjobid = command.kind === 'sync' ? undefined : lowerCased(received)['customjobid'];
  const args = parseParams(world.db, caller, command.name, command.params, received);
  const params = shownParams(received);
  const ctx: Context = {
    world,
    caller,
    effect: (object_kind, object_id, summary) =>
      world.recordEffect({
        command: command.name,
        ...(ctx.jobid === undefined ? {} : { jobid: ctx.jobid }),
        ...(customjobid === undefined ? {} : { customjobid }),
        object_kind,
        object_id,
        summary,
        params,
      }),
  };
  if (command.kind === 'sync') return { body: command.run(ctx, args) };
  return command.kind === 'async'
    ? submitAsync(ctx, command, args, customjobid, fault)
    : submitCreate(ctx, command, args, customjobid, fault);
}

/** Parameters for the logs: no signature, no key. */
export function shownParams(received: Received): Record<string, string> {
  const hidden = ['signature', 'apikey', 'command', 'response', 'signatureversion', 'expires'];
  return Object.fromEntries([...received].filter(([name]) => !hidden.includes(name.toLowerCase())));
}

function submitAsync(
  ctx: Context,
  command: AsyncCommand,
  args: Args,
  customjobid: string | undefined,
  fault: Fault | undefined,
): { body: Record<string, unknown>; jobid: string } {
  const instance = command.instance && args.has(command.instance.param) ? command.instance : undefined;
  const id = instance ? args.must(instance.param) : undefined;
  if (instance && id !== undefined) refuseRemoved(ctx.world, instance.type, id);
  ctx.jobid = claimJobId(ctx.world, customjobid);
  ctx.world.jobs.submit(
    {
      ...jobHead(ctx, command, ctx.jobid, customjobid, fault),
      instance: instance && id !== undefined ? { type: instance.type, id } : undefined,
    },
    (job) => command.run(ctx, args, job),
  );
  return { body: { jobid: ctx.jobid }, jobid: ctx.jobid };
}

/** The entity is made before the job id is looked at: a repeated `customjobid` leaves an orphan (facts §2.4, §14). */
function submitCreate(
  ctx: Context,
  command: CreateCommand,
  args: Args,
  customjobid: string | undefined,
  fault: Fault | undefined,
): { body: Record<string, unknown>; jobid: string } {
  const { id, effect } = command.create(ctx, args);
  try {
    ctx.jobid = claimJobId(ctx.world, customjobid);
  } catch (error) {
    ctx.effect(effect.object_kind, effect.object_id, `${effect.summary}; orphan: its job was refused`);
    throw error;
  }
  ctx.effect(effect.object_kind, effect.object_id, effect.summary);
  ctx.world.jobs.submit(
    { ...jobHead(ctx, command, ctx.jobid, customjobid, fault), instance: { type: command.instanceType, id } },
    (job) => command.run(ctx, args, job, id),
  );
  return { body: { id, jobid: ctx.jobid }, jobid: ctx.jobid };
}

function jobHead(
  ctx: Context,
  command: AsyncCommand | CreateCommand,
  id: string,
  customjobid: string | undefined,
  fault: Fault | undefined,
): {
  id: string;
  customjobid: boolean;
  command: string;
  cmd: string;
  account: string;
  fault: Fault | undefined;
} {
  const admin = ctx.caller.role === 'root-admin';
  const cmd = command.cmd.startsWith('*')
    ? `${admin ? 'admin' : 'user'}${command.cmd.slice(1)}${admin ? 'ByAdmin' : ''}`
    : command.cmd;
  return {
    id,
    customjobid: customjobid !== undefined,
    command: command.name,
    cmd: `org.apache.cloudstack.api.command.${cmd}`,
    account: ctx.caller.name,
    fault,
  };
}

function claimJobId(world: World, customjobid: string | undefined): string {
  if (customjobid === undefined) return randomUUID();
  if (!UUID.test(customjobid)) throw invalid(`UUID: ${customjobid} doesn't follow the UUID format`);
  const job = world.db.jobs.get(customjobid);
  if (job?.jobstatus === 0) throw invalid(`UUID: ${customjobid} already exists so can't create/update with custom id`);
  if (job) throw malformed('Entity already exists ', 530);
  return customjobid;
}

/** A removed row still resolves, but no job can be made for it (recording "expungeVirtualMachine of an expunged vm"). */
function refuseRemoved(world: World, type: string, id: string): void {
  const tables = {
    VirtualMachine: world.db.vms,
    Volume: world.db.volumes,
    Snapshot: world.db.snapshots,
    VMSnapshot: world.db.vmSnapshots,
  } as Record<string, { get(id: string): { number: number; removed: number | null } | undefined }>;
  const row = tables[type]?.get(id);
  if (row?.removed) throw invalid(`Unable to find UUID for id [${row.number}] of type [${type}]`);
}
