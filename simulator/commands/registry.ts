import { attachVolume } from './attach-volume.js';
import type { Command } from './command.js';
import { createSnapshot } from './create-snapshot.js';
import { createTags } from './create-tags.js';
import { deleteSnapshot } from './delete-snapshot.js';
import { deleteVolume } from './delete-volume.js';
import { deployVirtualMachine } from './deploy-virtual-machine.js';
import { destroyVirtualMachine } from './destroy-virtual-machine.js';
import { detachIso } from './detach-iso.js';
import { detachVolume } from './detach-volume.js';
import { expungeVirtualMachine } from './expunge-virtual-machine.js';
import * as catalogue from './reads-catalogue.js';
import * as server from './reads-server.js';
import * as objects from './reads-vm.js';
import { recoverVirtualMachine } from './recover-virtual-machine.js';
import { revertSnapshot } from './revert-snapshot.js';
import { startVirtualMachine } from './start-virtual-machine.js';
import { stopVirtualMachine } from './stop-virtual-machine.js';
import { updateVirtualMachine } from './update-virtual-machine.js';

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
];

const BY_NAME = new Map(COMMANDS.map((command) => [command.name.toLowerCase(), command]));

/** Command names are not case-sensitive. */
export function findCommand(name: string): Command | undefined {
  return BY_NAME.get(name.toLowerCase());
}
