import { In, type FindOptionsWhere } from 'typeorm';
import type { NetworkMapping } from '../../domain/inventory.js';
import { isDuplicate } from '../driver-errors.js';
import { NetworkMappingEntity } from '../entities/network-mapping.js';
import { VmEntity } from '../entities/vm.js';
import { DuplicateError } from '../errors.js';
import { insert } from '../writes.js';
import { held, now, page, type Context, type Page, type Rows } from './context.js';

export interface MappingFilter extends Page {
  vm_id?: string | undefined;
  is_test_network?: boolean | undefined;
}

export type NewMapping = Omit<NetworkMapping, 'id'>;

/** Where a VM's networks are on the destination, for production and for tests. */
export class MappingRepository {
  constructor(private readonly context: Context) {}

  /** In the order of their making. */
  async forVm(vmId: string, isTest?: boolean): Promise<NetworkMapping[]> {
    const where = { vm_id: vmId, ...(isTest !== undefined && { is_test_network: isTest }) };
    return (await this.context.manager.find(NetworkMappingEntity, { where, order: { id: 'ASC' } })).map(shown);
  }

  async list({ vm_id, is_test_network, ...paging }: MappingFilter): Promise<Rows<NetworkMapping>> {
    const where: FindOptionsWhere<NetworkMappingEntity> = {
      ...(vm_id !== undefined && { vm_id }),
      ...(is_test_network !== undefined && { is_test_network }),
    };
    const order = { vm_id: 'ASC', id: 'ASC' } as const;
    const { rows, total } = await page(this.context, NetworkMappingEntity, where, paging, { order });
    return { rows: rows.map(shown), total };
  }

  /** Raises DuplicateError where VM, source network and kind are mapped already. */
  async create(mapping: NewMapping): Promise<NetworkMapping> {
    await this.#insert([mapping]);
    const { vm_id, source_network_name, is_test_network } = mapping;
    const key = { vm_id, source_network_name, is_test_network };
    return shown(await this.context.manager.findOneByOrFail(NetworkMappingEntity, key));
  }

  /** Replaces all mappings of the VM. Raises DuplicateError where two rows have the same source network and kind. */
  async replace(vmId: string, mappings: Omit<NewMapping, 'vm_id'>[]): Promise<NetworkMapping[]> {
    const { manager } = this.context;
    // Two replacements of one VM's set take turns at its row.
    await manager.findOne(VmEntity, { where: { vm_id: vmId }, select: { vm_id: true }, ...held(this.context) });
    await this.deleteForVm(vmId);
    await this.#insert(mappings.map((mapping) => ({ ...mapping, vm_id: vmId })));
    return this.forVm(vmId);
  }

  /** Answers how many there were. */
  async deleteForVm(vmId: string): Promise<number> {
    return (await this.context.manager.delete(NetworkMappingEntity, { vm_id: vmId })).affected ?? 0;
  }

  /** Ids of the networks that production mappings lead to: of these VMs, or of all (R8 keeps tests out of them). */
  async productionDestinations(vmIds?: string[]): Promise<string[]> {
    const rows = await this.context.manager.findBy(NetworkMappingEntity, {
      is_test_network: false,
      ...(vmIds !== undefined && { vm_id: In(vmIds) }),
    });
    return [...new Set(rows.map((row) => row.destination_network_id))];
  }

  async #insert(mappings: NewMapping[]): Promise<void> {
    const rows = mappings.map((mapping) => ({ ...mapping, created_at: now(), updated_at: now() }));
    try {
      await insert(this.context.manager, NetworkMappingEntity, rows);
    } catch (error) {
      if (isDuplicate(error)) throw new DuplicateError('this source network is mapped already', { cause: error });
      throw error;
    }
  }
}

function shown(row: NetworkMappingEntity): NetworkMapping {
  const { id, vm_id, source_network_name, destination_network_id, destination_network_name, is_test_network } = row;
  return { id, vm_id, source_network_name, destination_network_id, destination_network_name, is_test_network };
}
