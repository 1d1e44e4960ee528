import { forbidden, runtime } from '../protocol/errors.js';
import type { Job } from '../jobs/engine.js';
import { vmView } from '../views/vm.js';
import type { AsyncCommand, Context } from './command.js';

/** The detail a VM carries from its first stop on. */
const FREED = { 'Message.ReservedCapacityFreed.Flag': 'false' };

/** Success on a VM that is not running (facts §8). */
export const stopVirtualMachine: AsyncCommand = {
  kind: 'async',
  name: 'stopVirtualMachine',
  description: 'Stops a virtual machine.',
  cmd: '*.vm.StopVMCmd',
  instance: { type: 'VirtualMachine', param: 'id' },
  params: {
    id: { type: 'uuid', entity: 'vms', owned: true, required: true },
    forced: { type: 'boolean' },
  },
  async run(ctx, args, job) {
    const { world, caller } = ctx;
    const vmId = args.must('id');
    const forced = args.bool('forced');
    const permitted = caller.role === 'root-admin' || world.configuration('allow.user.force.stop.vm') === 'true';
    if (forced && !permitted) throw forbidden('Account does not have the permission to force stop the vm.');
    await job.onQueue(
      vmId,
      async () => {
        if (await shutDown(ctx, vmId, forced, job)) ctx.effect('vm', vmId, forced ? 'stopped by force' : 'stopped');
      },
      forced ? undefined : 'stop',
    );
    return { virtualmachine: vmView(world, world.db.vms.must(vmId), caller, job.id) };
  },
};

/**
 * The work of a stop on the VM's queue; false where there was nothing to stop. By force a VM is marked Stopped even
 * when its host cannot be reached, and its domain goes on writing (facts §8, §12 rule 60).
 */
export async function shutDown(ctx: Context, vmId: string, forced: boolean, job: Job): Promise<boolean> {
  const { world } = ctx;
  const { db } = world;
  const before = db.vms.must(vmId);
  if (!['Running', 'Starting', 'Stopping'].includes(before.state)) return false;
  const back = (): void => {
    db.vms.update(vmId, { state: before.state, lastupdated: world.clock.now() });
  };
  db.vms.update(vmId, { state: 'Stopping', lastupdated: world.clock.now() });
  await job.work(back);
  const reachable = db.domains.must(vmId).agent_connected;
  if (!reachable && !forced) {
    back();
    throw runtime(`Unable to stop VM instance ${before.name}`);
  }
  if (reachable) world.hypervisor.stop(vmId);
  const details = { ...db.vms.must(vmId).details, ...FREED };
  db.vms.update(vmId, { state: 'Stopped', hostid: null, lastupdated: world.clock.now(), details });
  return true;
}
