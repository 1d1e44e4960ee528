import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { root } from '../../scripts/checkout.js';
import type { Outcome } from './field.js';
import { seed } from './seed.js';

interface Section {
  title: string;
  /** Day of the run. */
  on: string;
  /** Of what it was a run. */
  commit: string;
  outcomes: Outcome[];
}

const DOCUMENTS = {
  live: { heading: 'Fault matrix of the live failover', expected: '`test/matrix/expected.ts`' },
  test: {
    heading: 'Fault matrix of the test failover, of rollback, commit and recovery',
    expected: '`test/matrix/expected-of.ts`',
  },
};
export type Document = keyof typeof DOCUMENTS;

const commit = execFileSync('git', ['describe', '--always', '--dirty', '--exclude=*'], {
  cwd: root,
  encoding: 'utf8',
}).trim();

/** Of every section its last run; `make matrix` begins with none. */
const folderOf = (document: Document): string => join(root, 'test-results/matrix', document);

/** Fails the test where a cell is not as expected; of the whole matrix it writes docs/fault-matrix-<document>.md first. */
export function asExpected(title: string, outcomes: Outcome[], document: Document = 'live'): void {
  console.log(`${title}: ${outcomes.length} cells`);
  if (seed === undefined) {
    mkdirSync(folderOf(document), { recursive: true });
    const section: Section = { title, on: new Date().toISOString().slice(0, 10), commit, outcomes };
    writeFileSync(join(folderOf(document), `${title}.json`), JSON.stringify(section));
    writeReport(document);
  }
  expect(outcomes.length).toBeGreaterThan(0);
  const wrong = outcomes.filter(({ problems }) => problems.length > 0).map(told);
  if (wrong.length > 0) expect.fail(`${title}, not as expected:\n${wrong.join('\n')}`);
}

function writeReport(document: Document): void {
  const { heading, expected } = DOCUMENTS[document];
  const sections = readdirSync(folderOf(document))
    .sort()
    .map((file) => JSON.parse(readFileSync(join(folderOf(document), file), 'utf8')) as Section);
  const all = sections.flatMap(({ outcomes }) => outcomes);
  const failed = all.filter(({ problems }) => problems.length > 0);
  const lines = [
    `# ${heading}`,
    '',
    `Written by \`make matrix\` or, a section at a time, by parts of it: ${all.length} cells, ${all.filter((o) => o.hit).length} hit, ${all.length - failed.length} as expected, ${failed.length} not.`,
    'Each cell is a run of its own in which one fault strikes one call, or in which a process is killed or frozen while that',
    'call is where the column says; `undo:` is a call of the undo, `abandon:` one of the way back from a run given up.',
    `Expected outcomes: ${expected} and the tests themselves; what is checked of CloudStack afterwards: \`test/matrix/checker.ts\`.`,
    '',
    'C: completed. CA: completed after a person was called. U: failed, everything as before. ?: neither. !: not as expected.',
    ...sections.flatMap(({ title, on, commit: of, outcomes }) => [
      '',
      `## ${title} (${on}, ${of})`,
      '',
      ...table(outcomes),
    ]),
    ...(failed.length === 0 ? [] : ['', '## Not as expected', '']),
    ...failed.map((outcome) => `- ${told(outcome)}`),
    '',
  ];
  writeFileSync(join(root, `docs/fault-matrix-${document}.md`), lines.join('\n'));
}

function told({ label, fault, problems }: Outcome): string {
  return `${label}, ${fault}: ${problems.join('; ')}`;
}

function table(outcomes: readonly Outcome[]): string[] {
  const faults = [...new Set(outcomes.map((o) => o.fault))];
  const labels = [...new Set(outcomes.map((o) => o.label))];
  const cell = (label: string, fault: string): string =>
    outcomes
      .filter((o) => o.label === label && o.fault === fault)
      .map((o) => sign(o))
      .join(' ');
  return [
    `| call | ${faults.join(' | ')} |`,
    `|---|${faults.map(() => '---|').join('')}`,
    ...labels.map((label) => `| ${label} | ${faults.map((fault) => cell(label, fault)).join(' | ')} |`),
  ];
}

function sign({ ending, attention, problems }: Outcome): string {
  const letter = ending === 'failed-undone' ? 'U' : ending === 'completed' ? 'C' : '?';
  return `${letter}${attention && letter === 'C' ? 'A' : ''}${problems.length > 0 ? '!' : ''}`;
}
