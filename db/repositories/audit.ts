import { AuditLogEntity } from '../entities/audit-log.js';
import { insert } from '../writes.js';
import { page, type Context, type Page, type Rows } from './context.js';

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
  list({ vm_id, job_id, actor, ...paging }: AuditFilter): Promise<Rows<AuditLogEntity>> {
    const where = {
      ...(vm_id !== undefined && { vm_id }),
      ...(job_id !== undefined && { job_id }),
      ...(actor !== undefined && { actor }),
    };
    return page(this.context, AuditLogEntity, where, paging, { order: { at: 'DESC', id: 'DESC' } });
  }
}
