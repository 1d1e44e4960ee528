/** Commands that a run, its undo included, may call; the key must have them before anything is touched (trap 10). */
const COMMANDS = [
  'listVirtualMachines',
  'listVolumes',
  'listSnapshots',
  'listVMSnapshot',
  'listNetworks',
  'queryAsyncJobResult',
  'listAsyncJobs',
  'deployVirtualMachine',
  'updateVirtualMachine',
  'startVirtualMachine',
  'stopVirtualMachine',
  'destroyVirtualMachine',
  'attachVolume',
  'detachVolume',
  'deleteVolume',
  'createSnapshot',
  'deleteSnapshot',
  'revertSnapshot',
] as const;

export function requiredCommands(): readonly string[] {
  return COMMANDS;
}
