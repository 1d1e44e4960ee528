import type { Job } from '../jobs/engine.js';
import type { Args, ParamSpecs } from '../protocol/params.js';
import type { AccountRow, EffectRow } from '../state/model.js';
import type { World } from '../world.js';

/** One request being carried out. */
export interface Context {
  world: World;
  caller: AccountRow;
  /** Job of this request; absent in synchronous commands and for the orphan of a refused custom job id. */
  jobid?: string;
  /** Notes that the command took effect; called exactly where it does. */
  effect(kind: string, id: string, summary: string): void;
}

export type EffectNote = Pick<EffectRow, 'object_kind' | 'object_id' | 'summary'>;

interface Base {
  name: string;
  params: ParamSpecs;
  description: string;
  /** Commands of root admins answer 432 to everybody else. */
  rootAdminOnly?: true;
}

/** Answers at once; the result is what stands inside `<command>response`. */
export interface SyncCommand extends Base {
  kind: 'sync';
  run(ctx: Context, args: Args): Record<string, unknown>;
}

/** Answers with a job id; `run` is the job, its result is `jobresult`, what it throws is the job's failure. */
export interface AsyncCommand extends Base {
  kind: 'async';
  /** Java class below `org.apache.cloudstack.api.command`, `*` where admins have a class of their own. */
  cmd: string;
  /** What `jobinstanceid` names: the value of a parameter. */
  instance?: { type: string; param: string };
  run(ctx: Context, args: Args, job: Job): Promise<Record<string, unknown>>;
}

/** As async, but the entity is made, or refused, before the job exists (facts §2.1). */
export interface CreateCommand extends Base {
  kind: 'create';
  cmd: string;
  instanceType: string;
  /** Makes the entity; its id. Nothing may be changed before the last refusal. */
  create(ctx: Context, args: Args): { id: string; effect: EffectNote };
  run(ctx: Context, args: Args, job: Job, id: string): Promise<Record<string, unknown>>;
}

export type Command = SyncCommand | AsyncCommand | CreateCommand;
