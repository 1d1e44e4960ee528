import type { VirtualMachine } from './cloudstack.js';

/** What shows of a VM that it was never started: a mark that goes with the first start (CloudStack ≥ 4.22), or that its state never changed. */
export type Freshness = 'marked' | 'unchanged';

/** How it shows now that the VM was never started; undefined where it was, or nothing shows. (recordings, deployVirtualMachine) */
export function freshnessOf(vm: VirtualMachine): Freshness | undefined {
  if (vm.details?.['deployvm'] === 'true') return 'marked';
  return vm.lastupdated === undefined ? 'unchanged' : undefined;
}

/** Whether a VM was started that was fresh so when it was made; undefined where that cannot be told. */
export function wasStarted(vm: VirtualMachine, fresh: string): boolean | undefined {
  if (fresh === 'marked') return vm.details?.['deployvm'] !== 'true';
  return fresh === 'unchanged' ? vm.lastupdated !== undefined : undefined;
}
