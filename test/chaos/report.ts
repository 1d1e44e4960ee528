import type { Report } from './run.js';

export type Figures = [string, string][];

const tally = (words: readonly string[]): string =>
  [...new Set(words)]
    .sort()
    .map((word) => `${words.filter((w) => w === word).length} ${word}`)
    .join(', ');

/** What a run of chaos came to, in the order in which it is told. */
export function figuresOf({ runs, count, verdict, recoveryMs }: Report): Figures {
  const kills = Object.entries(count.kills);
  const killed = kills.reduce((sum, [, n]) => sum + n, 0);
  const share = Math.round((100 * count.inFlight) / Math.max(1, killed + count.freezes));
  return [
    ['Runs', `${runs.length} (${tally(runs.map(({ kind, status }) => `${kind} ${status}`))})`],
    ['Kills', `${killed} (${kills.map(([name, n]) => `${name} ${n}`).join(', ')})`],
    ['Workers frozen', `${count.freezes}`],
    ['Kills and freezes with a run in flight', `${share} %`],
    ['Restarts of the management server', `${count.restarts}`],
    ['Requests struck by a fault', `${count.faults}`],
    ['Effects twice', `${verdict.twice.length}`],
    ['Replicas lost or altered, things left behind, reports that are not so', `${verdict.broken.length}`],
    ['Disagreements between projection, workflow and CloudStack, runs unfinished', `${verdict.disagreements.length}`],
    ['Files with a secret', `${verdict.secrets.length}`],
    ['From the end of all trouble to the end of the last run', `${Math.round(recoveryMs / 1_000)} s`],
  ];
}

export function page(figures: Figures, { minutes, seed }: { minutes: number; seed: string }): string {
  return [
    '# Reliability',
    '',
    `Written by \`make chaos MINUTES=${minutes}\` on ${new Date().toISOString().slice(0, 10)}, seed \`${seed}\`: two workers, two APIs, Temporal with a file`,
    'database, MariaDB and the simulated CloudStack as real processes; a mixed load of live failovers, tests (extended, ended,',
    'cancelled, their VMs stopped from outside), rollbacks and commits on 40 VMs, ten at once, while processes are killed and',
    'frozen and CloudStack drops, refuses, throttles, forgets and restarts. Then all trouble ends, the runs are let finish, and',
    'the simulator, its effect log and the API are compared with what was reported. `npm test` runs three minutes of it.',
    '',
    '| | |',
    '|---|---|',
    ...figures.map(([name, value]) => `| ${name} | ${value} |`),
    '',
  ].join('\n');
}
