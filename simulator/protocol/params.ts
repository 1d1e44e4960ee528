import type { Database } from '../state/database.js';
import type { AccountRow } from '../state/model.js';
import { forbidden, malformed } from './errors.js';

/** Kinds of object that a UUID parameter may name. */
export type Entity =
  | 'vms'
  | 'volumes'
  | 'snapshots'
  | 'vmSnapshots'
  | 'networks'
  | 'zones'
  | 'pools'
  | 'offerings'
  | 'diskOfferings'
  | 'networkOfferings'
  | 'templates'
  | 'isos'
  | 'osTypes'
  | 'jobs'
  | 'domain';

export type ParamSpec = (
  | { type: 'uuid' | 'uuids'; entity: Entity | Entity[]; owned?: true }
  | { type: 'string' | 'long' | 'boolean' | 'map' | 'strings' }
) & { required?: true; rootAdminOnly?: true; hostName?: true };

export type ParamSpecs = Record<string, ParamSpec>;

const LONG_VALUES = ['networkids', 'ids', 'resourceids', 'description', 'userdata'];

/** Parameters after CloudStack's own checks. Names that the command does not declare are not there (facts §1.2). */
export class Args {
  constructor(
    private readonly values: ReadonlyMap<string, string>,
    private readonly maps: ReadonlyMap<string, Record<string, string>[]>,
  ) {}

  has(name: string): boolean {
    return this.values.has(name) || this.maps.has(name);
  }

  get(name: string): string | undefined {
    return this.values.get(name);
  }

  /** A required parameter: the checks have seen it. */
  must(name: string): string {
    const value = this.values.get(name);
    if (value === undefined) throw new Error(`parameter ${name} is not declared as required`);
    return value;
  }

  /** As java.lang.Boolean: anything but "true" is false. */
  bool(name: string, fallback = false): boolean {
    const value = this.values.get(name);
    return value === undefined ? fallback : value.toLowerCase() === 'true';
  }

  long(name: string): number | undefined {
    const value = this.values.get(name);
    return value === undefined ? undefined : Number(value);
  }

  list(name: string): string[] {
    return (this.values.get(name) ?? '').split(',').filter((item) => item !== '');
  }

  /** `name[0].a=1&name[0].b=2&name[1].a=3` → one object an index. */
  entries(name: string): Record<string, string>[] {
    return this.maps.get(name) ?? [];
  }

  /** All fields of all indexes in one object: how `details` is read. */
  map(name: string): Record<string, string> {
    return Object.assign({}, ...this.entries(name)) as Record<string, string>;
  }
}

/** Checks in CloudStack's order; raises 430 and 431 with its texts (facts §1.2). */
export function parseParams(
  db: Database,
  caller: AccountRow,
  command: string,
  specs: ParamSpecs,
  received: ReadonlyMap<string, string>,
): Args {
  const values = new Map<string, string>();
  const maps = new Map<string, Record<string, string>[]>();
  for (const [rawName, value] of received) {
    const name = rawName.toLowerCase();
    if (!name.includes('[')) {
      values.set(name, value);
      continue;
    }
    const match = /^([a-z]+)\[(\d+)\]\.([^[\]]+)$/i.exec(rawName);
    if (!match) throw malformed(`Unable to decode parameter ${rawName}: use param[index].key=value`, 430);
    const [, mapName = '', index = '', field = ''] = match;
    const entries = maps.get(mapName.toLowerCase()) ?? [];
    maps.set(mapName.toLowerCase(), entries);
    (entries[Number(index)] ??= {})[field] = value;
  }
  const declared = new Map<string, string>();
  const declaredMaps = new Map<string, Record<string, string>[]>();
  const lower = command.toLowerCase();
  for (const [name, spec] of Object.entries(specs)) {
    if (spec.rootAdminOnly && caller.role !== 'root-admin') continue;
    if (spec.type === 'map') {
      const entries = maps.get(name)?.filter(() => true);
      if (entries) declaredMaps.set(name, entries);
      else if (spec.required) throw missing(lower, name);
      continue;
    }
    const value = values.get(name);
    if (value === undefined || value === '') {
      if (spec.required) throw missing(lower, name);
      continue;
    }
    check(db, caller, lower, name, spec, value);
    declared.set(name, value);
  }
  return new Args(declared, declaredMaps);
}

const missing = (command: string, name: string): Error =>
  malformed(`Unable to execute API command ${command} due to missing parameter ${name}`);

function check(db: Database, caller: AccountRow, command: string, name: string, spec: ParamSpec, value: string): void {
  const bad = `Unable to execute API command ${command} due to invalid value`;
  if (value.length > 255 && !LONG_VALUES.includes(name))
    throw malformed(`${bad}. Value greater than max allowed length 255 for param: ${name}`);
  if (spec.hostName && !/^[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/.test(value))
    throw malformed(
      `${bad}. Invalid value provided for API arg: ${name} - it can contain ASCII letters 'a' through 'z', the digits '0' through '9', and the hyphen ('-'), must be between 1 and 63 characters long, and can't start or end with "-" and can't start with digit`,
    );
  if (spec.type === 'long' && !/^-?\d+$/.test(value)) throw malformed(`${bad} ${value} for parameter ${name}`);
  if (spec.type !== 'uuid' && spec.type !== 'uuids') return;
  for (const id of spec.type === 'uuid' ? [value] : value.split(',')) {
    const row = resolve(db, spec.entity, id);
    if (!row)
      throw malformed(
        `${bad}. Invalid parameter ${name} value=${id} due to incorrect long value format, or entity does not exist or due to incorrect parameter annotation for the field in api cmd class.`,
      );
    if (spec.owned && caller.role !== 'root-admin' && 'account' in row && row.account !== caller.name)
      throw forbidden('Caller does not have permission to operate with provided resource.');
  }
}

function resolve(db: Database, entity: Entity | Entity[], id: string): { id: string } | undefined {
  for (const kind of Array.isArray(entity) ? entity : [entity]) {
    const row = kind === 'domain' ? db.accounts.find((account) => account.domainid === id) : db[kind].get(id);
    if (row) return row;
  }
  return undefined;
}
