import type { Args } from '../protocol/params.js';
import type { TemplateRow } from '../state/model.js';
import { MIB } from '../units.js';
import type { View } from '../views/common.js';
import { present, zoneOf } from '../views/common.js';
import {
  diskOfferingView,
  networkOfferingView,
  networkView,
  offeringView,
  poolView,
  templateView,
  zoneView,
} from '../views/catalogue.js';
import type { Context, SyncCommand } from './command.js';
import { contains, LIST_PARAMS, OWNED_LIST_PARAMS, paged, visible } from './listing.js';

export const listZones: SyncCommand = {
  kind: 'sync',
  name: 'listZones',
  description: 'Lists zones',
  params: {
    ...LIST_PARAMS,
    id: { type: 'uuid', entity: 'zones' },
    name: { type: 'string' },
    available: { type: 'boolean' },
  },
  run(ctx, args) {
    const rows = ctx.world.db.zones
      .filter((zone) => !args.has('id') || zone.id === args.get('id'))
      .filter((zone) => !args.has('name') || zone.name === args.get('name'))
      .filter((zone) => contains(zone.name, args.get('keyword')));
    return paged(ctx, args, 'zone', rows.map(zoneView));
  },
};

/** The exact `name` filter exists from 4.22 on; before, the parameter is ignored (facts §7). */
export const listNetworks: SyncCommand = {
  kind: 'sync',
  name: 'listNetworks',
  description: 'Lists all available networks.',
  params: {
    ...OWNED_LIST_PARAMS,
    id: { type: 'uuid', entity: 'networks' },
    name: { type: 'string' },
    type: { type: 'string' },
    zoneid: { type: 'uuid', entity: 'zones' },
    canusefordeploy: { type: 'boolean' },
  },
  run(ctx, args) {
    const { world, caller } = ctx;
    const all = world.db.networks.all();
    const own = new Set(visible(ctx, args, all).map((network) => network.id));
    const rows = all
      .filter((network) => network.account === null || own.has(network.id))
      .filter((network) => !args.has('id') || network.id === args.get('id'))
      .filter((network) => !args.has('name') || !world.atLeast('4.22') || network.name === args.get('name'))
      .filter((network) => !args.has('type') || network.type.toLowerCase() === args.must('type').toLowerCase())
      .filter((network) => !args.has('zoneid') || network.zoneid === args.get('zoneid'))
      .filter((network) => contains(network.name, args.get('keyword')));
    return paged(
      ctx,
      args,
      'network',
      rows.map((network) => networkView(world, network, caller)),
    );
  },
};

export const listServiceOfferings: SyncCommand = {
  kind: 'sync',
  name: 'listServiceOfferings',
  description: 'Lists all available service offerings.',
  params: { ...OWNED_LIST_PARAMS, id: { type: 'uuid', entity: 'offerings' }, name: { type: 'string' } },
  run(ctx, args) {
    const rows = ctx.world.db.offerings
      .filter((offering) => !args.has('id') || offering.id === args.get('id'))
      .filter((offering) => !args.has('name') || offering.name === args.get('name'))
      .filter((offering) => contains(offering.name, args.get('keyword')));
    return paged(ctx, args, 'serviceoffering', rows.map(offeringView));
  },
};

/** Without an id, the filters `self` and `selfexecutable` show the caller's own only. */
function templates(ctx: Context, args: Args, key: string, rows: TemplateRow[], filter: string): View {
  const own = filter.startsWith('self');
  const shown = rows
    .filter((row) => (args.has('id') ? row.id === args.get('id') : !own || row.account === ctx.caller.name))
    .filter((row) => !args.has('name') || row.name === args.get('name'))
    .filter((row) => !args.has('zoneid') || row.zoneid === args.get('zoneid'))
    .filter((row) => contains(row.name, args.get('keyword')));
  return paged(
    ctx,
    args,
    key,
    shown.map((row) => templateView(ctx.world, row)),
  );
}

export const listTemplates: SyncCommand = {
  kind: 'sync',
  name: 'listTemplates',
  description: 'List all public, private, and privileged templates.',
  params: {
    ...OWNED_LIST_PARAMS,
    templatefilter: { type: 'string', required: true },
    id: { type: 'uuid', entity: 'templates' },
    name: { type: 'string' },
    zoneid: { type: 'uuid', entity: 'zones' },
  },
  run: (ctx, args) => templates(ctx, args, 'template', ctx.world.db.templates.all(), args.must('templatefilter')),
};

