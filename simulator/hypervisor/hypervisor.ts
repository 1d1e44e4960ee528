import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.js';
import type { Database } from '../state/database.js';
import type { DomainRow, ViolationRow } from '../state/model.js';
import { guestBlock } from './content.js';

/** States in which a volume is given to a starting VM; others are left out without a word (facts §4.3). */
const USABLE = ['Ready', 'Allocated', 'Creating'];

/**
 * The hosts. A domain is what really runs: it keeps the disks it was given until they are unplugged or it ends,
 * whatever the database says. Two domains on one disk, and what else would destroy data, is noted as a violation.
 */
export class Hypervisor {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** Boots the domain with the volumes the database gives it now, on networks that then exist; the guest's first write is part of the boot. */
  start(vmId: string): void {
    const { db } = this;
    const vm = db.vms.must(vmId);
    const disks = db.volumes
      .filter((volume) => volume.virtualmachineid === vmId && !volume.removed && USABLE.includes(volume.state))
      .map((volume) => ({ volumeid: volume.id, deviceid: volume.deviceid ?? 0 }))
      .sort((a, b) => a.deviceid - b.deviceid);
    const mode = vm.details['UEFI'];
    db.domains.update(vmId, {
      running: true,
      disks,
      boots: this.domain(vmId).boots + 1,
      boottype: mode === undefined ? 'BIOS' : 'UEFI',
      bootmode: mode === 'SECURE' ? 'SECURE' : 'LEGACY',
    });
    for (const { networkid } of vm.nics)
      if (db.networks.must(networkid).state === 'Allocated') db.networks.update(networkid, { state: 'Implemented' });
    for (const disk of disks) this.noteSharing(disk.volumeid);
    this.write(vmId);
  }

  stop(vmId: string): void {
    this.db.domains.update(vmId, { running: false, disks: [] });
  }

  plug(vmId: string, volumeid: string, deviceid: number): void {
    this.db.domains.update(vmId, { disks: [...this.domain(vmId).disks, { volumeid, deviceid }] });
    this.noteSharing(volumeid);
    this.write(vmId);
  }

  unplug(vmId: string, volumeid: string): void {
    const disks = this.domain(vmId).disks.filter((disk) => disk.volumeid !== volumeid);
    this.db.domains.update(vmId, { disks });
  }

  /** Running domains that hold a disk open. */
  holders(volumeid: string): string[] {
    return this.db.domains
      .filter((domain) => domain.running && domain.disks.some((disk) => disk.volumeid === volumeid))
      .map((domain) => domain.id);
  }

  /** One write of each running guest to each of its disks. */
  tick(): void {
    for (const domain of this.db.domains.all()) if (domain.running) this.write(domain.id);
  }

  violation(kind: ViolationRow['kind'], volumeId: string, vmIds: string[], detail: string): void {
    const vm_ids = [...vmIds].sort();
    const known = this.db.violations.find(
      (row) => row.kind === kind && row.volume_id === volumeId && row.vm_ids.join() === vm_ids.join(),
    );
    if (known) return;
    const at = this.clock.iso();
    this.db.violations.insert({ id: randomUUID(), at, kind, volume_id: volumeId, vm_ids, detail });
  }

  private write(vmId: string): void {
    const { db } = this;
    const domain = this.domain(vmId);
    if (domain.guest !== 'writes' || domain.disks.length === 0) return;
    const [index, text] = guestBlock(vmId, domain.boots, domain.writes);
    for (const { volumeid } of domain.disks) {
      const content = db.contents.get(volumeid);
      if (!content) continue;
      db.contents.update(volumeid, { blocks: { ...content.blocks, [index]: text }, writes: content.writes + 1 });
      const others = this.holders(volumeid).filter((other) => other !== vmId);
      if (others.length > 0)
        this.violation('two-writers', volumeid, [vmId, ...others], 'written while another domain holds it');
    }
    db.domains.update(vmId, { writes: domain.writes + 1 });
  }

  private noteSharing(volumeid: string): void {
    const holders = this.holders(volumeid);
    if (holders.length > 1) this.violation('two-domains', volumeid, holders, 'open in more than one running domain');
  }

  private domain(vmId: string): Readonly<DomainRow> {
    return this.db.domains.must(vmId);
  }
}
