import { ITINERARY_VERSION, type Itinerary } from '../../../domain/itinerary.js';
import type { ItineraryInput } from './calls.js';
import { attach, bootCheck, createVm, network, powerOn, protect, release, started, step, validate } from './forward.js';
import { wayBack } from './way-back.js';

/** The live itinerary of safety.md, unrolled over the disks; protected by volume snapshots or not at all. */
export function liveItinerary(input: ItineraryInput): Itinerary {
  const snapshots = input.strategy === 'volume-snapshot';
  const check = bootCheck(input);
  return {
    version: ITINERARY_VERSION,
    strategy: input.strategy,
    steps: [
      validate,
      release(input),
      ...(snapshots ? [protect(input)] : []),
      createVm(input),
      attach(input, [snapshots ? 'protect' : 'release', 'create_vm']),
      network(input),
      powerOn(input, 'network'),
      ...check,
      step('complete', 'completed', [check.length > 0 ? 'boot_check' : 'power_on'], []),
    ],
    no_return: 'power_on',
    way_back: wayBack(input),
    returns: false,
    started: started(input),
  };
}
