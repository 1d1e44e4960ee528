import { Router, type RequestHandler, type Response } from 'express';
import type { z } from 'zod';
import { ApiError } from './errors.js';
import type { AuditTrail } from './middleware/audit.js';
import { authorize, callerOf, credentialsOf, identifyCaller, type Identity } from './middleware/auth.js';
import { jsonBody } from './middleware/body.js';
import type { Route } from './route.js';

export interface MountOptions {
  identity: Identity;
  limit: RequestHandler;
  audit: AuditTrail;
  /** Checks each answer against its schema: for tests, where a difference must fail. */
  checkResponses: boolean;
}

const expressPath = (path: string): string => path.replace(/\{(\w+)\}/g, ':$1');

/** Validates one part of a request. Raises 400 with every issue and its path. */
function check(part: string, schema: z.ZodObject | undefined, value: unknown): Record<string, unknown> {
  if (schema === undefined) {
    const [unknown] = Object.keys(value ?? {});
    if (unknown === undefined) return {};
    throw new ApiError('VALIDATION_FAILED', `The ${part} takes nothing; "${unknown}" is unknown`);
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issues = result.error.issues.map((issue) => ({
    path: [part, ...issue.path.map(String)].join('.'),
    message: issue.message,
  }));
  const first = issues[0];
  throw new ApiError('VALIDATION_FAILED', `${first?.path ?? part}: ${first?.message ?? 'invalid'}`, {
    details: { issues },
  });
}

/** Only the headers the route declares: there are always others. */
function declaredHeaders(route: Route, all: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.keys(route.headers?.shape ?? {}).flatMap((name) => (name in all ? [[name, all[name]]] : [])),
  );
}

function run(route: Route, { audit, checkResponses }: MountOptions): RequestHandler {
  return async (req, res: Response) => {
    const parts = {
      params: check('path', route.params, req.params),
      query: check('query', route.query, req.query),
      headers: check('headers', route.headers, declaredHeaders(route, req.headers)),
      body: route.method === 'get' ? {} : check('body', route.body, req.body as unknown),
    };
    res.locals['parts'] = parts;
    let { status = 200, response } = route;
    const answer = await route.handler(parts, {
      request_id: res.locals['request_id'] as string,
      caller: callerOf(res),
      credentials: credentialsOf(res),
      https: req.secure || req.get('x-forwarded-proto') === 'https',
      setHeader: (name, value) => res.setHeader(name, value),
      answerAlternative: () => {
        if (route.alternative === undefined) throw new Error(`${route.operationId} declares no alternative`);
        ({ status, response } = route.alternative);
      },
    });
    if (route.contentType === 'text/event-stream') {
      if (req.method === 'HEAD') res.type(route.contentType).end();
      else (answer as (res: Response) => void)(res);
      return;
    }
    if (checkResponses) response.parse(JSON.parse(JSON.stringify(answer)));
    res.status(status);
    await audit.done(route, res, answer as Record<string, unknown>);
    if (route.contentType === undefined) res.json(answer);
    else res.type(route.contentType).send(answer);
  };
}

/** Mounts the routes, then 405 with `Allow` for every other method on the same paths. */
export function mountRoutes(routes: readonly Route[], options: MountOptions): Router {
  const router = Router({ caseSensitive: true });
  const methods = new Map<string, string[]>();
  for (const route of routes) {
    const path = expressPath(route.path);
    const remember: RequestHandler = (_req, res, next) => {
      res.locals['route'] = route;
      next();
    };
    router[route.method](
      path,
      remember,
      identifyCaller(options.identity, route.role),
      options.limit,
      authorize(route.role),
      ...(route.method === 'get' ? [] : [jsonBody]),
      run(route, options),
      options.audit.refused(route),
    );
    const verb = route.method.toUpperCase();
    methods.set(path, [...(methods.get(path) ?? []), ...(verb === 'GET' ? ['GET', 'HEAD'] : [verb])]);
  }
  for (const [path, allowed] of methods)
    router.all(path, (req, _res, next) => {
      const Allow = allowed.join(', ');
      next(new ApiError('METHOD_NOT_ALLOWED', `${req.method} is not possible here`, { headers: { Allow } }));
    });
  return router;
}
