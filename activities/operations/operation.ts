import type { ErrorClass } from '../../domain/errors.js';
import { VOLUME_MISSING, type CallInput } from '../../domain/call.js';
import type { AsyncJob, Volume } from '../../domain/cloudstack.js';
import type { SendOptions, Submitted } from '../../cloudstack/commands.js';
import type { ActivityDeps, CloudStackPort } from '../deps.js';

/** What a look at the world says of the effect that a call wants (R3). */
export type Look =
  | { is: 'done'; observed: string; refs?: Record<string, string>; left_behind?: string[]; altered?: string[] }
  /** Not so yet, and the command may be sent: about the very object that this look has judged. */
  | { is: 'ready'; send: (options: SendOptions) => Promise<Submitted> }
  /** On the way, by this or another job: look again. */
  | { is: 'transitional'; observed: string }
  /** The command must not be sent. */
  | { is: 'impossible'; why: string; errorClass?: ErrorClass; code?: string };

export interface Surroundings {
  input: CallInput;
  cs: CloudStackPort;
  deps: ActivityDeps;
}

/** One CloudStack command on one object, with the look that tells whether its effect is there. */
export interface Operation {
  /** VM whose work queue the command joins, for the gate; absent where none is shared. */
  queue?: string;
  /** Synchronous commands have no job: after a lost reply the fence is waited out, then the world read (R4). */
  synchronous: boolean;
  /** Create commands make the entity before the job id is checked, so a lost reply needs a longer wait. */
  creates: boolean;
  /** The host may have carried out what a cancelled job has not told, and says so only in a later power report (facts §2.2, §8). */
  reportedLater?: true;
  /** @param job the final job of this call, when it was seen: `jobinstanceid` names what a create command made. */
  look(job?: AsyncJob): Promise<Look>;
  /** What a final answer of this class means here, where it is not a failure. */
  tolerate?(errorClass: ErrorClass, text: string): { observed: string; left_behind: string[] } | undefined;
}

export type OperationFactory = (around: Surroundings) => Operation;

/** States of a volume that is no more, or soon will be. */
export const GONE: readonly string[] = ['Destroy', 'Destroying', 'Expunging', 'Expunged'];

export function isThere(volume: Volume | undefined): volume is Volume {
  return volume !== undefined && !GONE.includes(volume.state);
}

/** Nothing can be done with a replica that is not there; whether it is lost is for a person to say (R3). */
export function missing(id: string, volume: Volume | undefined): Look {
  const why =
    volume === undefined
      ? `CloudStack has no volume ${id}, or does not show it to this key`
      : `Volume ${id} is ${volume.state}: recover it in CloudStack before it is deleted`;
  return { is: 'impossible', why, code: VOLUME_MISSING };
}

/**
 * Whether what a try has left half-made will never be finished: CloudStack's job has failed or, where none is known, an
 * earlier try is final.
 */
export function isAbandoned(job: AsyncJob | undefined, { try: tries }: Pick<CallInput, 'try'>): boolean {
  return job === undefined ? tries > 0 : job.jobstatus === 2;
}

/** Volume states in which no operation of another job is under way (facts §4.5). */
export const STEADY_VOLUME_STATES: readonly string[] = ['Allocated', 'Ready', 'Uploaded'];
