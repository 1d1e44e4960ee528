import { cloudStackDate } from '../clock.js';
import type { AccountRow, NicRow, VmRow } from '../state/model.js';
import type { World } from '../world.js';
import { jobFields, owner, present, seesAll, tagViews, zoneOf, type View } from './common.js';

/** i-<account>-<vm>-VM, which texts name. */
export function instanceName(world: World, vm: VmRow): string {
  return `i-${world.account(vm.account).number}-${vm.number}-VM`;
}

/** As Java prints a VM into error texts. */
export function vmText(world: World, vm: VmRow): string {
  return `VM instance ${JSON.stringify({
    id: vm.number,
    instanceName: instanceName(world, vm),
    state: vm.state,
    type: 'User',
    uuid: vm.id,
  })}`;
}

/** What is left of a VM after its expunging (recording "destroy with expunge"). */
export const EXPUNGED_VM: View = { securitygroup: [], nic: [], affinitygroup: [], deleteprotection: false, tags: [] };

/** A `virtualmachine` (facts §3.6); `jobid` is the job whose result it is. */
export function vmView(world: World, vm: VmRow, caller: AccountRow, jobid?: string): View {
  const { db } = world;
  const account = world.account(vm.account);
  const template = db.templates.get(vm.templateid) ?? db.isos.get(vm.templateid);
  const iso = db.isos.get(vm.isoid);
  const offering = db.offerings.get(vm.serviceofferingid);
  const all = seesAll(caller);
  const volumes = world.volumesOf(vm.id);
  const root = volumes.find((volume) => volume.deviceid === 0) ?? volumes[0];
  const pool = db.pools.get(root?.poolid);
  const defaultNic = vm.nics.find((nic) => nic.isdefault);
  const osdisplayname = db.osTypes.get(vm.ostypeid)?.description;
  return present({
    id: vm.id,
    name: vm.name,
    displayname: vm.displayname,
    ...owner(world, vm.account),
    userid: account.userid,
    username: account.name,
    created: cloudStackDate(vm.created),
    lastupdated: vm.lastupdated === null ? null : cloudStackDate(vm.lastupdated),
    state: vm.state,
    haenable: vm.haenable,
    ...zoneOf(world, vm.zoneid),
    hostid: all ? vm.hostid : null,
    hostname: all && vm.hostid ? `host-${vm.hostid.slice(0, 8)}` : null,
    hostcontrolstate: all && vm.hostid ? 'Enabled' : null,
    templateid: vm.templateid,
    templatename: template?.name,
    templatetype: 'USER',
    templateformat: template?.format,
    templatedisplaytext: template?.name,
    passwordenabled: template?.passwordenabled,
    isoid: vm.isoid,
    isoname: iso?.name,
    isodisplaytext: iso?.name,
    serviceofferingid: vm.serviceofferingid,
    serviceofferingname: offering?.name,
    cpunumber: vm.cpunumber,
    cpuspeed: vm.cpuspeed,
    memory: vm.memory,
    guestosid: vm.ostypeid,
    rootdeviceid: root?.deviceid,
    rootdevicetype: root?.type,
    securitygroup: [],
    nic: vm.nics.map((nic) => nicView(world, vm, nic, all)),
    hypervisor: vm.hypervisor,
    ipaddress: defaultNic?.ipaddress,
    instancename: all ? instanceName(world, vm) : null,
    details: vm.details,
    ...firmware(vm.details),
    affinitygroup: [],
    displayvm: true,
    isdynamicallyscalable: false,
    deleteprotection: world.atLeast('4.20') ? vm.deleteprotection : null,
    backupofferingid: vm.backupofferingid,
    ostypeid: vm.ostypeid,
    osdisplayname,
    pooltype: pool?.type,
    receivedbytes: 0,
    sentbytes: 0,
    arch: world.atLeast('4.20') ? 'x86_64' : null,
    tags: tagViews(world, vm.tags, 'UserVm', vm.id, vm.account),
    hasannotations: false,
    ...jobFields(world, vm.id, jobid),
  });
}

const BARE = [
  ...['templateid', 'templatename', 'templatetype', 'templateformat', 'templatedisplaytext', 'passwordenabled'],
  ...['serviceofferingid', 'serviceofferingname', 'cpunumber', 'cpuspeed', 'memory', 'rootdeviceid', 'rootdevicetype'],
];

/** As the NIC commands answer: without template, offering and root (recording "addNicToVirtualMachine (running)"). */
export function bareVmView(world: World, vm: VmRow, caller: AccountRow, jobid?: string): View {
  return Object.fromEntries(Object.entries(vmView(world, vm, caller, jobid)).filter(([name]) => !BARE.includes(name)));
}

/** The firmware is a detail named UEFI; "Bios" is shown only where a VM has no details at all (seen in the recordings). */
function firmware(details: Record<string, string>): View {
  const mode = details['UEFI'];
  if (mode !== undefined) return { bootmode: mode.toLowerCase(), boottype: 'Uefi' };
  return Object.keys(details).length === 0 ? { bootmode: 'legacy', boottype: 'Bios' } : {};
}

function nicView(world: World, vm: VmRow, nic: NicRow, all: boolean): View {
  const network = world.db.networks.must(nic.networkid);
  const prefix = network.cidr?.split('.').slice(0, 3).join('.');
  const uri = all && vm.hostid !== null ? `vlan://${network.number}` : null;
  return present({
    id: nic.id,
    networkid: nic.networkid,
    networkname: network.name,
    netmask: nic.ipaddress ? '255.255.255.0' : null,
    gateway: nic.ipaddress && prefix ? `${prefix}.1` : null,
    ipaddress: nic.ipaddress,
    isolationuri: uri,
    broadcasturi: uri,
    traffictype: 'Guest',
    type: network.type,
    isdefault: nic.isdefault,
    macaddress: nic.macaddress,
    secondaryip: [],
    extradhcpoption: [],
    deviceid: String(nic.deviceid),
  });
}
