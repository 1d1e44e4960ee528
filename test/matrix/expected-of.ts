import { expected, expectedBack, RESTARTS, type Expected, type FaultKind, type Place } from './expected.js';

/**
 * What may become of a test by one fault on one call: written from safety.md ("Itineraries", "Cancel, end, extend, failure", R1,
 * R4–R6) before the first run of its matrix, never from what was seen. It has no point of no return: one that cannot
 * start, too, gives everything back and has failed. From its start on nothing gives up any more, and it completes.
 */
export function expectedOfTest(fault: FaultKind, place: Place): Expected {
  // A neighbour's may strike it before its start, when a half-made VM or VM snapshot is of no use.
  if ((RESTARTS as readonly string[]).includes(fault)) return { endings: ['completed', 'failed-undone'] };
  const cleansUp = place.afterNoReturn && place.command !== 'startVirtualMachine';
  return cleansUp ? expectedBack(fault, place, 'completed') : expected(fault, { ...place, afterNoReturn: false });
}

/** Of a rollback, a commit, a recovery: all that they do is on the way back, or is done until it is done (R5, R6). */
export function expectedOfFollowUp(fault: FaultKind, place: Place): Expected {
  return expectedBack(fault, place, 'completed');
}
