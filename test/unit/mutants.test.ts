import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../scripts/checkout.js';
import { broken } from '../mutants/mutant.js';
import { MUTANTS } from '../mutants/table.js';
import { verdictOf } from '../mutants/verdict.js';

const text = (file: string): string => readFileSync(join(root, file), 'utf8');
const [first] = MUTANTS;

describe('the table of mutants', () => {
  it.each(MUTANTS.map((mutant) => [`${mutant.rule} ${mutant.does}`, mutant] as const))('%s', (_title, mutant) => {
    const source = text(mutant.file);
    expect(broken(source, mutant)).not.toBe(source);
    expect(existsSync(join(root, mutant.test.file))).toBe(true);
    expect(text(mutant.test.file)).toContain(mutant.test.name);
  });

  it('breaks every rule at least twice, each time otherwise', () => {
    const rules = Array.from({ length: 10 }, (_, i) => `R${i + 1}`);
    expect(rules.filter((rule) => MUTANTS.filter((mutant) => mutant.rule === rule).length < 2)).toEqual([]);
    expect(new Set(MUTANTS.map(({ does }) => does)).size).toBe(MUTANTS.length);
  });

  it.each(['gone', 'there there'])('does not apply to a source where its text is %s', (source) => {
    expect(() => broken(source, { ...first!, patch: { there: 'elsewhere' } })).toThrow('not once');
  });
});

describe('a mutant', () => {
  const test = { project: 'unit', file: 'a.test.ts', name: 'says so' } as const;
  const ended = (state: string, message?: string, asserted = true) => ({
    ...{ file: test.file, title: 'it says so', state },
    errors: message === undefined ? [] : [{ message, asserted }],
  });

  it.each([
    ['caught', [ended('passed'), ended('failed', 'expected 1 to be 2')]],
    ['survived', [ended('passed'), { ...ended('failed', 'expected 1 to be 2'), title: 'another' }]],
    ['no assertion failed: Test timed out', [ended('failed', 'Test timed out\n at', false)]],
    ['the test did not run', [ended('skipped'), { ...ended('failed', 'expected 1 to be 2'), file: 'b.test.ts' }]],
  ])('is %s', (verdict, results) => {
    expect(verdictOf(results, test)).toBe(verdict);
  });
});
