import type { Settings } from '../estate.js';
import { Journal } from './journal.js';
import type * as model from './model.js';
import { Table } from './table.js';

interface CounterRow {
  id: string;
  value: number;
}

interface SettingsRow {
  id: string;
  settings: Settings;
}

/** All state: in memory, and in the journal file before any answer leaves (`flush`). */
export class Database {
  private readonly tables = new Map<string, Table<{ id: string }>>();
  private readonly dirty = new Map<string, Set<string>>();
  private readonly journal: Journal;
  readonly accounts = this.table<model.AccountRow>('accounts');
  readonly zones = this.table<model.ZoneRow>('zones');
  readonly pools = this.table<model.PoolRow>('pools');
  readonly networks = this.table<model.NetworkRow>('networks');
  readonly offerings = this.table<model.OfferingRow>('offerings');
  readonly diskOfferings = this.table<model.DiskOfferingRow>('disk_offerings');
  readonly networkOfferings = this.table<model.NetworkOfferingRow>('network_offerings');
  readonly templates = this.table<model.TemplateRow>('templates');
  readonly isos = this.table<model.TemplateRow>('isos');
  readonly osTypes = this.table<model.OsTypeRow>('os_types');
  readonly vms = this.table<model.VmRow>('vms');
  readonly domains = this.table<model.DomainRow>('domains');
  readonly volumes = this.table<model.VolumeRow>('volumes');
  readonly contents = this.table<model.ContentRow>('contents');
  readonly snapshots = this.table<model.SnapshotRow>('snapshots');
  readonly vmSnapshots = this.table<model.VmSnapshotRow>('vm_snapshots');
  readonly jobs = this.table<model.JobRow>('jobs');
  readonly effects = this.table<model.EffectRow>('effects');
  readonly violations = this.table<model.ViolationRow>('violations');
  readonly settings = this.table<SettingsRow>('settings');
  private readonly counters = this.table<CounterRow>('counters');

  constructor(file?: string) {
    this.journal = new Journal(file);
    for (const [name, row] of this.journal.load()) this.tables.get(name)?.insert(row);
    this.dirty.clear();
  }

  private table<Row extends { id: string }>(name: string): Table<Row> {
    const table = new Table<Row>((id) => {
      const ids = this.dirty.get(name);
      if (ids) ids.add(id);
      else this.dirty.set(name, new Set([id]));
    });
    this.tables.set(name, table);
    return table;
  }

  /** The next internal number of a kind, never given twice, also over restarts. */
  nextNumber(kind: string): number {
    const value = (this.counters.get(kind)?.value ?? 0) + 1;
    this.counters.insert({ id: kind, value });
    return value;
  }

  /** Puts every change since the last call into the file; synchronous, so nothing can be answered in between. */
  flush(): void {
    if (this.dirty.size === 0) return;
    const changes: [string, string, { id: string } | null][] = [];
    for (const [name, ids] of this.dirty)
      for (const id of ids) changes.push([name, id, this.tables.get(name)?.get(id) ?? null]);
    this.dirty.clear();
    this.journal.append(changes, () =>
      [...this.tables].flatMap(([name, table]) => table.all().map((row): [string, { id: string }] => [name, row])),
    );
  }

  clear(): void {
    for (const table of this.tables.values()) table.clear();
  }
}
