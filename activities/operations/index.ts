import type { Mutation } from '../../domain/itinerary.js';
import { deployVirtualMachine } from './deploy.js';
import type { OperationFactory } from './operation.js';
import { createSnapshot, deleteSnapshot } from './snapshots.js';
import {
  destroyVirtualMachine,
  detachIso,
  expungeVirtualMachine,
  startVirtualMachine,
  updateVirtualMachine,
} from './virtual-machines.js';
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
  destroyVirtualMachine,
  expungeVirtualMachine,
  deleteVolume,
  detachIso,
};
