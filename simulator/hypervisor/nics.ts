import { randomUUID } from 'node:crypto';
import type { Database } from '../state/database.js';
import type { NetworkRow, NicRow } from '../state/model.js';

interface NicRequest {
  isdefault: boolean;
  deviceid: number;
  macaddress?: string | undefined;
  ipaddress?: string | undefined;
}

/** MAC and IP addresses of the guest networks. An L2 network gives no address: there CloudStack knows none. */
export class Nics {
  constructor(private readonly db: Database) {}

  build(network: NetworkRow, request: NicRequest): NicRow {
    return {
      id: randomUUID(),
      networkid: network.id,
      macaddress: request.macaddress ?? this.newMac(),
      ipaddress: network.cidr === null ? null : (request.ipaddress ?? this.freeAddress(network)),
      isdefault: request.isdefault,
      deviceid: request.deviceid,
    };
  }

  /** NICs of VMs that are not expunged; a Destroyed VM keeps its own (facts §3.4). */
  onNetwork(networkId: string): NicRow[] {
    return this.db.vms
      .filter((vm) => !vm.removed)
      .flatMap((vm) => vm.nics)
      .filter((nic) => nic.networkid === networkId);
  }

  addressTaken(networkId: string, ip: string): boolean {
    return this.onNetwork(networkId).some((nic) => nic.ipaddress === ip);
  }

  inRange(network: NetworkRow, ip: string): boolean {
    return network.cidr !== null && prefix(network.cidr) === prefix(ip);
  }

  private freeAddress(network: NetworkRow): string {
    for (let host = 10; host < 255; host++) {
      const ip = `${prefix(network.cidr ?? '')}.${host}`;
      if (!this.addressTaken(network.id, ip)) return ip;
    }
    throw new Error(`no address left in ${network.name}`);
  }

  private newMac(): string {
    const number = this.db.nextNumber('mac').toString(16).padStart(6, '0');
    return `02:01:00:${number.slice(0, 2)}:${number.slice(2, 4)}:${number.slice(4)}`;
  }
}

/** The first three octets: every network here is a /24. */
function prefix(address: string): string {
  return address.split('/')[0]?.split('.').slice(0, 3).join('.') ?? '';
}
