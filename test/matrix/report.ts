import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/checkout.js';
import type { Outcome } from './cells.js';

const sections: { title: string; outcomes: Outcome[] }[] = [];

export function note(title: string, outcomes: Outcome[]): void {
  sections.push({ title, outcomes });
}

/** Writes docs/fault-matrix-live.md; only the whole matrix does. */
export function writeReport(): void {
  const all = sections.flatMap(({ outcomes }) => outcomes);
  const failed = all.filter(({ problems }) => problems.length > 0);
  const lines = [
    '# Fault matrix of the live failover',
    '',
    `Written by \`make matrix\` on ${new Date().toISOString().slice(0, 10)}: ${all.length} cells, ${all.filter((o) => o.hit).length} hit, ${all.length - failed.length} as expected, ${failed.length} not.`,
    'Each cell is a run of its own in which one fault strikes one call. Expected outcomes: `test/matrix/expected.ts`; what is',
    'checked of CloudStack afterwards: `test/matrix/checker.ts`.',
    '',
    'C: completed. CA: completed after a person was called. U: failed, everything as before. !: not as expected.',
    ...sections.flatMap(({ title, outcomes }) => ['', `## ${title}`, '', ...table(outcomes)]),
    ...(failed.length === 0 ? [] : ['', '## Not as expected', '']),
    ...failed.map((o) => `- ${o.label}, ${o.fault}: ${o.problems.join('; ')}`),
    '',
  ];
  writeFileSync(join(root, 'docs/fault-matrix-live.md'), lines.join('\n'));
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
