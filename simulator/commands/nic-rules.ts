import { invalid, malformed } from '../protocol/errors.js';
import type { NetworkRow, NicRow, VmRow } from '../state/model.js';
import { bareVmView } from '../views/vm.js';
import type { AsyncCommand } from './command.js';
import { hasVmSnapshots } from './guards.js';
import type { World } from '../world.js';

/** As Java prints a network into error texts. */
export const networkText = (network: NetworkRow): string =>
  `Network {"id": ${network.number}, "name": "${network.name}", "uuid": "${network.id}", "networkofferingid": 10}`;

/** What all changes of NICs ask for first; `what` is their own wording (facts §5.5). */
export function checkNicChange(world: World, vm: VmRow, what: string): void {
  if (hasVmSnapshots(world, vm.id)) throw invalid(`NIC cannot be ${what} VM with VM Snapshots`);
  if (vm.removed || !['Running', 'Stopped'].includes(vm.state))
    throw invalid(`Unable to find a virtual machine with id ${vm.number}`);
}

/** The NIC of this VM; an unknown id is refused as any unknown UUID is. */
export function nicOf(vm: VmRow, command: string, id: string): NicRow {
  const nic = vm.nics.find((row) => row.id === id);
  if (!nic)
    throw malformed(
      `Unable to execute API command ${command} due to invalid value. Invalid parameter nicid value=${id} due to incorrect long value format, or entity does not exist or due to incorrect parameter annotation for the field in api cmd class.`,
    );
  return nic;
}

interface NicChange extends Pick<AsyncCommand, 'name' | 'description' | 'cmd'> {
  /** Raises what is refused, on the call and again when it is the job's turn. */
  check: (world: World, vmId: string, nicId: string) => void;
  /** The NICs as they are afterwards, and what to say of it. */
  change: (vm: VmRow, nicId: string) => { nics: NicRow[]; summary: string };
}

/** A command that changes a VM's NICs by naming one of them; its job names no instance (recordings). */
export function nicCommand({ check, change, ...named }: NicChange): AsyncCommand {
  return {
    kind: 'async',
    ...named,
    params: {
      virtualmachineid: { type: 'uuid', entity: 'vms', owned: true, required: true },
      nicid: { type: 'string', required: true },
    },
    async run(ctx, args, job) {
      const { world } = ctx;
      const { vms } = world.db;
      const vmId = args.must('virtualmachineid');
      const nicId = args.must('nicid');
      check(world, vmId, nicId);
      return job.onQueue(vmId, async () => {
        check(world, vmId, nicId);
        await job.work();
        const { nics, summary } = change(vms.must(vmId), nicId);
        vms.update(vmId, { nics });
        ctx.effect('vm', vmId, summary);
        return { virtualmachine: bareVmView(world, vms.must(vmId), ctx.caller) };
      });
    },
  };
}
