import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../scripts/checkout.js';
import type { Mutant } from './mutant.js';
import { RESULTS, type TestResult } from './reporter.js';

const LONGEST_MS = 15 * 60_000;

/** A throw-away copy of the checkout as it stands, committed or not; what was installed is shared with it. */
export class Copy {
  private readonly folder = mkdtempSync(join(tmpdir(), 'failover-mutants-'));
  private readonly results = join(this.folder, 'results.json');

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
    rmSync(this.results, { force: true });
    const [project] = new Set(tests.map((test) => test.project));
    const names = [...new Set(tests.map(({ name }) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))];
    const args = ['run', '--project', project ?? '', '--no-file-parallelism', '-t', names.join('|')];
    spawnSync(
      process.execPath,
      [
        join(root, 'node_modules/vitest/vitest.mjs'),
        ...args,
        `--reporter=${join(this.folder, 'test/mutants/reporter.ts')}`,
        ...new Set(tests.map(({ file }) => file)),
      ],
      { cwd: this.folder, stdio: 'ignore', timeout: LONGEST_MS, env: { ...process.env, [RESULTS]: this.results } },
    );
    return existsSync(this.results) ? (JSON.parse(readFileSync(this.results, 'utf8')) as TestResult[]) : [];
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
