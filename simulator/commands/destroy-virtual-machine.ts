import { forbidden, invalid, runtime } from '../protocol/errors.js';
import type { Job } from '../jobs/engine.js';
import type { Args } from '../protocol/params.js';
import type { VmRow } from '../state/model.js';
import { EXPUNGED_VM, instanceName, vmView } from '../views/vm.js';
import { volumeText } from '../views/volume.js';
import type { AsyncCommand, Context } from './command.js';
import { activeSnapshots, hasVmSnapshots } from './guards.js';
import { isUnknownToHost } from './vm-snapshot-rules.js';
import { expunge, removeVolume } from './expunge.js';
import { shutDown } from './stop-virtual-machine.js';

/** Keeps data disks, detached; a ROOT stays on the Destroyed VM and goes with its expunging (facts §4.4). */
export const destroyVirtualMachine: AsyncCommand = {
  kind: 'async',
  name: 'destroyVirtualMachine',
  description: 'Destroys a virtual machine.',
  cmd: '*.vm.DestroyVMCmd',
  instance: { type: 'VirtualMachine', param: 'id' },
  params: {
    id: { type: 'uuid', entity: 'vms', owned: true, required: true },
    expunge: { type: 'boolean' },
    volumeids: { type: 'uuids', entity: 'volumes', owned: true },
  },
  async run(ctx, args, job) {
    const { world, caller } = ctx;
    const vm = world.db.vms.must(args.must('id'));
    const expunged = args.bool('expunge');
    const permitted =
      (caller.role === 'root-admin' || world.configuration('allow.user.expunge.recover.vm') === 'true') &&
      !caller.denied_apis.includes('expungeVirtualMachine');
    if (expunged && !permitted) throw forbidden('Account does not have permission for expunging.');
    if (['Destroyed', 'Expunging'].includes(vm.state) && !expunged)
      return { virtualmachine: vmView(world, vm, caller, job.id) };
    if (vm.state !== 'Destroyed') checkRequest(ctx, vm, args);
    return job.onQueue(vm.id, async () => {
      if (world.db.vms.must(vm.id).state !== 'Destroyed') await destroy(ctx, vm.id, args.list('volumeids'), job);
      if (!expunged) return { virtualmachine: vmView(world, world.db.vms.must(vm.id), caller, job.id) };
      await expunge(ctx, vm.id, job);
      return { virtualmachine: EXPUNGED_VM };
    });
  },
};

function checkRequest({ world }: Context, vm: VmRow, args: Args): void {
  if (vm.deleteprotection && world.atLeast('4.20'))
    throw invalid(
      `Instance [id = ${vm.id}, name = ${instanceName(world, vm)}] has delete protection enabled and cannot be deleted.`,
    );
  const volumes = world.volumesOf(vm.id);
  if (volumes.some((volume) => volume.type === 'ROOT' && activeSnapshots(world, volume.id)))
    throw runtime(
      'There is/are unbacked up snapshot(s) on ROOT volume, vm destroy is not permitted, please try again later.',
    );
  const strangers = args
    .list('volumeids')
    .map((id) => world.db.volumes.must(id))
    .filter((volume) => volume.virtualmachineid !== vm.id || volume.type !== 'DATADISK');
  if (strangers.length > 0)
    throw invalid(
      `The following supplied volumes are not DATADISK attached to the VM: ${strangers.map((volume) => `${volumeText(world, volume)}; `).join('')}`,
    );
}

async function destroy(ctx: Context, vmId: string, volumeids: string[], job: Job): Promise<void> {
  const { world } = ctx;
  const { db } = world;
  const forced = world.configuration('vm.destroy.forcestop') === 'true';
  const stopped = await shutDown(ctx, vmId, forced, job);
  if (!stopped) await job.work();
  if (hasVmSnapshots(world, vmId) && isUnknownToHost(world, vmId))
    throw runtime('Failed to destroy vm with specified vmId');
  for (const volume of world.volumesOf(vmId)) {
    if (volumeids.includes(volume.id)) removeVolume(world, volume.id);
    else if (volume.type === 'DATADISK')
      db.volumes.update(volume.id, { virtualmachineid: null, deviceid: null, attached: null });
    else if (world.configuration('destroy.root.volume.on.vm.destruction') === 'true') removeVolume(world, volume.id);
  }
  for (const snapshot of db.vmSnapshots.filter((row) => row.virtualmachineid === vmId && !row.removed))
    db.vmSnapshots.update(snapshot.id, { removed: world.clock.now() });
  db.vms.update(vmId, { state: 'Destroyed', hostid: null, lastupdated: world.clock.now() });
  ctx.effect('vm', vmId, 'destroyed');
}
