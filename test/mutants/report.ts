import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/checkout.js';
import type { Mutant } from './mutant.js';

export interface Row {
  mutant: Mutant;
  outcome: string;
  seconds: number;
}

const DOCUMENT = join(root, 'docs/safety-tests.md');
const [BEGIN, END] = ['<!-- mutants: begin -->', '<!-- mutants: end -->'];

/** Puts the table between its marks in docs/safety-tests.md. */
export function writeReport(rows: readonly Row[]): void {
  const page = readFileSync(DOCUMENT, 'utf8');
  const [before, rest] = page.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined)
    throw new Error(`${DOCUMENT} has no place between ${BEGIN} and ${END}`);
  writeFileSync(DOCUMENT, [before, BEGIN, '\n', ...tableOf(rows).map((line) => `${line}\n`), END, after].join(''));
}

function tableOf(rows: readonly Row[]): string[] {
  const caught = rows.filter(({ outcome }) => outcome === 'caught').length;
  const minutes = Math.round(rows.reduce((sum, { seconds }) => sum + seconds, 0) / 60);
  return [
    `Written by \`make mutants\` on ${new Date().toISOString().slice(0, 10)}: ${rows.length} mutants, ${caught} caught, in ${minutes} minutes.`,
    '',
    '| rule | the mutant | in | must be caught by | outcome | s |',
    '|---|---|---|---|---|---|',
    ...rows.map(
      ({ mutant: { rule, does, file, test }, outcome, seconds }) =>
        `| ${rule} | ${does} | \`${file}\` | \`${test.file}\` "${test.name}" | ${outcome.replaceAll('|', '\\|')} | ${seconds} |`,
    ),
  ];
}
