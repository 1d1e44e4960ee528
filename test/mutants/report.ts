import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { root } from '../../scripts/checkout.js';
import type { Mutant } from './mutant.js';
import { MUTANTS } from './table.js';

export interface Row {
  mutant: Mutant;
  outcome: string;
  seconds: number;
  /** ISO 8601, the day. */
  on: string;
}

const DOCUMENT = join(root, 'docs/safety-tests.md');
const [BEGIN, END] = ['<!-- mutants: begin -->', '<!-- mutants: end -->'];
/** Of every mutant its last run. */
const folder = join(root, 'test-results');
const STORE = join(folder, 'mutants.json');

/** Adds what was just found to what is known, and puts the table between its marks in docs/safety-tests.md. */
export function writeReport(fresh: readonly Row[]): void {
  const stored = existsSync(STORE) ? (JSON.parse(readFileSync(STORE, 'utf8')) as Row[]) : [];
  // A mutant that reads otherwise by now is another one.
  const rows = MUTANTS.flatMap(
    (mutant) => [...fresh, ...stored].find((r) => isDeepStrictEqual(r.mutant, mutant)) ?? [],
  );
  mkdirSync(folder, { recursive: true });
  writeFileSync(STORE, JSON.stringify(rows));
  const [before, rest] = readFileSync(DOCUMENT, 'utf8').split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error(`${DOCUMENT} lacks ${BEGIN} or ${END}`);
  writeFileSync(DOCUMENT, [before, BEGIN, '\n', ...tableOf(rows).map((line) => `${line}\n`), END, after].join(''));
}

function tableOf(rows: readonly Row[]): string[] {
  const caught = rows.filter(({ outcome }) => outcome === 'caught').length;
  const minutes = Math.round(rows.reduce((sum, { seconds }) => sum + seconds, 0) / 60);
  const days = [...new Set(rows.map(({ on }) => on))].sort();
  const on = [...new Set([days[0], days.at(-1)])].join(' to ');
  return [
    `Written by \`make mutants\`, ${on}: ${MUTANTS.length} mutants, ${rows.length} tried, ${caught} caught, in ${minutes} minutes.`,
    '',
    '| rule | the mutant | in | must be caught by | outcome | s |',
    '|---|---|---|---|---|---|',
    ...rows.map(
      ({ mutant: { rule, does, file, test }, outcome, seconds }) =>
        `| ${rule} | ${does} | \`${file}\` | \`${test.file}\` "${test.name}" | ${outcome.replaceAll('|', '\\|')} | ${seconds} |`,
    ),
  ];
}
