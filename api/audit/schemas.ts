import { z } from 'zod';
import { freeObject, jobId, line, ok, page, timestamp, vmId } from '../schemas.js';

export const AuditQuery = z.strictObject({
  ...page,
  vm_id: vmId.optional(),
  job_id: jobId.optional(),
  actor: line(128).min(1).optional().meta({ description: 'name of a token' }),
});

const Entry = z
  .strictObject({
    id: z.int(),
    at: timestamp,
    actor: z.string().meta({ description: 'name of the token' }),
    action: z.string().meta({ description: 'the operationId of the route' }),
    vm_id: z.string().nullable(),
    job_id: z.string().nullable(),
    request_id: z.string().nullable(),
    reason: z.string().nullable(),
    result: z.string().meta({ description: 'HTTP status of a success, else the error code' }),
    details: freeObject.nullable(),
  })
  .meta({ id: 'AuditEntry' });

export const AuditResponse = z.strictObject({
  ...ok,
  total_entries: z.int(),
  returned_entries: z.int(),
  entries: z.array(Entry),
});