export const listIsos: SyncCommand = {
  kind: 'sync',
  name: 'listIsos',
  description: 'Lists all available ISO files.',
  params: {
    ...OWNED_LIST_PARAMS,
    isofilter: { type: 'string' },
    id: { type: 'uuid', entity: 'isos' },
    name: { type: 'string' },
    zoneid: { type: 'uuid', entity: 'zones' },
  },
  run: (ctx, args) => templates(ctx, args, 'iso', ctx.world.db.isos.all(), args.get('isofilter') ?? 'selfexecutable'),
};

export const listOsTypes: SyncCommand = {
  kind: 'sync',
  name: 'listOsTypes',
  description: 'Lists all supported OS types for this cloud.',
  params: { ...LIST_PARAMS, id: { type: 'uuid', entity: 'osTypes' }, description: { type: 'string' } },
  run(ctx, args) {
    const rows = ctx.world.db.osTypes
      .filter((type) => !args.has('id') || type.id === args.get('id'))
      .filter((type) => contains(type.description, args.get('description')))
      .filter((type) => contains(type.description, args.get('keyword')));
    const views = rows.map((type) => ({
      id: type.id,
      oscategoryname: type.category,
      name: type.description,
      description: type.description,
      isuserdefined: false,
      fordisplay: true,
    }));
    return paged(ctx, args, 'ostype', views);
  },
};

export const listStoragePools: SyncCommand = {
  kind: 'sync',
  name: 'listStoragePools',
  description: 'Lists storage pools.',
  rootAdminOnly: true,
  params: {
    ...LIST_PARAMS,
    id: { type: 'uuid', entity: 'pools' },
    name: { type: 'string' },
    zoneid: { type: 'uuid', entity: 'zones' },
  },
  run(ctx, args) {
    const rows = ctx.world.db.pools
      .filter((pool) => !args.has('id') || pool.id === args.get('id'))
      .filter((pool) => !args.has('name') || pool.name === args.get('name'))
      .filter((pool) => !args.has('zoneid') || pool.zoneid === args.get('zoneid'));
    return paged(
      ctx,
      args,
      'storagepool',
      rows.map((pool) => poolView(ctx.world, pool)),
    );
  },
};

export const listHosts: SyncCommand = {
  kind: 'sync',
  name: 'listHosts',
  description: 'Lists hosts.',
  rootAdminOnly: true,
  params: { ...LIST_PARAMS, type: { type: 'string' }, zoneid: { type: 'uuid', entity: 'zones' } },
  run(ctx, args) {
    const { world } = ctx;
    const views = world.db.zones
      .filter((zone) => !args.has('zoneid') || zone.id === args.get('zoneid'))
      .map((zone) =>
        present({
          id: world.hostId(zone.id),
          name: `host-${world.hostId(zone.id).slice(0, 8)}`,
          state: 'Up',
          type: 'Routing',
          ...zoneOf(world, zone.id),
          hypervisor: world.settings.hypervisor,
          resourcestate: 'Enabled',
          memorytotal: world.settings.host_memory_mb * MIB,
          details: { 'host.uefi.enable': String(world.settings.host_uefi) },
        }),
      );
    return paged(ctx, args, 'host', views);
  },
};

export const listDiskOfferings: SyncCommand = {
  kind: 'sync',
  name: 'listDiskOfferings',
  description: 'Lists all available disk offerings.',
  params: { ...LIST_PARAMS, id: { type: 'uuid', entity: 'diskOfferings' }, name: { type: 'string' } },
  run(ctx, args) {
    const rows = ctx.world.db.diskOfferings
      .filter((offering) => !args.has('id') || offering.id === args.get('id'))
      .filter((offering) => !args.has('name') || offering.name === args.get('name'))
      .filter((offering) => contains(offering.name, args.get('keyword')));
    return paged(ctx, args, 'diskoffering', rows.map(diskOfferingView));
  },
};

export const listNetworkOfferings: SyncCommand = {
  kind: 'sync',
  name: 'listNetworkOfferings',
  description: 'Lists all available network offerings.',
  params: { ...LIST_PARAMS, id: { type: 'uuid', entity: 'networkOfferings' }, guestiptype: { type: 'string' } },
  run(ctx, args) {
    const rows = ctx.world.db.networkOfferings
      .filter((offering) => !args.has('id') || offering.id === args.get('id'))
      .filter((offering) => !args.has('guestiptype') || offering.guestiptype === args.get('guestiptype'));
    return paged(ctx, args, 'networkoffering', rows.map(networkOfferingView));
  },
};
