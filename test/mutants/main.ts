/**
 * `npm run mutants [-- words]`: breaks a rule at a time in a copy of the checkout and runs the test that must notice. With
 * words, only the mutants whose rule is or whose description holds one of them.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/checkout.js';
import { Checks } from './checks.js';
import { Copy } from './copy.js';
import { broken, type Mutant } from './mutant.js';
import type { TestResult } from './reporter.js';
import { writeReport, type Row } from './report.js';
import { MUTANTS } from './table.js';
import { ofTest, verdictOf } from './verdict.js';

const words = process.argv.slice(2);
const chosen = MUTANTS.filter(
  ({ rule, does }) => words.length === 0 || words.some((word) => word === rule || does.includes(word)),
);
const copy = new Copy();
// Also where somebody interrupts it.
process.on('exit', () => copy.remove());
const checks = new Checks(root);

/** Without a mutant every named test passes, or its failure would say nothing. */
function unbroken(): string[] {
  const results = (['unit', 'integration'] as const).flatMap((project): TestResult[] => {
    const tests = chosen.map(({ test }) => test).filter((test) => test.project === project);
    return tests.length === 0 ? [] : copy.run(tests);
  });
  return chosen
    .filter(({ test }) => verdictOf(results, test) !== 'survived')
    .map(({ test }) => `${test.file} "${test.name}": ${told(ofTest(results, test))}`);
}

function told(results: readonly TestResult[]): string {
  return results.length === 0
    ? 'did not run'
    : results.flatMap(({ errors }) => errors.map((e) => e.message)).join('; ');
}

async function tried(mutant: Mutant): Promise<string> {
  const source = readFileSync(join(root, mutant.file), 'utf8');
  const text = broken(source, mutant);
  const problems = await checks.problems(mutant.file, text);
  if (problems.length > 0) return problems.join('; ');
  copy.write(mutant.file, text);
  try {
    return verdictOf(copy.run([mutant.test]), mutant.test);
  } finally {
    copy.write(mutant.file, source);
  }
}

async function all(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const mutant of chosen) {
    const began = Date.now();
    const outcome = await tried(mutant);
    const seconds = Math.round((Date.now() - began) / 1_000);
    rows.push({ mutant, outcome, seconds, on: new Date().toISOString().slice(0, 10) });
    console.log(`${mutant.rule.padEnd(4)} ${outcome} (${seconds} s): ${mutant.does}`);
  }
  return rows;
}

const failing = unbroken();
for (const line of failing) console.log(`fails without a mutant: ${line}`);
const rows = failing.length > 0 ? [] : await all();
const caught = rows.filter(({ outcome }) => outcome === 'caught').length;
console.log(`${chosen.length} mutants, ${caught} caught`);
if (rows.length > 0) writeReport(rows);
process.exitCode = caught === chosen.length ? 0 : 1;
