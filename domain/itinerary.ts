import type { FailoverStatus } from './status.js';

/**
 * A run's itinerary is data: `validate` returns it into the history and the executor interprets it, so a code change
 * never changes a running job (safety.md, "Itineraries"). Progress, `/steps` and dry run read the same data.
 */
export const ITINERARY_VERSION = 1;

/** A CloudStack UUID, or `$name` for one that is known only once an earlier call has answered (`$vm`, `$blank_root`, `$snapshot.<uuid>`). */
export type Ref = string;

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** Activities that issue one CloudStack command on one object, named as the command, and those that only look. */
export const MUTATIONS = [
  'detachVolume',
  'attachVolume',
  'createSnapshot',
  'deleteSnapshot',
  'deployVirtualMachine',
  'updateVirtualMachine',
  'startVirtualMachine',
  'stopVirtualMachine',
  'recoverVirtualMachine',
  'revertSnapshot',
  'destroyVirtualMachine',
  'expungeVirtualMachine',
  'deleteVolume',
  'detachIso',
  'createVMSnapshot',
  'revertToVMSnapshot',
  'deleteVMSnapshot',
  'createVolume',
] as const;
export type Mutation = (typeof MUTATIONS)[number];

export const OBSERVATIONS = [
  'confirmReleasable',
  'confirmDestination',
  'confirmRunning',
  'confirmNeverStarted',
  'confirmStayedStopped',
  'confirmReturned',
  'bootCheck',
] as const;
export type Observation = (typeof OBSERVATIONS)[number];

export interface CallSpec {
  /** `<step>/<command>/<object>`: names this call in custom job ids, `/steps` and the effect log (R4). */
  key: string;
  activity: Mutation | Observation;
  /** What the call acts on. */
  object: Ref;
  /** Arguments; strings that start with `$` are references. */
  args: Record<string, Json>;
  /**
   * In an undo or abandon: when this call is given a final no, `via` is done, if any, then the call `from`, if it is
   * another one, and then this one again, because what was established before may have been changed from outside.
   */
  again?: { from: string; via?: CallSpec };
  /**
   * Only of revertToVMSnapshot and deleteVMSnapshot on the way back: some hypervisors do neither for a VM that was never
   * started (facts §14). Where CloudStack will not, this start is done, once, and the VM is stopped and reverted.
   */
  unless_started?: CallSpec;
}

export interface Call extends CallSpec {
  /** Done before another try: removes what a failed one has left. What cannot be removed is named in the outcome. */
  clears?: CallSpec;
  /** Runs, in order, when the run is undone after this call was started (R5). */
  undo?: CallSpec[];
}

/**
 * What undoes a call. Replicas that are home again while the run goes on, as with clones, are replication's own: no undo attaches
 * one (R2).
 * @param home whether they are
 */
export function undoOf({ undo = [] }: Call, home: boolean): CallSpec[] {
  return home ? undo.filter(({ activity }) => activity !== 'attachVolume') : undo;
}

export const STEP_NAMES = [
  'validate',
  'release',
  'protect',
  'create_vm',
  'clone',
  'attach',
  'network',
  'power_on',
  'boot_check',
  'hold',
  'stop',
  'detach',
  'revert',
  'reattach',
  'discard',
  'destroy_vm',
  'verify',
  'commit',
  'complete',
] as const;
export type StepName = (typeof STEP_NAMES)[number];

export interface Step {
  name: StepName;
  status: FailoverStatus;
  /** Steps that must be done before this one starts. */
  after: StepName[];
  skippable: boolean;
  calls: Call[];
}

/** A step of the way back: one after the other, each call carried to its end. */
export interface BackStep {
  name: StepName;
  status: FailoverStatus;
  calls: CallSpec[];
}

export interface Itinerary {
  version: typeof ITINERARY_VERSION;
  strategy: Strategy;
  steps: Step[];
  /** Once this step is scheduled nothing is undone call by call any more: a live run goes forward or asks, a test goes its way back (R6). */
  no_return: StepName;
  /** Every replica as before the start and home, the destination gone, whatever it has done meanwhile. */
  way_back: BackStep[];
  /** True where the way back belongs to the plan (test, rollback, recover); else only `abandon` takes it. */
  returns: boolean;
  /** Asked in an undo of attached replicas: whether anybody has started the destination meanwhile (R7). */
  started?: CallSpec;
}

/** The steps that a run takes when nothing goes wrong, in order of progress. */
export function plannedSteps({ steps, way_back, returns }: Itinerary): (Step | BackStep)[] {
  return returns ? [...steps, ...way_back] : steps;
}

export const STRATEGIES = ['volume-snapshot', 'vm-snapshot', 'clone', 'none'] as const;
export type Strategy = (typeof STRATEGIES)[number];

/** The last step of a way back that belongs to the plan. */
export const COMPLETE: BackStep = { name: 'complete', status: 'completed', calls: [] };

export function isRevert({ activity }: CallSpec): boolean {
  return activity === 'revertSnapshot' || activity === 'revertToVMSnapshot';
}

/** The volumes that a revert is of. Raises TypeError for a call that names none. */
export function revertedBy({ key, args }: CallSpec): string[] {
  const { volumeid, disks } = args;
  if (typeof volumeid === 'string') return [volumeid];
  if (!Array.isArray(disks)) throw new TypeError(`${key} names no volume`);
  return disks.map((disk) => String((disk as { volume_id: string }).volume_id));
}
