import type { ApiError } from '../protocol/errors.js';
import { capacity, invalid, runtime } from '../protocol/errors.js';
import type { Job } from '../jobs/engine.js';
import type { VmRow } from '../state/model.js';
import { instanceName, vmText, vmView } from '../views/vm.js';
import type { World } from '../world.js';
import type { AsyncCommand, Context } from './command.js';

/** Refused while the VM is Running, and until a stop has ended (facts §8, §14). */
export const startVirtualMachine: AsyncCommand = {
  kind: 'async',
  name: 'startVirtualMachine',
  description: 'Starts a virtual machine.',
  cmd: '*.vm.StartVMCmd',
  instance: { type: 'VirtualMachine', param: 'id' },
  params: {
    id: { type: 'uuid', entity: 'vms', owned: true, required: true },
    hostid: { type: 'string', rootAdminOnly: true },
  },
  async run(ctx, args, job) {
    const { world } = ctx;
    const vm = world.db.vms.must(args.must('id'));
    if (['Running', 'Stopping'].includes(vm.state))
      throw invalid(`The virtual machine ${vm.id} (${vm.name}) is already running`);
    await job.onQueue(vm.id, () => boot(ctx, vm.id, job), 'start');
    return { virtualmachine: vmView(world, world.db.vms.must(vm.id), ctx.caller, job.id) };
  },
};

/** The work of a start on the VM's queue, in a cluster where one is wanted. A failure leaves the VM Stopped. */
export async function boot(ctx: Context, vmId: string, job: Job, clusterid?: string): Promise<void> {
  const { world } = ctx;
  const { db } = world;
  const vm = db.vms.must(vmId);
  if (vm.state === 'Running') return;
  if (vm.state !== 'Stopped')
    throw runtime(
      `Unable to orchestrate the start of VM instance ${JSON.stringify({ instanceName: instanceName(world, vm), uuid: vm.id })}.`,
    );
  checkPlan(world, vm);
  db.vms.update(vmId, { state: 'Starting', hostid: world.hostId(vm.zoneid), lastupdated: world.clock.now() });
  await job.work(() => db.vms.update(vmId, { state: 'Stopped', hostid: null, lastupdated: world.clock.now() }));
  makeAllocatedVolumes(world, vmId, clusterid);
  const { deployvm: _gone, ...details } = db.vms.must(vmId).details;
  db.vms.update(vmId, {
    state: 'Running',
    hostid: world.hostId(vm.zoneid),
    lastupdated: world.clock.now(),
    details,
  });
  world.hypervisor.start(vmId);
  ctx.effect('vm', vmId, 'started');
}

/** Raises what the planner refuses: no volumes, no ROOT, no host large or modern enough (facts §4.3, §8). */
function checkPlan(world: World, vm: VmRow): void {
  const volumes = world.volumesOf(vm.id);
  if (volumes.length === 0) throw runtime(`Unable to create deployment, no usable volumes found for the VM: ${vm.id}`);
  if (!volumes.some((volume) => volume.type === 'ROOT'))
    throw runtime(
      world.atLeast('4.20')
        ? `Unable to deploy VM [${vm.id}] because the ROOT volume is missing.`
        : 'Unable to prepare volumes for vm as ROOT volume is missing',
    );
  const tooBig = vm.memory > world.settings.host_memory_mb;
  if (tooBig || (vm.details['UEFI'] !== undefined && !world.settings.host_uefi)) throw noDestination(world, vm);
}

function noDestination(world: World, vm: VmRow): ApiError {
  const text = world.atLeast('4.22')
    ? 'No destination found for a deployment for'
    : 'Unable to create a deployment for';
  return capacity(`${text} ${vmText(world, vm)}`);
}

/** Placeholders become real on the storage of the VM's other volumes, else on the first pool of the cluster or zone. */
function makeAllocatedVolumes(world: World, vmId: string, clusterid: string | undefined): void {
  const volumes = world.volumesOf(vmId);
  const { storagetags } = world.db.offerings.must(world.db.vms.must(vmId).serviceofferingid);
  const pools = world.db.pools
    .filter((pool) => clusterid === undefined || pool.clusterid === clusterid)
    .filter((pool) => storagetags === undefined || pool.tags === storagetags);
  const poolid = volumes.find((volume) => volume.poolid !== null)?.poolid ?? pools[0]?.id ?? null;
  for (const volume of volumes)
    if (volume.state === 'Allocated') world.db.volumes.update(volume.id, { state: 'Ready', poolid, path: volume.id });
}
