import { OpenAPIRegistry, OpenApiGeneratorV31, type RouteConfig } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { API_ERROR_STATUS, type ApiErrorCode } from '../domain/errors.js';
import { ERROR_TITLES } from './errors.js';
import { errorCodes, type Route } from './route.js';
import { ErrorResponse } from './schemas.js';
import { SESSION_COOKIE } from './session/cookie.js';

export const API_PREFIX = '/api/v1';

/** A token; or the cookie that `POST /session` gives for one, with its CSRF token where something changes. */
const SECURITY_SCHEMES = {
  bearer: { type: 'http', scheme: 'bearer' },
  session: { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE, description: 'what POST /session sets' },
  csrf: { type: 'apiKey', in: 'header', name: 'X-CSRF-Token', description: 'csrf_token of the session' },
} as const;

function securityOf({ role, method }: Route): Partial<Record<keyof typeof SECURITY_SCHEMES, string[]>>[] {
  if (role === 'open') return [];
  return [{ bearer: [] }, method === 'get' ? { session: [] } : { session: [], csrf: [] }];
}

type Responses = RouteConfig['responses'];

/** One response per status; the codes of that status narrow the envelope's `error_code`. */
function errorResponses(route: Route): Responses {
  const byStatus = new Map<number, ApiErrorCode[]>();
  for (const code of errorCodes(route)) {
    const status = API_ERROR_STATUS[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      status,
      {
        description: codes.map((code) => `${code}: ${ERROR_TITLES[code]}`).join('; '),
        content: {
          'application/json': {
            schema: {
              allOf: [{ $ref: '#/components/schemas/Error' }, { properties: { error_code: { enum: codes } } }],
            },
            example: errorExample(codes[0] ?? 'INTERNAL_ERROR'),
          },
        },
      },
    ]),
  );
}

function errorExample(error_code: ApiErrorCode): ErrorResponse {
  return {
    success: false,
    message: `${ERROR_TITLES[error_code]}: why, in one sentence`,
    error: ERROR_TITLES[error_code],
    error_code,
    timestamp: '2025-08-18T15:15:08.000Z',
    request_id: 'portal-42',
  };
}

/**
 * The JSON Schema of a body as zod itself gives it: the generator takes an `exactOptional` field for a required one and
 * the flags of a pattern for a part of it. What has an id becomes a component.
 */
function bodySchema(registry: OpenAPIRegistry, schema: z.ZodType, io: 'input' | 'output'): object {
  const text = JSON.stringify(z.toJSONSchema(schema, { io })).replaceAll('"#/$defs/', '"#/components/schemas/');
  const { $schema: _, $defs = {}, ...own } = JSON.parse(text) as { $schema: string; $defs?: Record<string, object> };
  for (const [name, { id: _id, ...component }] of Object.entries($defs as Record<string, { id?: string }>))
    registry.registerComponent('schemas', name, component);
  return own;
}

function pathItem(registry: OpenAPIRegistry, route: Route): RouteConfig {
  const headers = Object.entries(route.responseHeaders ?? {}).map(([name, description]) => [
    name,
    { description, schema: { type: 'string' as const } },
  ]);
  return {
    method: route.method,
    path: route.path,
    operationId: route.operationId,
    tags: [route.tag],
    summary: route.summary,
    description: [route.description, route.role === 'open' ? 'Open.' : `Needs the role ${route.role}.`]
      .filter((text) => text !== undefined)
      .join(' '),
    security: securityOf(route),
    request: {
      ...(route.params ? { params: route.params } : {}),
      ...(route.query ? { query: route.query } : {}),
      ...(route.headers ? { headers: route.headers } : {}),
      ...(route.body
        ? {
            body: {
              required: true,
              content: { 'application/json': { schema: bodySchema(registry, route.body, 'input') } },
            },
          }
        : {}),
    },
    responses: {
      [route.status ?? 200]: {
        description: 'Success',
        ...(headers.length > 0 ? { headers: Object.fromEntries(headers) as Record<string, object> } : {}),
        content: {
          [route.contentType ?? 'application/json']: { schema: bodySchema(registry, route.response, 'output') },
        },
      },
      ...(route.alternative === undefined
        ? {}
        : {
            [route.alternative.status]: {
              description: route.alternative.description,
              content: { 'application/json': { schema: route.alternative.response } },
            },
          }),
      ...errorResponses(route),
    },
  };
}

export type OpenApiDocument = ReturnType<OpenApiGeneratorV31['generateDocument']>;

/** The OpenAPI 3.1 document of exactly these routes. */
export function openApiDocument(routes: readonly Route[]): OpenApiDocument {
  const registry = new OpenAPIRegistry();
  // Referenced by name from `errorResponses`, so the generator does not meet it by itself.
  bodySchema(registry, ErrorResponse, 'output');
  for (const [name, scheme] of Object.entries(SECURITY_SCHEMES))
    registry.registerComponent('securitySchemes', name, scheme);
  for (const route of routes) registry.registerPath(pathItem(registry, route));
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'cloudstack-failover',
      version: '1.0.0',
      description:
        'Fails replicated VMware VMs over into Apache CloudStack: live for good, or as a test that gives every replica back.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: API_PREFIX }],
  });
}
