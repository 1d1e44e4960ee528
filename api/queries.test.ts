import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { ApiDeps } from './deps.js';
import { openApiDocument } from './openapi.js';
import { allRoutes } from './routes.js';

/** Every field of every path and query, with what the document says of it. No handler is called. */
const routes = allRoutes({} as ApiDeps);
const { paths = {} } = openApiDocument(routes);
const fields = routes.flatMap(({ method, path, params, query }) => {
  const parameters = (paths[path]?.[method]?.parameters ?? []) as { name: string; schema: { type: unknown } }[];
  return Object.entries({ ...params?.shape, ...query?.shape }).map(([name, schema]) => ({
    field: `${method} ${path} ${name}`,
    name,
    schema: schema as z.ZodType,
    type: parameters.find((parameter) => parameter.name === name)?.schema.type,
  }));
});
const ofType = (type: string) => fields.filter((field) => field.type === type);

describe('the fields of paths and queries', () => {
  it('are texts, whole numbers and truths', () => {
    expect(new Set(fields.map(({ type }) => type))).toEqual(new Set(['string', 'integer', 'boolean']));
  });

  it.each(fields)('$field: an empty text is no value', ({ name, schema }) => {
    // A browser that has seen no event yet has no place to come back to.
    expect(schema.safeParse('').success).toBe(name === 'last_event_id');
  });

  it.each(ofType('integer'))('$field: digits only', ({ schema }) => {
    expect(schema.parse('1')).toBe(1);
    for (const text of [' ', ' 1', '1 ', '+1', '-1', '01', '1.0', '1.5', '1e1', '0x1', 'true', 'null', '9'.repeat(20)])
      expect(schema.safeParse(text).success, text).toBe(false);
    for (const other of [null, true, 1, [], ['1']]) expect(schema.safeParse(other).success).toBe(false);
  });

  it.each(ofType('boolean'))('$field: true or false', ({ schema }) => {
    expect(schema.parse('true')).toBe(true);
    expect(schema.parse('false')).toBe(false);
    for (const other of ['1', '0', 'True', 'yes', ' true', null, true])
      expect(schema.safeParse(other).success).toBe(false);
  });

  it.each(ofType('integer').filter(({ name }) => name === 'limit'))(
    '$field: within its bounds',
    ({ schema, field }) => {
      const most = field.includes('/debug/failover-jobs') ? 50 : 500;
      expect(schema.parse(String(most))).toBe(most);
      for (const text of ['0', String(most + 1)]) expect(schema.safeParse(text).success).toBe(false);
    },
  );
});
