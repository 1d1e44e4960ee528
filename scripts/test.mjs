/**
 * `npm test`, after the pre-flight and the install: static checks, then every suite, whatever fails in between. The last
 * line is `N passed, N failed`; a static check counts as one, and so does that every documented answer was seen. Skips
 * are listed with their cures; with REQUIRE_ALL=1 what is missing fails instead (test/support/preflight.ts).
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { unexcused } from './answers.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const results = mkdtempSync(join(tmpdir(), 'failover-test-'));
const CHECKS = ['typecheck', 'lint', 'format:check', 'boundaries', 'unused', 'openapi:lint'];
/** Of the matrix a third, by a seed that it prints; of chaos three minutes; of the fuzzing a few requests a route. */
const SUITES = ['unit', 'integration', 'e2e', 'fuzz', 'browser', 'chaos', 'sequences', 'matrix'];

/** Settings of the user's shell that no test may see; where to find a Temporal CLI is the one exception. */
const SETTINGS =
  /^(TEMPORAL_(?!CLI_PATH$)|API_|SIMULATOR_|CLOUDSTACK_|FAILOVER_|DATABASE_URL$|SECRETS_KEY$|LOG_LEVEL$|NODE_ENV$|.*_(SECONDS|TICK_MS)$)/;
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !SETTINGS.test(name)));
env.TEST_SKIPS_FILE = join(results, 'skips');
env.TEST_ANSWERS_FILE = join(results, 'answers');
// A proxy is for downloads; gRPC would send even calls on loopback through it.
for (const name of ['no_proxy', 'NO_PROXY'])
  env[name] = [env[name], '127.0.0.1', 'localhost'].filter(Boolean).join(',');

const total = { passed: 0, failed: 0, skipped: 0 };
/** Said once more at the end: a record of the run may hold no more than its end. */
const failures = [];
const started = Date.now();

function run(name, args) {
  const begun = Date.now();
  const { status } = spawnSync('npm', ['run', '--silent', ...args], { cwd: root, env, stdio: 'inherit' });
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${Math.round((Date.now() - begun) / 1000)} s)`);
  return status === 0;
}

/** A suite that broke without a failed test (a file that cannot be loaded, an error outside of tests) counts as one. */
function suite(name) {
  const file = join(results, `${name}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const ok = run(name, ['vitest', '--', '--project', name, ...reporters]);
  const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  total.passed += report.numPassedTests ?? 0;
  total.skipped += report.numPendingTests ?? 0;
  total.failed += ok ? 0 : Math.max(report.numFailedTests ?? 0, 1);
  const tests = (report.testResults ?? []).flatMap((result) => result.assertionResults);
  for (const { status, fullName, failureMessages } of tests)
    if (status === 'failed')
      failures.push(`${name} > ${fullName}\n${stripVTControlCharacters(failureMessages.join('\n')).slice(0, 2_000)}`);
}

for (const check of CHECKS) total[run(check, [check]) ? 'passed' : 'failed'] += 1;
for (const name of SUITES) suite(name);

/** Answers that the OpenAPI document promises and no test has seen; a suite that was skipped would have seen some. */
function answers() {
  const json = (file) => JSON.parse(readFileSync(join(root, file), 'utf8'));
  const noted = existsSync(env.TEST_ANSWERS_FILE) ? readFileSync(env.TEST_ANSWERS_FILE, 'utf8').split('\n') : [];
  const excuses = json('test/never-answered.json');
  const found = unexcused(json('docs/openapi.json'), noted, excuses);
  console.log(`\ndocumented answers that no test produces: ${Object.keys(excuses).length}, excused`);
  for (const [answer, why] of Object.entries(excuses)) console.log(`  ${answer}: ${why}`);
  for (const line of found) console.log(`  ${line}`);
  if (total.skipped > 0) return;
  total[found.length === 0 ? 'passed' : 'failed'] += 1;
  if (found.length > 0) failures.push(`documented answers\n${found.join('\n')}`);
}
answers();

if (total.skipped > 0) {
  console.log(`\n${total.skipped} tests skipped on this machine:`);
  const lines = existsSync(env.TEST_SKIPS_FILE) ? readFileSync(env.TEST_SKIPS_FILE, 'utf8').trim().split('\n') : [];
  for (const line of new Set(lines)) console.log(`  ${line}`);
}
for (const failure of failures) console.log(`\nFAILED ${failure}`);
rmSync(results, { recursive: true, force: true });
console.log(`\nin ${Math.round((Date.now() - started) / 1000)} s`);
const summary = `${total.passed} passed, ${total.failed} failed`;
mkdirSync(join(root, 'test-results'), { recursive: true });
writeFileSync(join(root, 'test-results/summary'), `${summary}\n`);
console.log(summary);
process.exitCode = total.failed === 0 ? 0 : 1;
