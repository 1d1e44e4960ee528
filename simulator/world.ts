import { createHash } from 'node:crypto';
import { Clock } from './clock.js';
import { CONFIGURATION_DEFAULTS } from './configurations.js';
import { Faults } from './control/faults.js';
import { RequestLog } from './control/request-log.js';
import { DEFAULT_SETTINGS, type Settings } from './estate.js';
import { Hypervisor } from './hypervisor/hypervisor.js';
import { Nics } from './hypervisor/nics.js';
import { JobEngine } from './jobs/engine.js';
import type { Database } from './state/database.js';
import type { AccountRow, EffectRow } from './state/model.js';

/** Largest device id of a KVM guest; 3 is the CD-ROM (facts §4.1). */
const MAX_DEVICE_ID = 33;

/** One management server with its database and hosts: what every command works on. */
export class World {
  readonly clock = new Clock();
  readonly faults = new Faults();
  readonly requests = new RequestLog();
  readonly nics: Nics;
  readonly hypervisor: Hypervisor;
  readonly jobs: JobEngine;

  constructor(readonly db: Database) {
    this.nics = new Nics(db);
    this.hypervisor = new Hypervisor(db, this.clock);
    this.jobs = new JobEngine(db, this.clock, () => this.settings);
  }

  get settings(): Settings {
    return this.db.settings.get('settings')?.settings ?? DEFAULT_SETTINGS;
  }

  set settings(settings: Settings) {
    this.db.settings.insert({ id: 'settings', settings });
  }

  /** Whether the pretended version is at least this one (`4.20`). */
  atLeast(version: string): boolean {
    return Number(this.settings.version.split('.')[1]) >= Number(version.split('.')[1]);
  }

  get kvmSnapshotEnabled(): boolean {
    return this.settings.kvm_snapshot_enabled ?? this.atLeast('4.22');
  }

  /** The value of a global setting, as text. */
  configuration(name: string): string {
    if (name === 'kvm.snapshot.enabled') return String(this.kvmSnapshotEnabled);
    // Default true from 4.22 on (facts §5.2).
    if (name === 'kvm.vmstoragesnapshot.enabled' && !(name in this.settings.configurations))
      return String(this.atLeast('4.22'));
    return this.settings.configurations[name] ?? CONFIGURATION_DEFAULTS[name]?.value ?? '';
  }

  /** One host a zone. */
  hostId(zoneId: string): string {
    const hex = createHash('sha256').update(`host of ${zoneId}`).digest('hex');
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
  }

  /** Lowest free device id from 1 on, never 0 and never 3; null where all are used (facts §4.1). */
  freeDeviceId(vmId: string): number | null {
    const used = new Set(this.volumesOf(vmId).map((volume) => volume.deviceid));
    for (let id = 1; id <= MAX_DEVICE_ID; id++) if (id !== 3 && !used.has(id)) return id;
    return null;
  }

  volumesOf(vmId: string): ReturnType<Database['volumes']['all']> {
    return this.db.volumes.filter((volume) => volume.virtualmachineid === vmId && !volume.removed);
  }

  account(name: string): AccountRow {
    const account = this.db.accounts.find((row) => row.name === name);
    if (!account) throw new Error(`no account ${name}`);
    return account;
  }

  recordEffect(effect: Omit<EffectRow, 'id' | 'seq' | 'at'>): void {
    const seq = this.db.nextNumber('effect');
    this.db.effects.insert({ id: String(seq), seq, at: this.clock.iso(), ...effect });
  }
}
