import { COMPLETE, ITINERARY_VERSION, type Itinerary, type Step } from '../../../domain/itinerary.js';
import type { ItineraryInput } from './calls.js';
import {
  attach,
  bootCheck,
  clone,
  createVm,
  network,
  powerOn,
  protect,
  protectAttached,
  reattach,
  release,
  started,
  step,
  validate,
} from './forward.js';
import { wayBack } from './way-back.js';

/** The test itinerary of safety.md by its strategy: up to the hold, and from there its way back. */
export function testItinerary(input: ItineraryInput): Itinerary {
  const check = bootCheck(input);
  return {
    version: ITINERARY_VERSION,
    strategy: input.strategy,
    steps: [
      validate,
      release(input),
      ...toDestination(input),
      ...check,
      step('hold', 'test_running', [check.length > 0 ? 'boot_check' : 'power_on'], []),
    ],
    no_return: 'power_on',
    way_back: [...wayBack(input), COMPLETE],
    returns: true,
    started: started(input),
  };
}

function toDestination(input: ItineraryInput): Step[] {
  switch (input.strategy) {
    case 'none':
      throw new RangeError('a test is always protected');
    case 'volume-snapshot':
      return [
        protect(input),
        createVm(input),
        attach(input, ['protect', 'create_vm']),
        network(input),
        powerOn(input, 'network'),
      ];
    case 'vm-snapshot':
      return [
        createVm(input),
        attach(input, ['release', 'create_vm']),
        network(input),
        protectAttached(input),
        powerOn(input, 'protect'),
      ];
    case 'clone':
      return [
        protect(input),
        reattach(input),
        clone(input),
        createVm(input),
        attach(input, ['reattach', 'clone', 'create_vm']),
        network(input),
        powerOn(input, 'network'),
      ];
  }
}
