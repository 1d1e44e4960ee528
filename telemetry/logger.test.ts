import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createLogger } from './logger.js';
import { temporalRuntimeOptions } from './temporal-logger.js';

const SECRET = 'hunter2hunter2';

function recording(level = 'trace') {
  const written: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _, done) {
      written.push(chunk.toString());
      done();
    },
  });
  return { logger: createLogger({ name: 'test', level }, stream), text: () => written.join('') };
}

describe('logger', () => {
  it.each([
    ['an Authorization header', { req: { headers: { authorization: `Bearer ${SECRET}` } } }],
    ['a cookie', { req: { headers: { cookie: `session=${SECRET}` } } }],
    ['a set cookie', { res: { headers: { 'set-cookie': [`session=${SECRET}`] } } }],
    ['CloudStack keys', { api_key: SECRET, config: { secret_key: SECRET, apiKey: SECRET } }],
    ['the secrets key', { env: { SECRETS_KEY: SECRET, API_BOOTSTRAP_TOKEN: SECRET } }],
    ['a signature', { params: { signature: SECRET } }],
    ['four levels down', { a: { b: { c: { password: SECRET } } } }],
    ['a signed URL', { url: `http://c/client/api?command=x&apiKey=${SECRET}&signature=${SECRET}` }],
    ['an error that quotes one', { err: new Error(`GET /client/api?apikey=${SECRET}: refused`) }],
  ])('censors %s', (_, record) => {
    const { logger, text } = recording();
    logger.info(record, 'kept message');
    expect(text()).toContain('kept message');
    expect(text()).toContain('[secret]');
    expect(text()).not.toContain(SECRET);
  });

  it('censors a bearer token inside a message, and leaves the line valid JSON', () => {
    const { logger, text } = recording();
    logger.warn(`refused "Authorization: Bearer ${SECRET}"`);
    expect(JSON.parse(text())).toMatchObject({ name: 'test', msg: 'refused "Authorization: Bearer [secret]"' });
  });
});

describe('the bridge from the Temporal runtime', () => {
  it('passes level, message and fields on', () => {
    const { logger, text } = recording();
    temporalRuntimeOptions(logger).logger?.warn('slow activity', { workflowId: 'failover/vm-1', token: SECRET });
    expect(JSON.parse(text())).toMatchObject({
      level: 40,
      msg: 'slow activity',
      workflowId: 'failover/vm-1',
      token: '[secret]',
    });
  });

  it('keeps to the level of the logger', () => {
    const { logger, text } = recording('warn');
    temporalRuntimeOptions(logger).logger?.info('chatter');
    expect(text()).toBe('');
  });
});
