import { describe, expect, test } from 'vitest';
import { parseExpires } from './authenticate.js';
import { javaUrlEncode, sign, stringToSign } from './signature.js';

describe('signing (facts §1.1)', () => {
  test('the vector of the developer guide', () => {
    const params = new Map([
      ['command', 'listUsers'],
      ['response', 'json'],
      ['apiKey', 'plgWJfZK4gyS3mOMTVmjUVg-X-jlWlnfaUJ9GAbBbf9EdM-kAYMmAiLqzzq1ElZLYq_u38zCm0bewzGUdP66mg'],
    ]);
    const secret = 'VDaACYb0LV9eNjTetIOElcVQkvJck_J_QljX_FcHRj87ZKiy0z0ty0ZsYBkoXkY9b7eq1EhwJaw7FF3akA3KBQ';
    expect(sign(params, secret)).toBe('TTpdDq/7j/J58XCRHomKoQXEQds=');
  });

  test.each([
    ['a b', 'a%20b'],
    ['a*b-c_d.e', 'a*b-c_d.e'],
    ["!'()~", '%21%27%28%29%7E'],
    ['a+b', 'a%2Bb'],
    ['a[b]', 'a%5Bb%5D'],
    ['ü', '%C3%BC'],
    ['a/b:c,d', 'a%2Fb%3Ac%2Cd'],
  ])('%s is encoded as java.net.URLEncoder does', (value, encoded) => {
    expect(javaUrlEncode(value)).toBe(encoded);
  });

  test('names are sorted as received, not encoded, then lower-cased; the signature is not signed', () => {
    const params = new Map([
      ['b', '1'],
      ['Zz', '2'],
      ['details[0].cpuNumber', 'X Y'],
      ['signature', 's'],
    ]);
    expect(stringToSign(params)).toBe('zz=2&b=1&details[0].cpunumber=x%20y');
  });
});

test.each([
  ['2026-11-23T02:30:02+0000', Date.UTC(2026, 10, 23, 2, 30, 2)],
  ['2026-11-23T02:30:02.500Z', Date.UTC(2026, 10, 23, 2, 30, 2, 500)],
  ['2026-11-23T03:30:02+01:00', Date.UTC(2026, 10, 23, 2, 30, 2)],
  ['tomorrow', NaN],
  ['', NaN],
])('expires %s', (text, ms) => {
  expect(parseExpires(text)).toBe(ms);
});
