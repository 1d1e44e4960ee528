import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../scripts/checkout.js';
import type { Mutant } from './mutant.js';

export interface TestResult {
  /** In the checkout. */
  file: string;
  title: string;
  status: string;
  messages: string[];
}

/** What vitest's JSON reporter writes, as far as it is read here. */
interface Report {
  testResults: {
    name: string;
    assertionResults: { fullName: string; status: string; failureMessages: string[] }[];
  }[];
}

const LONGEST_MS = 15 * 60_000;

/** A throw-away copy of the checkout as it stands, committed or not; what was installed is shared with it. */
export class Copy {
  private readonly folder = mkdtempSync(join(tmpdir(), 'failover-mutants-'));
  private readonly report = join(this.folder, 'report.json');

  constructor() {
    const { stdout } = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
      cwd: root,
      encoding: 'utf8',
    });
    for (const file of stdout.split('\0').filter((name) => name !== '' && existsSync(join(root, name))))
      cpSync(join(root, file), join(this.folder, file));
    for (const shared of ['node_modules', '.cache'].filter((name) => existsSync(join(root, name))))
      symlinkSync(join(root, shared), join(this.folder, shared));
  }

  write(file: string, text: string): void {
    writeFileSync(join(this.folder, file), text);
  }

  /** Every test of these files whose full title holds one of the names, as it ended; none where vitest itself broke down. */
  run(tests: readonly Mutant['test'][]): TestResult[] {
    rmSync(this.report, { force: true });
    const [project] = new Set(tests.map((test) => test.project));
    const names = [...new Set(tests.map(({ name }) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))];
    const args = ['run', '--project', project ?? '', '--no-file-parallelism', '-t', names.join('|')];
    spawnSync(
      process.execPath,
      [
        join(root, 'node_modules/vitest/vitest.mjs'),
        ...args,
        ...['--reporter=json', `--outputFile=${this.report}`],
        ...new Set(tests.map(({ file }) => file)),
      ],
      { cwd: this.folder, stdio: 'ignore', timeout: LONGEST_MS },
    );
    if (!existsSync(this.report)) return [];
    const { testResults } = JSON.parse(readFileSync(this.report, 'utf8')) as Report;
    return testResults.flatMap(({ name, assertionResults }) =>
      assertionResults.map(({ fullName, status, failureMessages }) => ({
        file: name.slice(this.folder.length + 1),
        title: fullName,
        status,
        messages: failureMessages,
      })),
    );
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
