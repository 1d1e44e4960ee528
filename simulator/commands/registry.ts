import { addNicToVirtualMachine } from './add-nic-to-virtual-machine.js';
import { attachVolume } from './attach-volume.js';
import type { Command } from './command.js';
import { createSnapshot } from './create-snapshot.js';
import { createTags } from './create-tags.js';
import { createVMSnapshot } from './create-vm-snapshot.js';
import { createVolume } from './create-volume.js';
import { deleteSnapshot } from './delete-snapshot.js';
import { deleteTags } from './delete-tags.js';
import { deleteVMSnapshot } from './delete-vm-snapshot.js';
import { deleteVolume } from './delete-volume.js';
import { deployVirtualMachine } from './deploy-virtual-machine.js';
import { destroyVirtualMachine } from './destroy-virtual-machine.js';
import { destroyVolume } from './destroy-volume.js';
import { detachIso } from './detach-iso.js';
import { detachVolume } from './detach-volume.js';
import { expungeVirtualMachine } from './expunge-virtual-machine.js';
import * as networks from './networks.js';
import * as catalogue from './reads-catalogue.js';
import * as server from './reads-server.js';
import * as objects from './reads-vm.js';
import { rebootVirtualMachine } from './reboot-virtual-machine.js';
import { recoverVirtualMachine } from './recover-virtual-machine.js';
import { removeNicFromVirtualMachine } from './remove-nic-from-virtual-machine.js';
import { resizeVolume } from './resize-volume.js';
import { revertSnapshot } from './revert-snapshot.js';
import { revertToVMSnapshot } from './revert-to-vm-snapshot.js';
import { scaleVirtualMachine } from './scale-virtual-machine.js';
import { startVirtualMachine } from './start-virtual-machine.js';
import { stopVirtualMachine } from './stop-virtual-machine.js';
import { updateDefaultNicForVirtualMachine } from './update-default-nic.js';
import { updateVirtualMachine } from './update-virtual-machine.js';
import { updateVolume } from './update-volume.js';

const { listApisOf, ...serverReads } = server;

/** Every command this management server knows; all other names answer 401, as an unknown one does. */
const COMMANDS: Command[] = [
  ...Object.values(catalogue),
  ...Object.values(objects),
  ...Object.values(serverReads),
  listApisOf(() => COMMANDS),
  deployVirtualMachine,
  updateVirtualMachine,
  startVirtualMachine,
  stopVirtualMachine,
  destroyVirtualMachine,
  expungeVirtualMachine,
  recoverVirtualMachine,
  attachVolume,
  detachVolume,
  deleteVolume,
  createSnapshot,
  deleteSnapshot,
  revertSnapshot,
  detachIso,
  createTags,
  addNicToVirtualMachine,
  createVMSnapshot,
  createVolume,
  deleteTags,
  deleteVMSnapshot,
  destroyVolume,
  rebootVirtualMachine,
  removeNicFromVirtualMachine,
  resizeVolume,
  revertToVMSnapshot,
  scaleVirtualMachine,
  updateDefaultNicForVirtualMachine,
  updateVolume,
  ...Object.values(networks),
];

const BY_NAME = new Map(COMMANDS.map((command) => [command.name.toLowerCase(), command]));

/** Command names are not case-sensitive. */
export function findCommand(name: string): Command | undefined {
  return BY_NAME.get(name.toLowerCase());
}
