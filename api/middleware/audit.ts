import type { ErrorRequestHandler, Response } from 'express';
import type { AuditEntry } from '../../db/index.js';
import type { ApiDeps } from '../deps.js';
import type { Route } from '../route.js';
import { callerOf } from './auth.js';
import { toApiError } from './errors.js';

type Fields = Record<string, unknown>;

/** The validated parts of a request in `res.locals.parts`, as far as the audit log looks at them. */
interface AuditedParts {
  params: Fields;
  body: Fields;
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** Only fields that the route names are kept: never a whole body, which may hold keys (R10). */
function pick(from: Fields, names: readonly string[] = []): Fields {
  return Object.fromEntries(names.filter((name) => name in from).map((name) => [name, from[name]]));
}

export interface AuditTrail {
  /** Before the answer is sent: what was answered is in the log. */
  done(route: Route, res: Response, answer: Fields): Promise<void>;
  /** For refusals, also those of a role that is too small. Raises the error again. */
  refused(route: Route): ErrorRequestHandler;
}

/** One row for each attempt of a known caller to change something: what, on what, why, and how it was answered. */
export function auditTrail({ db, now, logger }: Pick<ApiDeps, 'db' | 'now' | 'logger'>): AuditTrail {
  async function append(route: Route, res: Response, result: string, answer: Fields, details: Fields): Promise<void> {
    const caller = callerOf(res);
    if (caller === null || !isAudited(route)) return;
    const { params, body } = (res.locals['parts'] as AuditedParts | undefined) ?? { params: {}, body: {} };
    const kept = { ...pick(params, Object.keys(params).filter(isOther)), ...pick(body, route.audited), ...details };
    const entry: AuditEntry = {
      at: now().toISOString(),
      actor: caller.name,
      action: route.operationId,
      vm_id: text(params['vm_id']) ?? text(body['vm_id']),
      job_id: text(params['job_id']) ?? text(answer['job_id']),
      request_id: res.locals['request_id'] as string,
      reason: text(body['reason']),
      result,
      details: Object.keys(kept).length === 0 ? null : kept,
    };
    await db.uow
      .run((repos) => repos.audit.append(entry))
      .catch((err: unknown) => {
        // What was done is done and is answered as it was; the log then has what the table lacks.
        logger.error({ err, entry }, 'the audit log could not be written');
      });
  }

  return {
    done: (route, res, answer) => append(route, res, String(res.statusCode), answer, {}),
    refused: (route) => async (error: unknown, _req, res, next) => {
      const { code, message } = toApiError(error);
      // A flood of requests must not become a flood of rows.
      if (code !== 'RATE_LIMITED') await append(route, res, code, {}, { message });
      next(error);
    },
  };
}

function isAudited({ method, changes = true }: Route): boolean {
  return method !== 'get' && changes;
}

/** Ids with a column of their own. */
function isOther(name: string): boolean {
  return name !== 'vm_id' && name !== 'job_id';
}
