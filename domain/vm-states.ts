import type { VirtualMachine } from './cloudstack.js';

type Shown = Pick<VirtualMachine, 'state'>;

/** On the way to or from Running, or from host to host: its guest may be at work, and the state passes by itself (facts §8). */
export function isInTransition({ state }: Shown): boolean {
  return state === 'Starting' || state === 'Stopping' || state === 'Migrating';
}

/** No more, or soon; unlike one that is Destroyed it cannot be brought back (facts §8). */
export function isGone({ state }: Shown): boolean {
  return state === 'Expunging' || state === 'Expunged';
}
