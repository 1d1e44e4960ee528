import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalString, encodeValue, sign, signedForm } from './signature.js';

/** CloudStack's documentation, developersguide/dev.rst. */
const DOCUMENTED = {
  apiKey: 'plgWJfZK4gyS3mOMTVmjUVg-X-jlWlnfaUJ9GAbBbf9EdM-kAYMmAiLqzzq1ElZLYq_u38zCm0bewzGUdP66mg',
  secretKey: 'VDaACYb0LV9eNjTetIOElcVQkvJck_J_QljX_FcHRj87ZKiy0z0ty0ZsYBkoXkY9b7eq1EhwJaw7FF3akA3KBQ',
  signature: 'TTpdDq/7j/J58XCRHomKoQXEQds=',
};

describe('signature', () => {
  it('equals the documented vector', () => {
    const params = { command: 'listUsers', response: 'json', apikey: DOCUMENTED.apiKey };
    expect(sign(params, DOCUMENTED.secretKey)).toBe(DOCUMENTED.signature);
  });

  it.each([
    // Each was accepted by a real server in this form and no other (recordings §16).
    ['a b', 'a%20b'],
    ['a*b', 'a*b'],
    ['a~b', 'a%7eb'],
    ['a+b', 'a%2bb'],
    ['a[b]', 'a%5bb%5d'],
    ['ü', '%c3%bc'],
    ['a/b:c,d', 'a%2fb%3ac%2cd'],
    ["!'()", '%21%27%28%29'],
  ])('signs the value %s as %s', (value, signed) => {
    expect(canonicalString({ name: value })).toBe(`name=${signed}`);
  });

  it('leaves names alone, sorts them before lowercasing and leaves the signature out', () => {
    const params = { b: '1', 'details[0].cpuNumber': '2', Z: '3', a: '4', signature: 'x' };
    expect(canonicalString(params)).toBe('z=3&a=4&b=1&details[0].cpunumber=2');
  });

  it('escapes as Java does: nothing but letters, digits and . - * _ stays', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (value) => {
        expect(encodeValue(value)).toMatch(/^([A-Za-z0-9.\-*_]|%[0-9A-F]{2})*$/);
        expect(decodeURIComponent(encodeValue(value))).toBe(value);
      }),
    );
  });

  it('signs what the server will decode from the form', () => {
    const expires = new Date('2026-11-23T04:00:00.123Z');
    const form = signedForm({
      command: 'deployVirtualMachine',
      params: { 'details[0].failover.job': "a b~c('d')*+", name: 'ü&=' },
      apiKey: 'key',
      secretKey: 'secret',
      expires,
    });
    const { signature, ...received } = Object.fromEntries(new URLSearchParams(form));
    expect(signature).toBe(sign(received, 'secret'));
    expect(received).toMatchObject({
      command: 'deployVirtualMachine',
      response: 'json',
      signatureversion: '3',
      expires: '2026-11-23T04:00:00.123Z',
      'details[0].failover.job': "a b~c('d')*+",
      name: 'ü&=',
    });
  });
});
