import { AuditLogEntity } from '../entities/audit-log.js';
import { insert } from '../writes.js';
import type { Context, Page, Rows } from './context.js';

/** Never holds a secret (R10): `details` are chosen by the caller, field by field. */
export type AuditEntry = Omit<AuditLogEntity, 'id'>;

export interface AuditFilter extends Page {
  vm_id?: string | undefined;
  job_id?: string | undefined;
  actor?: string | undefined;
}

export class AuditRepository {
  constructor(private readonly context: Context) {}

  async append(entry: AuditEntry): Promise<void> {
    await insert(this.context.manager, AuditLogEntity, [entry]);
  }

  /** Newest first. */
  async list({ limit, offset, vm_id, job_id, actor }: AuditFilter): Promise<Rows<AuditLogEntity>> {
    const where = {
      ...(vm_id !== undefined && { vm_id }),
      ...(job_id !== undefined && { job_id }),
      ...(actor !== undefined && { actor }),
    };
    const order = { at: 'DESC', id: 'DESC' } as const;
    const page = { where, order, skip: offset, take: limit };
    const [rows, total] = await this.context.manager.findAndCount(AuditLogEntity, page);
    return { rows, total };
  }
}
