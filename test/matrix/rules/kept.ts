import type { SimulatedState } from '../../support/driver.js';
import { unobserved } from './observed.js';
import { guessed } from './parked.js';
import { invented } from './reported.js';
import type { Told } from './told.js';
import { wasStarted, type Traces } from './traces.js';
import { revertedAgain, undoneWrongly, unreverted } from './undo.js';

/** Everything by which one ended run has broken R3, R4, R5, R6, R7 or R9. */
export function rulesBroken(told: Told, traces: Traces, state: SimulatedState): string[] {
  const { status, asked, returns } = told;
  const undone = status.status === 'failed' || status.status === 'cancelled';
  return [
    ...unobserved(traces).map((what) => `R3: ${what}`),
    ...(undone && !wasStarted(traces) ? undoneWrongly(traces).map((what) => `R5: ${what}`) : []),
    ...guessed(traces, asked !== undefined, returns).map((what) => `R6: ${what}`),
    ...revertedAgain(traces).map((what) => `R4: ${what}`),
    ...unreverted(traces, asked === 'commit').map((what) => `R7: ${what}`),
    ...invented(told, traces, state).map((what) => `R9: ${what}`),
  ];
}
