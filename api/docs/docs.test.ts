import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestApi } from '../../test/support/api/api.js';
import { html } from '../html.js';
import { exampleOf } from './example.js';
import type { Document } from './document.js';

let api: TestApi;
beforeAll(async () => {
  api = await TestApi.open();
});
afterAll(() => api.close());

describe('GET /docs', () => {
  it('shows every route, without a script and without anything from elsewhere', async () => {
    const { text, headers } = await request(api.app).get('/api/v1/docs').expect(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    const { paths } = (await request(api.app).get('/api/v1/openapi.json').expect(200)).body as Document;
    for (const operation of Object.values(paths).flatMap((item) => Object.values(item)))
      expect(text).toContain(`id="${operation.operationId}"`);
    expect(text).not.toMatch(/<script|<link|<img|@import|url\(|src=/i);
    expect([...text.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual(['openapi.json']);
  });
});

describe('html', () => {
  it('escapes what is not HTML itself', () => {
    expect(html`<p>${'<b>"&\''}${html`<i>${'<'}</i>`}${null}${1}</p>`.text).toBe(
      '<p>&lt;b&gt;&quot;&amp;&#39;<i>&lt;</i>1</p>',
    );
  });
});

describe('an example', () => {
  it.each([
    [{ type: ['string', 'null'] }, 'boot_type', 'boot type'],
    [{ anyOf: [{ type: 'null' }, { type: 'integer', minimum: 5 }] }, 'limit', 5],
    [{ type: 'string', format: 'date-time' }, 'since', '2025-08-18T15:15:08.000Z'],
    [{ $ref: '#/components/schemas/Word' }, 'x', 'up'],
    [{ type: 'object', additionalProperties: { type: 'string' } }, 'details', { name: 'primary-ossea' }],
    [
      { allOf: [{ $ref: '#/components/schemas/Pair' }, { properties: { a: { enum: ['b'] } } }] },
      '',
      { a: 'b', c: [true] },
    ],
  ])('of %j is as its schema says', (schema, name, expected) => {
    const Pair = {
      type: 'object',
      properties: { a: { type: 'string' }, c: { type: 'array', items: { type: 'boolean' } } },
    };
    expect(exampleOf(schema, { Word: { enum: ['up', 'down'] }, Pair }, name)).toEqual(expected);
  });
});
