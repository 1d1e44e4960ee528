import { listedSnapshotView, volumeView } from '../views/volume.js';
import { vmSnapshotView } from '../views/catalogue.js';
import { instanceName, vmView } from '../views/vm.js';
import { invalid } from '../protocol/errors.js';
import type { SyncCommand } from './command.js';
import { contains, matchesTags, OWNED_LIST_PARAMS, paged, visible } from './listing.js';

export const listVirtualMachines: SyncCommand = {
  kind: 'sync',
  name: 'listVirtualMachines',
  description: 'List the virtual machines owned by the account.',
  params: {
    ...OWNED_LIST_PARAMS,
    id: { type: 'uuid', entity: 'vms' },
    ids: { type: 'uuids', entity: 'vms' },
    name: { type: 'string' },
    state: { type: 'string' },
    zoneid: { type: 'uuid', entity: 'zones' },
    networkid: { type: 'uuid', entity: 'networks' },
    details: { type: 'strings' },
  },
  run(ctx, args) {
    const { world, caller } = ctx;
    if (args.has('id') && args.has('ids')) throw invalid('Specify either id or ids but not both parameters');
    const ids = args.has('id') ? [args.must('id')] : args.has('ids') ? args.list('ids') : undefined;
    const seesDestroyed =
      caller.role === 'root-admin' ||
      world.configuration('allow.user.expunge.recover.vm') === 'true' ||
      world.configuration('allow.user.view.destroyed.vm') === 'true';
    const keyword = args.get('keyword');
    const rows = visible(ctx, args, world.db.vms.all())
      .filter((vm) => !vm.removed)
      .filter((vm) => ids === undefined || ids.includes(vm.id))
      .filter((vm) => seesDestroyed || !['Destroyed', 'Expunging'].includes(vm.state))
      .filter((vm) => contains(vm.name, args.get('name')))
      .filter(
        (vm) =>
          keyword === undefined ||
          [vm.name, vm.displayname, instanceName(world, vm), vm.state].some((t) => contains(t, keyword)),
      )
      .filter((vm) => !args.has('state') || vm.state.toLowerCase() === args.must('state').toLowerCase())
      .filter((vm) => !args.has('zoneid') || vm.zoneid === args.get('zoneid'))
      .filter((vm) => !args.has('networkid') || vm.nics.some((nic) => nic.networkid === args.get('networkid')))
      .filter((vm) => matchesTags(args, vm.tags));
    return paged(
      ctx,
      args,
      'virtualmachine',
      rows.map((vm) => vmView(world, vm, caller)),
    );
  },
};

export const listVolumes: SyncCommand = {
  kind: 'sync',
  name: 'listVolumes',
  description: 'Lists all volumes.',
  params: {
    ...OWNED_LIST_PARAMS,
    id: { type: 'uuid', entity: 'volumes' },
    ids: { type: 'uuids', entity: 'volumes' },
    name: { type: 'string' },
    type: { type: 'string' },
    state: { type: 'string' },
    virtualmachineid: { type: 'uuid', entity: 'vms' },
    zoneid: { type: 'uuid', entity: 'zones' },
    storageid: { type: 'uuid', entity: 'pools', rootAdminOnly: true },
  },
  run(ctx, args) {
    const { world, caller } = ctx;
    const ids = args.has('id') ? [args.must('id')] : args.has('ids') ? args.list('ids') : undefined;
    const vmId = args.get('virtualmachineid');
    const rows = visible(ctx, args, world.db.volumes.all())
      .filter((volume) => !volume.removed)
      .filter((volume) => ids === undefined || ids.includes(volume.id))
      .filter((volume) => vmId === undefined || volume.virtualmachineid === vmId)
      .filter((volume) => !args.has('name') || volume.name === args.get('name'))
      .filter((volume) => contains(volume.name, args.get('keyword')))
      .filter((volume) => !args.has('type') || volume.type === args.must('type').toUpperCase())
      .filter((volume) => !args.has('state') || volume.state === args.get('state'))
      .filter((volume) => !args.has('zoneid') || volume.zoneid === args.get('zoneid'))
      .filter((volume) => !args.has('storageid') || volume.poolid === args.get('storageid'))
      .filter((volume) => matchesTags(args, volume.tags));
    // Where a volume came from only its making tells (recording "createVolume from snapshot").
    // Pages go from the newest on, each in the order of making (recording "listVolumes page=1 pagesize=2").
    const page = paged(
      ctx,
      args,
      'volume',
      rows.reverse().map((volume) => ({ ...volumeView(world, volume, caller), snapshotid: undefined })),
    );
    return page['volume'] ? { ...page, volume: (page['volume'] as unknown[]).toReversed() } : page;
  },
};

export const listSnapshots: SyncCommand = {
  kind: 'sync',
  name: 'listSnapshots',
  description: 'Lists all available snapshots for the account.',
  params: {
    ...OWNED_LIST_PARAMS,
    id: { type: 'uuid', entity: 'snapshots' },
    ids: { type: 'uuids', entity: 'snapshots' },
    name: { type: 'string' },
    volumeid: { type: 'uuid', entity: 'volumes' },
    zoneid: { type: 'uuid', entity: 'zones' },
  },
  run(ctx, args) {
    const ids = args.has('id') ? [args.must('id')] : args.has('ids') ? args.list('ids') : undefined;
    const rows = visible(ctx, args, ctx.world.db.snapshots.all())
      .filter((snapshot) => !snapshot.removed)
      .filter((snapshot) => ids === undefined || ids.includes(snapshot.id))
      .filter((snapshot) => !args.has('volumeid') || snapshot.volumeid === args.get('volumeid'))
      .filter((snapshot) => !args.has('name') || snapshot.name === args.get('name'))
      .filter((snapshot) => contains(snapshot.name, args.get('keyword')));
    return paged(
      ctx,
      args,
      'snapshot',
      rows.map((snapshot) => listedSnapshotView(ctx.world, snapshot)),
    );
  },
};

/** Newest first. The array's key is `vmSnapshot` (facts §5.4); Hidden ones show only where `state` asks for them. */
export const listVMSnapshot: SyncCommand = {
  kind: 'sync',
  name: 'listVMSnapshot',
  description: 'List virtual machine snapshot by conditions',
  params: {
    ...OWNED_LIST_PARAMS,
    virtualmachineid: { type: 'uuid', entity: 'vms' },
    vmsnapshotid: { type: 'uuid', entity: 'vmSnapshots' },
    name: { type: 'string' },
    state: { type: 'string' },
  },
  run(ctx, args) {
    const rows = visible(ctx, args, ctx.world.db.vmSnapshots.all())
      .filter((snapshot) => !snapshot.removed)
      .filter((snapshot) => (args.has('state') ? snapshot.state === args.get('state') : snapshot.state !== 'Hidden'))
      .filter((snapshot) => !args.has('vmsnapshotid') || snapshot.id === args.get('vmsnapshotid'))
      .filter((s) => !args.has('virtualmachineid') || s.virtualmachineid === args.get('virtualmachineid'))
      .filter((snapshot) => !args.has('name') || snapshot.displayname === args.get('name'))
      .reverse();
    return paged(
      ctx,
      args,
      'vmSnapshot',
      rows.map((snapshot) => vmSnapshotView(ctx.world, snapshot)),
    );
  },
};
