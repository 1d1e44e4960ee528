import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostNameOf, hostNameWithSuffix } from './host-name.js';

/** Facts §3.4. */
const VALID = /^[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;

const names = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 120 }),
  fc.string({ unit: 'grapheme', maxLength: 120 }),
  fc.stringMatching(/^[A-Za-z0-9 ._-]{0,120}$/),
);

describe('hostNameOf', () => {
  it.each([
    ['PGWINTESTBIOS', 'pgwintestbios'],
    ['pg-db-01.example.org', 'pg-db-01-example-org'],
    ['file server 01', 'file-server-01'],
    ['2nd_server', 'vm-2nd-server'],
    ['--edge--', 'edge'],
    ['Größe', 'gr-e'],
    ['東京', 'vm'],
    ['', 'vm'],
    ['...', 'vm'],
    [`${'a'.repeat(62)}-b`, 'a'.repeat(62)],
    ['9'.repeat(70), `vm-${'9'.repeat(60)}`],
  ])('%j becomes %j', (name, expected) => {
    expect(hostNameOf(name)).toBe(expected);
  });

  it('is valid for every name, the same each time, and leaves a host name as it is', () => {
    fc.assert(
      fc.property(names, (name) => {
        const host = hostNameOf(name);
        expect(host).toMatch(VALID);
        expect(hostNameOf(name)).toBe(host);
        expect(hostNameOf(host)).toBe(host);
      }),
    );
  });
});

describe('hostNameWithSuffix', () => {
  it.each([
    ['PGWINTESTBIOS', 'abc234', 'pgwintestbios-abc234'],
    ['a'.repeat(80), 'test-abc234', `${'a'.repeat(51)}-test-abc234`],
    [`${'a'.repeat(55)}-bbbbbbbb`, 'abc234', `${'a'.repeat(55)}-abc234`],
    ['web', '', 'web'],
    ['web', '---', 'web'],
  ])('%j with %j becomes %j', (name, suffix, expected) => {
    expect(hostNameWithSuffix(name, suffix)).toBe(expected);
  });

  it('is valid for every name and suffix, and keeps the suffix of a job whole', () => {
    fc.assert(
      fc.property(names, fc.oneof(names, fc.stringMatching(/^[a-z2-7]{6}$/)), (name, suffix) => {
        const host = hostNameWithSuffix(name, suffix);
        expect(host).toMatch(VALID);
        if (/^[a-z2-7]{6}$/.test(suffix)) expect(host.endsWith(`-${suffix}`)).toBe(true);
      }),
    );
  });
});
