import type { ApiDeps } from '../deps.js';
import { route, type Route } from '../route.js';
import { done } from '../schemas.js';
import { AuditQuery, AuditResponse } from './schemas.js';

export function auditRoutes({ db }: ApiDeps): Route[] {
  return [
    route({
      method: 'get',
      path: '/audit',
      operationId: 'listAudit',
      tag: 'audit',
      summary: 'Who tried to change what, when, why, and how it was answered; newest first',
      role: 'admin',
      query: AuditQuery,
      response: AuditResponse,
      async handler({ query }) {
        const { rows, total } = await db.uow.read((repos) => repos.audit.list(query));
        return done(`Found ${total} entries`, { total_entries: total, returned_entries: rows.length, entries: rows });
      },
    }),
  ];
}
