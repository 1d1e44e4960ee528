import type {
  DiskOfferingRow,
  NetworkOfferingRow,
  NetworkRow,
  OfferingRow,
  PoolRow,
  TemplateRow,
  VmSnapshotRow,
  ZoneRow,
} from '../state/model.js';
import type { AccountRow } from '../state/model.js';
import { allocatedOn, OVERPROVISIONING } from '../state/pool-space.js';
import { GIB } from '../units.js';
import { cloudStackDate } from '../clock.js';
import type { World } from '../world.js';
import { owner, present, seesAll, zoneOf, type View } from './common.js';

export function zoneView(zone: ZoneRow): View {
  return {
    id: zone.id,
    name: zone.name,
    networktype: zone.networktype,
    securitygroupsenabled: false,
    allocationstate: zone.allocationstate,
    dhcpprovider: 'VirtualRouter',
    localstorageenabled: zone.localstorageenabled,
    tags: [],
    type: 'Core',
    ismultiarch: false,
    hasannotations: false,
  };
}

export function poolView(world: World, pool: PoolRow): View {
  return present({
    id: pool.id,
    ...zoneOf(world, pool.zoneid),
    name: pool.name,
    type: pool.type,
    clusterid: pool.clusterid,
    clustername: pool.clusterid && `cluster-${pool.clusterid.slice(0, 4)}`,
    disksizetotal: pool.size_gb * GIB,
    disksizeallocated: allocatedOn(world, pool),
    disksizeused: pool.used_gb * GIB,
    state: pool.state,
    scope: pool.scope,
    overprovisionfactor: OVERPROVISIONING.toFixed(1),
    hypervisor: world.settings.hypervisor,
    provider: 'DefaultPrimary',
    managed: pool.managed,
    details: {},
    hasannotations: false,
  });
}

export function networkView(world: World, network: NetworkRow, caller: AccountRow): View {
  const all = seesAll(caller);
  const prefix = network.cidr?.split('.').slice(0, 3).join('.');
  return present({
    id: network.id,
    name: network.name,
    displaytext: network.name,
    broadcastdomaintype: all ? 'Vlan' : null,
    broadcasturi: all && network.state !== 'Allocated' ? `vlan://${network.number}` : null,
    vlan: all && network.state !== 'Allocated' ? String(network.number) : null,
    traffictype: 'Guest',
    gateway: prefix && `${prefix}.1`,
    netmask: prefix && '255.255.255.0',
    cidr: network.cidr,
    ...zoneOf(world, network.zoneid),
    networkofferingname: `Default${network.type}NetworkOffering`,
    issystem: false,
    state: network.state,
    related: network.id,
    type: network.type,
    acltype: network.account === null ? 'Domain' : 'Account',
    ...(network.account === null ? {} : owner(world, network.account)),
    service: network.services.map((name) => ({ name, provider: [{ name: 'VirtualRouter' }], capability: [] })),
    networkdomain: network.type === 'L2' ? null : network.networkdomain,
    restartrequired: false,
    specifyipranges: network.type === 'Shared',
    canusefordeploy: true,
    ispersistent: false,
    tags: [],
    hasannotations: false,
  });
}

export function offeringView(offering: OfferingRow): View {
  return present({
    id: offering.id,
    name: offering.name,
    state: offering.state,
    displaytext: offering.name,
    cpunumber: offering.cpunumber,
    cpuspeed: offering.cpuspeed,
    memory: offering.memory,
    storagetype: offering.storagetype,
    provisioningtype: 'thin',
    offerha: false,
    limitcpuuse: false,
    isvolatile: false,
    issystem: false,
    defaultuse: false,
    serviceofferingdetails:
      Object.keys(offering.serviceofferingdetails).length > 0 ? offering.serviceofferingdetails : null,
    iscustomized: offering.iscustomized,
    rootdisksize: 0,
    diskofferingstrictness: false,
    hasannotations: false,
  });
}

export function diskOfferingView(offering: DiskOfferingRow): View {
  return {
    id: offering.id,
    name: offering.name,
    state: 'Active',
    displaytext: offering.name,
    disksize: offering.disksize,
    iscustomized: offering.iscustomized,
    storagetype: 'shared',
    provisioningtype: 'thin',
    displayoffering: true,
    hasannotations: false,
  };
}

export function networkOfferingView(offering: NetworkOfferingRow): View {
  return {
    id: offering.id,
    name: offering.name,
    displaytext: offering.name,
    traffictype: 'Guest',
    state: 'Enabled',
    guestiptype: offering.guestiptype,
    specifyvlan: offering.specifyvlan,
    service: [],
    hasannotations: false,
  };
}

export function templateView(world: World, template: TemplateRow): View {
  const os = world.db.osTypes.get(template.ostypeid);
  return present({
    id: template.id,
    name: template.name,
    displaytext: template.name,
    ispublic: true,
    isready: template.isready,
    passwordenabled: template.passwordenabled,
    format: template.format === 'ISO' ? null : template.format,
    isfeatured: true,
    crossZones: false,
    ostypeid: template.ostypeid,
    ostypename: os?.description,
    account: template.account,
    ...zoneOf(world, template.zoneid),
    status: template.isready ? 'Download Complete' : 'Not Downloaded',
    size: template.size,
    templatetype: 'USER',
    hypervisor: template.hypervisor,
    bootable: template.format === 'ISO' ? true : null,
    details: {},
    tags: [],
    hasannotations: false,
  });
}

export function vmSnapshotView(world: World, snapshot: VmSnapshotRow): View {
  const parent = world.db.vmSnapshots.get(snapshot.parent);
  return present({
    id: snapshot.id,
    name: snapshot.name,
    state: snapshot.state,
    description: snapshot.description,
    displayname: snapshot.displayname,
    ...zoneOf(world, snapshot.zoneid),
    virtualmachineid: snapshot.virtualmachineid,
    virtualmachinename: world.db.vms.get(snapshot.virtualmachineid)?.name,
    parent: parent?.id,
    parentName: parent?.displayname,
    // Told only of one that was taken (recording "listVMSnapshot while creating").
    current: ['Allocated', 'Creating', 'Error'].includes(snapshot.state) ? null : snapshot.current,
    type: snapshot.type,
    created: cloudStackDate(snapshot.created),
    ...owner(world, snapshot.account),
    hypervisor: world.settings.hypervisor,
    tags: [],
    hasannotations: false,
  });
}
