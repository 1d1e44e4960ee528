import type { Response } from 'express';
import type { z } from 'zod';
import type { ApiErrorCode } from '../domain/errors.js';
import { ROLES, type Caller, type Credentials, type Role } from './caller.js';

/** What a handler knows of the request beside its validated parts. */
export interface RequestContext {
  request_id: string;
  /** Null on open routes without a token. */
  caller: Caller | null;
  credentials: Credentials | null;
  /** Whether the caller's own connection is encrypted, as far as it can be told. */
  https: boolean;
  setHeader: (name: string, value: string) => void;
  /** Answers with the route's `alternative`. */
  answerAlternative: () => void;
}

type Parts<P, Q, H, B> = { params: z.output<P>; query: z.output<Q>; headers: z.output<H>; body: z.output<B> };

interface RouteSpec<
  P extends z.ZodObject,
  Q extends z.ZodObject,
  H extends z.ZodObject,
  B extends z.ZodObject,
  R extends z.ZodType,
  A extends z.ZodType,
> {
  method: 'get' | 'put' | 'post' | 'delete';
  /** OpenAPI form below the prefix, e.g. `/vms/{vm_id}`. */
  path: string;
  operationId: string;
  tag: string;
  summary: string;
  description?: string;
  /** Least role that may call it; `open` needs no token. */
  role: Role | 'open';
  params?: P;
  query?: Q;
  /** Request headers the route reads, lower-case names. */
  headers?: H;
  body?: B;
  /** Status of success; 200 by default. */
  status?: number;
  response: R;
  /** What is answered instead of JSON; `response` is a string then. */
  contentType?: 'text/html' | 'text/event-stream';
  /** Another success, e.g. of a dry run; chosen by `answerAlternative`. */
  alternative?: { status: number; description: string; response: A };
  /** Response headers of success, with what they mean. */
  responseHeaders?: Record<string, string>;
  /** Codes the handler itself may answer; those of the middleware are added by `errorCodes`. */
  errors?: readonly ApiErrorCode[];
  /** False where a POST only looks: nothing is written to the audit log. True by default for all but GET. */
  changes?: boolean;
  /** Body fields that the audit log keeps beside vm_id, job_id and reason: never one that may hold a secret. */
  audited?: readonly string[];
  handler(
    parts: Parts<P, Q, H, B>,
    context: RequestContext,
  ): Promise<NoInfer<z.input<R> | z.input<A>>> | NoInfer<z.input<R> | z.input<A>>;
}

/** A declared route with its types erased: what mounting, the document and `/debug/endpoints` need. */
export interface Route extends Omit<
  RouteSpec<z.ZodObject, z.ZodObject, z.ZodObject, z.ZodObject, z.ZodType, z.ZodType>,
  'handler'
> {
  handler(parts: Parts<z.ZodObject, z.ZodObject, z.ZodObject, z.ZodObject>, context: RequestContext): unknown;
}

type Nothing = z.ZodObject<Record<never, never>>;

/**
 * Declares a route once: the router mounts it with validation and the OpenAPI document is generated from it, so the two
 * cannot drift. The handler's answer is typed by `response`.
 */
export function route<
  P extends z.ZodObject = Nothing,
  Q extends z.ZodObject = Nothing,
  H extends z.ZodObject = Nothing,
  B extends z.ZodObject = Nothing,
  R extends z.ZodType = z.ZodType,
  A extends z.ZodType = z.ZodNever,
>(spec: RouteSpec<P, Q, H, B, R, A>): Route {
  // Sound because mounting passes what these very schemas produced.
  return spec;
}

/** A GET that is answered by a stream of messages like `response`; its handler does what may still be refused. */
export function streamRoute<
  P extends z.ZodObject = Nothing,
  Q extends z.ZodObject = Nothing,
  H extends z.ZodObject = Nothing,
>(
  spec: Omit<RouteSpec<P, Q, H, Nothing, z.ZodType, z.ZodNever>, 'method' | 'contentType' | 'handler'> & {
    handler(parts: Parts<P, Q, H, Nothing>, context: RequestContext): Promise<(res: Response) => void>;
  },
): Route {
  return { ...spec, method: 'get', contentType: 'text/event-stream' };
}

/** Every code a route may answer: the handler's own and those of the middleware before it. */
export function errorCodes(route: Route): ApiErrorCode[] {
  const codes: ApiErrorCode[] = [...(route.errors ?? []), 'VALIDATION_FAILED', 'RATE_LIMITED', 'INTERNAL_ERROR'];
  if (route.role !== 'open') codes.push('UNAUTHORIZED', 'UNAVAILABLE');
  // Every token has at least the least role; a cookie without its CSRF token may still look.
  if (route.role !== 'open' && (route.role !== ROLES[0] || route.method !== 'get')) codes.push('FORBIDDEN');
  if (route.method !== 'get') codes.push('PAYLOAD_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE');
  return [...new Set(codes)];
}
