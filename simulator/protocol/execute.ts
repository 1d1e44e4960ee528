import { randomUUID } from 'node:crypto';
import type { AsyncCommand, Command, Context, CreateCommand } from '../commands/command.js';
import type { Fault } from '../control/faults.js';
import type { AccountRow } from '../state/model.js';
import type { World } from '../world.js';
import { invalid, malformed } from './errors.js';
import { parseParams, type Args } from './params.js';

/** Names → values as received, with the case of the names kept. */
export type Received = ReadonlyMap<string, string>;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function lowerCased(received: Received): Record<string, string> {
  return Object.fromEntries([...received].map(([name, value]) => [name.toLowerCase(), value]));
}

/** Checks the parameters and runs the command, or makes its job. Raises every synchronous refusal. */
export function execute(
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
    VmSnapshot: world.db.vmSnapshots,
  } as Record<string, { get(id: string): { number: number; removed: number | null } | undefined }>;
  const row = tables[type]?.get(id);
  if (row?.removed)
    throw invalid(
      `Unable to find UUID for id [${row.number}] of type [${type === 'VmSnapshot' ? 'VMSnapshot' : type}]`,
    );
}
