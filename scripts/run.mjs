/**
 * `node scripts/run.mjs <stage>`: pre-flight, dependencies and build, as far as they are needed, then the stage itself in
 * this same process (so that a signal to npm's child reaches it). Works on a fresh clone: Node's own modules only.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, statSync } from 'node:fs';
import { join, dirname } from 'node:path';
import { loadEnvFile } from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { withLock } from './lock.mjs';
import { problems } from './preflight.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
/** `settings`: configured by the environment and the checkout's .env file; `asBuilt`: a broken source must not stop it. */
const STAGES = {
  demo: { entry: 'dist/scripts/demo.js' },
  test: { entry: 'scripts/test.mjs' },
  matrix: { entry: 'scripts/matrix.mjs' },
  chaos: { entry: 'scripts/chaos.mjs' },
  mutants: { entry: 'scripts/mutants.mjs' },
  up: { entry: 'dist/scripts/up.js', settings: true },
  down: { entry: 'dist/scripts/down.js', asBuilt: true },
  worker: { entry: 'dist/worker.js', settings: true },
  api: { entry: 'dist/api/server.js', settings: true },
  simulator: { entry: 'dist/simulator/main.js', settings: true },
  migrate: { entry: 'dist/scripts/migrate.js', settings: true },
};

function step(name, command, args, env = process.env) {
  const { status } = spawnSync(command, args, { cwd: root, env, stdio: ['ignore', 2, 2] });
  if (status === 0) return;
  console.error(`${name} failed; the lines above say why`);
  process.exit(1);
}

/** Installs exactly what the lock file says, unless npm did that after the lock file last changed. */
async function install() {
  const changed = (name) => statSync(join(root, name), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const done = () => changed('node_modules/.package-lock.json') >= changed('package-lock.json');
  if (done()) return;
  // npm ci would empty the folder behind a link: another checkout's.
  if (lstatSync(join(root, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink()) {
    console.error('node_modules is a link and older than package-lock.json: remove it, or run npm ci where it points');
    process.exit(1);
  }
  await withLock(join(root, '.run/install.lock'), async () => {
    if (done()) return;
    console.error('installing dependencies (npm ci)');
    // A production setting of the shell would leave out what builds and tests.
    step('npm ci', 'npm', ['ci', '--include=dev', '--ignore-scripts', '--no-progress'], {
      ...process.env,
      NODE_ENV: 'development',
    });
  });
}

const stage = STAGES[process.argv[2]];
if (stage === undefined) {
  console.error(`usage: node scripts/run.mjs ${Object.keys(STAGES).join('|')}`);
  process.exit(2);
}
const found = problems(root);
for (const problem of found) console.error(`pre-flight: ${problem}`);
if (found.length > 0) process.exit(1);
const entry = join(root, stage.entry);
if (!(stage.asBuilt && existsSync(entry))) {
  await install();
  step('the build', process.execPath, [join(root, 'scripts/build.mjs')]);
}
if (stage.settings && existsSync(join(root, '.env'))) loadEnvFile(join(root, '.env'));
process.argv.splice(1, 2, entry);
await import(pathToFileURL(entry).href);
