import { randomUUID } from 'node:crypto';
import { ApiError, forbidden, invalid } from '../protocol/errors.js';
import type { Args } from '../protocol/params.js';
import { takeResources } from '../state/resources.js';
import { newDomain, newVm, newVolume } from '../state/rows.js';
import type { OfferingRow, TemplateRow, VmRow, VolumeRow } from '../state/model.js';
import { GIB } from '../units.js';
import { vmView } from '../views/vm.js';
import type { Context, CreateCommand } from './command.js';
import { planNics } from './deploy-networks.js';
import { computeOf, firmwareOf, sourceOf } from './deploy-checks.js';
import { ownerOf } from './owner.js';
import { boot } from './start-virtual-machine.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The VM, its NICs and an Allocated ROOT exist before the job does; the job starts it, unless `startvm=false` (facts §3). */
export const deployVirtualMachine: CreateCommand = {
  kind: 'create',
  name: 'deployVirtualMachine',
  description:
    'Creates and automatically starts a virtual machine based on a service offering, disk offering, and template.',
  cmd: '*.vm.DeployVMCmd',
  instanceType: 'VirtualMachine',
  params: {
    zoneid: { type: 'uuid', entity: 'zones', required: true },
    serviceofferingid: { type: 'uuid', entity: 'offerings', required: true },
    templateid: { type: 'uuid', entity: ['templates', 'isos'] },
    volumeid: { type: 'uuid', entity: 'volumes', owned: true },
    snapshotid: { type: 'uuid', entity: 'snapshots', owned: true },
    name: { type: 'string', hostName: true },
    displayname: { type: 'string' },
    account: { type: 'string' },
    domainid: { type: 'uuid', entity: 'domain' },
    diskofferingid: { type: 'uuid', entity: 'diskOfferings' },
    rootdisksize: { type: 'long' },
    networkids: { type: 'uuids', entity: 'networks' },
    iptonetworklist: { type: 'map' },
    ipaddress: { type: 'string' },
    macaddress: { type: 'string' },
    hypervisor: { type: 'string' },
    startvm: { type: 'boolean' },
    boottype: { type: 'string' },
    bootmode: { type: 'string' },
    details: { type: 'map' },
    hostid: { type: 'string' },
    clusterid: { type: 'string', rootAdminOnly: true },
    customid: { type: 'string' },
  },
  create(ctx, args) {
    const { world } = ctx;
    if (args.has('hostid') && ctx.caller.role !== 'root-admin')
      throw forbidden('Parameter hostid can only be specified by a Root Admin, permission denied');
    const account = ownerOf(ctx, args);
    const source = sourceOf(world, args);
    const offering = world.db.offerings.must(args.must('serviceofferingid'));
    const compute = computeOf(offering, args.map('details'));
    const firmware = firmwareOf(args);
    const rootSize = rootSizeOf(ctx, args, source);
    takeResources(world, account, {
      user_vm: 1,
      cpu: compute.cpunumber,
      memory: compute.memory,
      volume: 1,
      primary_storage: rootSize / GIB,
    });
    const id = idOf(ctx, args);
    const name = args.get('name') ?? `VM-${id}`;
    const nics = planNics(world, args, account, source, name);

    const vm = world.db.vms.insert({
      ...newVm(world, { account: account.name, zoneid: args.must('zoneid') }),
      id,
      name,
      displayname: args.get('displayname') ?? name,
      serviceofferingid: offering.id,
      templateid: source.id,
      isoid: source.format === 'ISO' ? source.id : null,
      ostypeid: source.ostypeid,
      ...compute,
      details: detailsOf(ctx, args, firmware),
      nics: nics.map((build) => build()),
    });
    world.db.domains.insert(newDomain(vm.id));
    const root = insertRoot(ctx, vm, offering, source, rootSize);
    const summary = `deployed ${name} with root volume ${root.id}`;
    return { id: vm.id, effect: { object_kind: 'vm', object_id: vm.id, summary } };
  },
  async run(ctx, args, job, id) {
    const { world } = ctx;
    try {
      if (args.bool('startvm', true)) await job.onQueue(id, () => boot(ctx, id, job, args.get('clusterid')), 'start');
      else await job.work();
    } catch (error) {
      if (error instanceof ApiError) world.db.vms.update(id, { state: 'Error', lastupdated: world.clock.now() });
      throw error;
    }
    return { virtualmachine: vmView(world, world.db.vms.must(id), ctx.caller, job.id) };
  },
};

function idOf({ world, caller }: Context, args: Args): string {
  const id = args.get('customid');
  if (id === undefined) return randomUUID();
  if (caller.role !== 'root-admin')
    throw forbidden('Please check your permissions, you are not allowed to create/update custom id');
  if (!UUID.test(id)) throw invalid(`UUID: ${id} doesn't follow the UUID format`);
  if (world.db.vms.get(id)) throw invalid(`UUID: ${id} already exists so can't create/update with custom id`);
  return id;
}

/** Bytes of the ROOT volume: the template's, or as asked; an ISO needs a disk offering to tell. */
function rootSizeOf({ world }: Context, args: Args, source: TemplateRow): number {
  if (source.format === 'ISO') {
    const offering = world.db.diskOfferings.get(args.get('diskofferingid'));
    if (!offering) throw invalid('Installing from ISO requires a disk offering to be specified for the root disk.');
    return offering.disksize * GIB;
  }
  const asked = args.long('rootdisksize');
  if (asked === undefined) return source.size;
  if (asked <= 0) throw invalid('Root disk size should be a positive number.');
  if (asked * GIB < source.size)
    throw invalid(
      `Unsupported: rootdisksize override (${asked} GB) is smaller than template size ${Math.ceil(source.size / GIB)} GB`,
    );
  return asked * GIB;
}

/** `deployvm` marks a VM until its first start (seen in the recordings of 4.22). */
function detailsOf({ world }: Context, args: Args, firmware: string | undefined): Record<string, string> {
  return {
    ...(world.atLeast('4.22') ? { deployvm: 'true' } : {}),
    ...args.map('details'),
    ...(args.has('rootdisksize') ? { rootdisksize: args.must('rootdisksize') } : {}),
    ...(firmware === undefined ? {} : { UEFI: firmware }),
  };
}

function insertRoot(
  { world }: Context,
  vm: VmRow,
  offering: OfferingRow,
  source: TemplateRow,
  size: number,
): VolumeRow {
  const volume = world.db.volumes.insert({
    ...newVolume(world, { account: vm.account, zoneid: vm.zoneid }),
    name: `ROOT-${vm.number}`,
    type: 'ROOT',
    size,
    virtualmachineid: vm.id,
    deviceid: 0,
    templateid: source.id,
    serviceofferingid: offering.id,
  });
  world.db.contents.insert({ id: volume.id, blocks: {}, writes: 0 });
  return volume;
}
