import type { CloudStackReads } from '../domain/cloudstack.js';
import { CloudStackError, unlessUnknownId } from './errors.js';
import { listAll, parseAnswer } from './listing.js';
import * as schemas from './schemas.js';
import type { RequestParams } from './signature.js';
import { SkewMeter } from './skew.js';
import { Transport, type TransportOptions } from './transport.js';

export type { TransportOptions } from './transport.js';

/** `listall` shows all that the key may see; without it an admin's key sees only its own account's objects. */
const ALL: RequestParams = { listall: 'true' };

export interface Reads extends CloudStackReads {
  /** Ends its connections. */
  close(): Promise<void>;
}

/** A client that can only look; for the API, which must not reach a command. */
export function createReads(options: TransportOptions): Reads {
  const transport = new Transport(options);
  const skew = new SkewMeter(transport, options.windows.skewLimitMs);
  return { ...readsOver(transport, skew), close: () => transport.close() };
}

/**
 * The reads of domain/cloudstack.ts over a transport. An object the key may not see is answered by CloudStack like one
 * that is gone (recordings §12), so `undefined` means "not visible".
 */
export function readsOver(transport: Transport, skew: Pick<SkewMeter, 'bounds'>): CloudStackReads {
  const list = <T>(
    command: string,
    params: RequestParams,
    key: string,
    schema: Parameters<typeof listAll<T>>[4],
  ): Promise<T[]> => listAll(transport, command, params, [key], schema);
  const one = async <T>(rows: Promise<T[]>): Promise<T | undefined> => (await unlessUnknownId(rows))?.[0];

  return {
    async listCapabilities() {
      const { body } = await transport.call({ command: 'listCapabilities', changes: false });
      return parseAnswer('listCapabilities', schemas.capabilities, body['capability']);
    },

    clockBounds: (enoughMs) => skew.bounds(enoughMs),

    async listApis() {
      // Not paged: the command has no pages.
      const { body } = await transport.call({ command: 'listApis', changes: false });
      return parseAnswer('listApis', schemas.api.array(), body['api'] ?? []).map((api) => api.name);
    },

    getVirtualMachine: (id) =>
      one(list('listVirtualMachines', { ...ALL, id }, 'virtualmachine', schemas.virtualMachine)),

    async findVirtualMachinesByName(name) {
      const rows = await list('listVirtualMachines', { ...ALL, name }, 'virtualmachine', schemas.virtualMachine);
      return rows.filter((vm) => vm.name === name);
    },

    getVolume: (id) => one(list('listVolumes', { ...ALL, id }, 'volume', schemas.volume)),

    async getVolumes(ids) {
      if (ids.length === 0) return [];
      return (
        (await unlessUnknownId(list('listVolumes', { ...ALL, ids: ids.join(',') }, 'volume', schemas.volume))) ?? []
      );
    },

    async listVolumesOfVirtualMachine(virtualmachineid) {
      const params = { ...ALL, virtualmachineid };
      const rows = await unlessUnknownId(list('listVolumes', params, 'volume', schemas.volume));
      if (rows === undefined) return [];
      if (rows.length > 0) return rows;
      // "None" permits an expunge (R1), and a list without an id leaves out what a project owns (AccountManagerImpl,
      // buildACLSearchParameters: SkipProjectResources). A VM's volumes have one owner, so only "none" is asked twice.
      return list('listVolumes', { ...params, projectid: '-1' }, 'volume', schemas.volume);
    },

    async findVolumesByName(name) {
      const rows = await list('listVolumes', { ...ALL, name }, 'volume', schemas.volume);
      return rows.filter((volume) => volume.name === name);
    },

    getSnapshot: (id) => one(list('listSnapshots', { ...ALL, id }, 'snapshot', schemas.snapshot)),

    async listSnapshotsOfVolume(volumeid) {
      return (await unlessUnknownId(list('listSnapshots', { ...ALL, volumeid }, 'snapshot', schemas.snapshot))) ?? [];
    },

    listSnapshotsOfOwner: (owner) => list('listSnapshots', { ...ALL, ...owner }, 'snapshot', schemas.snapshot),

    async listVmSnapshots(virtualmachineid) {
      // Hidden ones are left out unless asked for, yet they, too, block attach and detach (facts §5.4).
      const all = async (params: RequestParams): Promise<ReturnType<typeof schemas.vmSnapshot.parse>[]> =>
        (await unlessUnknownId(
          listAll(transport, 'listVMSnapshot', params, ['vmSnapshot', 'vmsnapshot'], schemas.vmSnapshot),
        )) ?? [];
      const [shown, hidden] = await Promise.all([
        all({ ...ALL, virtualmachineid }),
        all({ ...ALL, virtualmachineid, state: 'Hidden' }),
      ]);
      return [...shown, ...hidden.filter((row) => !shown.some((other) => other.id === row.id))];
    },

    listNetworks: () => list('listNetworks', ALL, 'network', schemas.network),

    listZones: () => list('listZones', {}, 'zone', schemas.zone),

    listServiceOfferings: () => list('listServiceOfferings', {}, 'serviceoffering', schemas.serviceOffering),

    getTemplate: (id) =>
      one(list('listTemplates', { ...ALL, templatefilter: 'executable', id }, 'template', schemas.template)),

    async getIso(id) {
      const iso = await one(list('listIsos', { ...ALL, isofilter: 'executable', id }, 'iso', schemas.template));
      // listIsos leaves the format out, as it can be no other.
      return iso && { ...iso, format: 'ISO' };
    },

    listOsTypes: () => list('listOsTypes', {}, 'ostype', schemas.osType),

    listStoragePools: () => allowed(list('listStoragePools', {}, 'storagepool', schemas.storagePool)),

    listHosts: () => allowed(list('listHosts', { type: 'Routing' }, 'host', schemas.host)),

    async getAccountQuota(name, domainid) {
      const rows = await allowed(list('listAccounts', { ...ALL, name, domainid }, 'account', schemas.quota));
      return rows?.find((row) => row.name === name);
    },

    async getDomainQuota(id) {
      return (await allowed(list('listDomains', { id }, 'domain', schemas.quota)))?.[0];
    },

    listVirtualMachinesOnNetwork: (networkid) =>
      list('listVirtualMachines', { ...ALL, networkid, details: 'nics' }, 'virtualmachine', schemas.virtualMachine),

    async getConfiguration(name) {
      const rows = await allowed(list('listConfigurations', { name }, 'configuration', schemas.configuration));
      return rows?.find((row) => row.name === name)?.value;
    },
  };
}

/** `undefined` where the key lacks this command; a key that is refused altogether (a plain 401) is an error (facts §1.2). */
async function allowed<T>(rows: Promise<T>): Promise<T | undefined> {
  try {
    return await rows;
  } catch (error) {
    if (!(error instanceof CloudStackError) || error.errorClass !== 'denied') throw error;
    if (error.errorcode === 401 && !/not available for user/.test(error.errortext)) throw error;
    return undefined;
  }
}
