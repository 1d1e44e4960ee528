import { MUTATIONS, type BackStep, type Strategy } from '../../domain/itinerary.js';

const READS = [
  'listVirtualMachines',
  'listVolumes',
  'listSnapshots',
  'listVMSnapshot',
  'listNetworks',
  'queryAsyncJobResult',
  'listAsyncJobs',
] as const;

/** Every run reads by these, and moves its replicas and its VM by these, there and back. */
const ALWAYS = [
  ...READS,
  'deployVirtualMachine',
  'updateVirtualMachine',
  'startVirtualMachine',
  'stopVirtualMachine',
  'destroyVirtualMachine',
  'attachVolume',
  'detachVolume',
  'deleteVolume',
] as const;

/** Commands of each strategy, beside those that every run needs. */
export const BY_STRATEGY: Record<Strategy, readonly string[]> = {
  none: [],
  'volume-snapshot': ['createSnapshot', 'deleteSnapshot', 'revertSnapshot'],
  'vm-snapshot': ['createVMSnapshot', 'deleteVMSnapshot', 'revertToVMSnapshot'],
  clone: ['createSnapshot', 'deleteSnapshot', 'createVolume'],
};

/** Without them an emptied VM stays Destroyed, and the outcome names it (R1). */
export const REMOVAL_COMMANDS = ['expungeVirtualMachine', 'recoverVirtualMachine'] as const;

/** What a failover can do without, and what is lost without any of them. */
export const OPTIONAL_COMMANDS: readonly { commands: readonly string[]; lost: string }[] = [
  { commands: REMOVAL_COMMANDS, lost: 'a VM that a run removes stays Destroyed' },
  { commands: BY_STRATEGY['vm-snapshot'], lost: 'no test is protected by a VM snapshot' },
  { commands: ['createVolume'], lost: 'no test runs on clones' },
];

/** Commands that a run by this strategy, its undo included, may call; the key must have them before anything is touched, not be found lacking in mid-run. */
export function requiredCommands(strategy: Strategy = 'volume-snapshot'): readonly string[] {
  return [...ALWAYS, ...BY_STRATEGY[strategy]];
}

/** Commands without which this way back cannot be gone to its end. */
export function commandsOf(wayBack: readonly BackStep[]): readonly string[] {
  const optional: readonly string[] = REMOVAL_COMMANDS;
  const called = new Set<string>(wayBack.flatMap(({ calls }) => calls.map(({ activity }) => activity)));
  return [...READS, ...MUTATIONS.filter((command) => called.has(command) && !optional.includes(command))];
}
