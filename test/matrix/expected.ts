/**
 * What may become of a run by one fault on one call: written from safety.md R4–R6 before the first run of the matrix,
 * never from what was seen. A fault strikes one request.
 */
export type CallKind = 'create' | 'async' | 'sync';
export type Ending = 'completed' | 'failed-undone';

/** A call of an undisturbed run: what the checker and the expectations need of it. */
export interface Place {
  command: string;
  kind: CallKind;
  /** From the scheduling of `power_on` on (R6). */
  afterNoReturn: boolean;
}

export interface Expected {
  endings: readonly Ending[];
  /** Whether a person must have been called meanwhile; undefined where timing decides. */
  attention?: boolean;
  /** What may be left in CloudStack, and named in the outcome. */
  leaves?: 'destroyed-vm';
}

export const MUTATION_FAULTS = [
  'refuse',
  'fail-job',
  'drop-reply',
  'hang',
  'hang-after-effect',
  'http-5xx',
  'throttle',
  'drop-before',
  'denied',
] as const;
export const RESTARTS = ['restart-before-effect', 'restart-after-effect'] as const;
export const READ_FAULTS = ['http-5xx', 'throttle', 'drop-before'] as const;
/** More often than a run would bear within the matrix's time if nobody answered `retry`. */
export const PERSISTENT = 'refuse-8-times';
/** What strikes calls that nothing gives up. */
export const ON_THE_WAY_BACK = [...MUTATION_FAULTS, PERSISTENT, ...RESTARTS] as const;
export type FaultKind = (typeof MUTATION_FAULTS)[number] | (typeof RESTARTS)[number] | typeof PERSISTENT;

/** What a failed job of theirs leaves cannot be used, and stands in the way of another try. */
const OF_NO_USE = ['deployVirtualMachine', 'createVMSnapshot'];
const COMPLETED: Expected = { endings: ['completed'] };

export function expected(fault: FaultKind, { command, afterNoReturn }: Place): Expected {
  switch (fault) {
    // `refused`: undone at once before the point of no return, a person's question after it.
    case 'refuse':
    case PERSISTENT:
      return afterNoReturn
        ? { endings: ['completed'], attention: true }
        : { endings: ['failed-undone'], attention: false };
    // `denied` never undoes: a person is called at once, and it goes on by itself when the permission is back.
    case 'denied':
      return { endings: ['completed'], attention: true };
    // A 530 may pass (`busy`): tried again. But a VM, or a VM snapshot, that ended in Error is of no use.
    case 'fail-job':
      return OF_NO_USE.includes(command) ? { endings: ['failed-undone'], attention: false } : COMPLETED;
    // Unknown outcomes and outages never give up: settled, then done once.
    case 'drop-reply':
    case 'hang':
    case 'hang-after-effect':
    case 'http-5xx':
    case 'throttle':
    case 'drop-before':
      return COMPLETED;
    // `busy`; the restarts of neighbouring cells may use up the step's budget, and a half-made VM is of no use.
    case 'restart-before-effect':
    case 'restart-after-effect':
      return afterNoReturn ? COMPLETED : { endings: ['completed', 'failed-undone'] };
  }
}

/**
 * On the way back nothing gives up (R5): whatever strikes one of its calls, in the end everything is as before.
 * @param ending what such a run comes to
 */
export function expectedBack(
  fault: FaultKind,
  { command }: Pick<Place, 'command'>,
  ending: Ending = 'failed-undone',
): Expected {
  const undone: Expected = { endings: [ending] };
  switch (fault) {
    // A person is called at once, although one no is over in a second.
    case 'refuse':
    case PERSISTENT:
      return { ...undone, attention: true };
    // Without the right to expunge the emptied VM stays Destroyed and is named (R1).
    case 'denied':
      return command === 'expungeVirtualMachine'
        ? { ...undone, attention: false, leaves: 'destroyed-vm' }
        : { ...undone, attention: true };
    default:
      return undone;
  }
}
