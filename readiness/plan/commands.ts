/** Commands that a run, its undo included, may call; the key must have them before anything is touched (trap 10). */
const LIVE = [
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
  'destroyVirtualMachine',
  'attachVolume',
  'detachVolume',
  'deleteVolume',
  'createSnapshot',
  'deleteSnapshot',
] as const;

export function requiredCommands(type: 'live' | 'test'): readonly string[] {
  return type === 'live' ? LIVE : [...LIVE, 'stopVirtualMachine'];
}
