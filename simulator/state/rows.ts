import { randomUUID } from 'node:crypto';
import type { World } from '../world.js';
import type { DomainRow, VmRow, VolumeRow } from './model.js';

interface Owner {
  account: string;
  zoneid: string;
}

/** A VM's row as it is before anything is known of it but its owner. */
export function newVm(world: World, owner: Owner): VmRow {
  return {
    ...owner,
    id: randomUUID(),
    number: 2 + world.db.nextNumber('vm'),
    name: '',
    displayname: '',
    state: 'Stopped',
    hypervisor: world.settings.hypervisor,
    serviceofferingid: '',
    templateid: '',
    isoid: null,
    ostypeid: '',
    cpunumber: 0,
    cpuspeed: 0,
    memory: 0,
    details: {},
    nics: [],
    tags: [],
    deleteprotection: false,
    haenable: false,
    ha_since: null,
    hostid: null,
    created: world.clock.now(),
    lastupdated: null,
    removed: null,
  };
}

export function newDomain(vmId: string): DomainRow {
  return {
    id: vmId,
    running: false,
    disks: [],
    boots: 0,
    writes: 0,
    guest: 'writes',
    busy_volumes: [],
    lets_go_late: false,
    agent_connected: true,
    boottype: 'BIOS',
    bootmode: 'LEGACY',
  };
}

/** A volume that exists in the database only: Allocated, detached, on no pool. */
export function newVolume(world: World, owner: Owner): VolumeRow {
  return {
    ...owner,
    id: randomUUID(),
    number: world.db.nextNumber('volume'),
    name: '',
    type: 'DATADISK',
    state: 'Allocated',
    size: 0,
    poolid: null,
    path: null,
    format: 'qcow2',
    virtualmachineid: null,
    deviceid: null,
    templateid: null,
    snapshotid: null,
    diskofferingid: null,
    serviceofferingid: null,
    deleteprotection: false,
    tags: [],
    created: world.clock.now(),
    attached: null,
    removed: null,
  };
}
