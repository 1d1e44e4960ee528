import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { ApiDeps } from './deps.js';
import { withExamples } from './docs/document.js';
import { openApiDocument } from './openapi.js';
import { errorCodes, type Route } from './route.js';
import { allRoutes } from './routes.js';
import { ErrorResponse } from './schemas.js';

/** No handler is called here, so nothing of the dependencies is used. */
const routes = allRoutes({} as ApiDeps);
const document = withExamples(openApiDocument(routes)) as unknown as {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema>; securitySchemes: Record<string, object> };
};

interface Schema {
  type?: string | string[];
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  [key: string]: unknown;
}

interface Operation {
  operationId: string;
  summary?: string;
  tags?: string[];
  security?: object[];
  parameters?: { name: string; in: string }[];
  requestBody?: { content: { 'application/json': { schema: Schema; example?: unknown } } };
  responses: Record<string, { description: string; content: Record<string, { schema: Schema; example?: unknown }> }>;
}

const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ name: `${method} ${path}`, path, operation })),
);

/** Every object schema below `value`, with where it stands. */
function objects(value: unknown, at: string): [string, Schema][] {
  if (typeof value !== 'object' || value === null) return [];
  const here = value as Schema;
  const own: [string, Schema][] = [here.type].flat().includes('object') ? [[at, here]] : [];
  return [...own, ...Object.entries(value).flatMap(([key, child]) => objects(child, `${at}/${key}`))];
}

/** The schema of this success. */
function successOf({ response, alternative }: Route, status: string): z.ZodType {
  return alternative?.status === Number(status) ? alternative.response : response;
}

describe('the OpenAPI document', () => {
  it('is 3.1 and documents exactly the mounted routes', () => {
    expect(document.openapi).toBe('3.1.0');
    const mounted = routes.map(({ method, path }) => `${method} ${path}`);
    expect(operations.map(({ name }) => name).sort()).toEqual([...new Set(mounted)].sort());
    expect(mounted).toHaveLength(operations.length);
  });

  it('asks for the roles of the contract', () => {
    const open = routes.filter((route) => route.role === 'open');
    expect(open.map(({ operationId }) => operationId).sort()).toEqual(['getDocs', 'getHealth', 'getOpenApi']);
    const forAdmins = /^\/(tokens|audit|ossea-configs)\b/;
    for (const { method, path, role } of routes.filter((route) => route.role !== 'open')) {
      if (path === '/session') {
        expect(role).toBe('viewer');
        continue;
      }
      const needed = method === 'get' && !/^\/(tokens|audit)\b/.test(path) ? 'viewer' : 'operator';
      expect([method, path, role]).toEqual([
        method,
        path,
        needed === 'operator' && forAdmins.test(path) ? 'admin' : needed,
      ]);
    }
  });

  it('tells of the cookie beside the token, and of its CSRF token where something changes', () => {
    const { securitySchemes } = document.components;
    expect(Object.keys(securitySchemes)).toEqual(['bearer', 'session', 'csrf']);
    for (const { method, path, role } of routes) {
      const byCookie = method === 'get' ? { session: [] } : { session: [], csrf: [] };
      const expected = role === 'open' ? [] : [{ bearer: [] }, byCookie];
      expect(document.paths[path]?.[method]?.security).toEqual(expected);
    }
  });

  it('gives each operation an id of its own, a summary and a tag', () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { operation } of operations) {
      expect(operation.summary).toBeTruthy();
      expect(operation.tags).toHaveLength(1);
    }
  });

  it.each(operations)(
    '$name declares its path parameters, its security and no default response',
    ({ path, operation }) => {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const declared = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path');
      expect(declared.map((parameter) => parameter.name)).toEqual(inPath);
      expect(operation.security).toBeDefined();
      expect(operation.responses).not.toHaveProperty('default');
    },
  );

  it.each(routes)('$operationId documents each of its error codes', (route) => {
    const operation = document.paths[route.path]?.[route.method];
    const documented = Object.values(operation?.responses ?? {}).flatMap(({ content }) => {
      const parts = content['application/json']?.schema['allOf'] as [Schema, Schema] | undefined;
      return (parts?.[1].properties?.['error_code']?.['enum'] ?? []) as string[];
    });
    expect(documented.sort()).toEqual(errorCodes(route).sort());
  });

  it.each(routes)('$operationId has examples that its schemas admit', (route) => {
    const { requestBody, responses } = document.paths[route.path]?.[route.method] ?? {};
    const problems = (schema: z.ZodType | undefined, example: unknown): unknown =>
      schema?.safeParse(example).error?.issues;
    expect(problems(route.body, requestBody?.content['application/json'].example)).toBeUndefined();
    for (const [status, { content }] of Object.entries(responses ?? {})) {
      const { example } = content['application/json'] ?? {};
      if (!status.startsWith('2')) expect(problems(ErrorResponse, example)).toBeUndefined();
      else if (route.contentType === undefined) expect(problems(successOf(route, status), example)).toBeUndefined();
    }
  });

  it('is the committed one, and so are the types of it (after a change: npm run openapi:generate)', async () => {
    await expect(`${JSON.stringify(document, null, 2)}\n`).toMatchFileSnapshot('../docs/openapi.json');
    // A field with a default is one that a request may leave out.
    const types = await openapiTS(document as unknown as OpenAPI3, { defaultNonNullable: false });
    await expect(astToString(types)).toMatchFileSnapshot('../client/api-types.ts');
  }, 60_000);

  it('refers to nothing that it does not have', () => {
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]*)"/g)].map(([, ref = '']) => ref);
    expect(refs.length).toBeGreaterThan(100);
    const known = Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`);
    expect([...new Set(refs)].filter((ref) => !known.includes(ref))).toEqual([]);
    expect(document.components.schemas['Error']?.properties).toHaveProperty('error_code');
  });

  it('asks for exactly the fields that a body needs', () => {
    expect(document.components.schemas['LiveFailoverRequest']?.['required']).toEqual(['vm_id']);
    expect(document.components.schemas['ExtendRequest']).not.toHaveProperty('required');
  });

  it('closes every object of requests and answers, or says what its values are', () => {
    const all = [
      ...objects(document.components.schemas, 'components'),
      ...operations.flatMap(({ name, operation }) => [
        ...objects(operation.requestBody ?? {}, name),
        ...objects(operation.responses, name),
      ]),
    ];
    expect(all.length).toBeGreaterThan(50);
    const open = all.filter(
      ([, schema]) => schema.additionalProperties === undefined || schema.additionalProperties === true,
    );
    expect(open.map(([at]) => at)).toEqual([]);
  });
});
