/** Changes about a VM, by whose name or id a fault finds them. */
export const ON_VM = [
  'deployVirtualMachine',
  'startVirtualMachine',
  'stopVirtualMachine',
  'updateVirtualMachine',
  'destroyVirtualMachine',
  'expungeVirtualMachine',
  'createVMSnapshot',
  'revertToVMSnapshot',
  'deleteVMSnapshot',
];
/** Changes about a volume, a snapshot of it or a clone. */
export const ON_VOLUME = [
  'detachVolume',
  'attachVolume',
  'createSnapshot',
  'deleteSnapshot',
  'revertSnapshot',
  'createVolume',
  'deleteVolume',
];
