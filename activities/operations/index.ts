import type { Mutation } from '../../domain/itinerary.js';
import { createVolume } from './clones.js';
import { deployVirtualMachine } from './deploy.js';
import type { OperationFactory } from './operation.js';
import { createSnapshot, deleteSnapshot, revertSnapshot } from './snapshots.js';
import {
  destroyVirtualMachine,
  detachIso,
  expungeVirtualMachine,
  recoverVirtualMachine,
  startVirtualMachine,
  stopVirtualMachine,
  updateVirtualMachine,
} from './virtual-machines.js';
import { createVMSnapshot, deleteVMSnapshot, revertToVMSnapshot } from './vm-snapshots.js';
import { attachVolume, deleteVolume, detachVolume } from './volumes.js';

/** The operation behind each mutating activity, by CloudStack's command name. */
export const OPERATIONS: Record<Mutation, OperationFactory> = {
  detachVolume,
  attachVolume,
  createSnapshot,
  deleteSnapshot,
  deployVirtualMachine,
  updateVirtualMachine,
  startVirtualMachine,
  stopVirtualMachine,
  recoverVirtualMachine,
  revertSnapshot,
  destroyVirtualMachine,
  expungeVirtualMachine,
  deleteVolume,
  detachIso,
  createVMSnapshot,
  revertToVMSnapshot,
  deleteVMSnapshot,
  createVolume,
};
