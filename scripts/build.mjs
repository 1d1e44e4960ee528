/**
 * `npm run build`: TypeScript to dist/, then the console's and the workflows' bundles; nothing when nothing changed. Types
 * are judged by `npm run typecheck` (first thing in `npm test`), not here: a demo need not wait for that.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withLock } from './lock.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');
const require = createRequire(join(root, 'package.json'));
const skipped = new Set(['node_modules', 'dist', 'data', 'test', 'bench', 'docs', 'coverage']);

/** Files below `folder` that end in `ending`, sorted. */
function files(folder, ending) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !entry.name.startsWith('.') && !skipped.has(entry.name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return files(path, ending);
      return entry.name.endsWith(ending) ? [path] : [];
    })
    .sort();
}

function digest(paths, describe) {
  const hash = createHash('sha256');
  for (const path of paths) hash.update(`${relative(root, path)}\0${describe(path)}\0`);
  return hash.digest('hex');
}

/** The console is bundled, not compiled. */
const isServer = (path) => !path.startsWith(join(root, 'console/'));
const byTime = (path) => `${statSync(path).mtimeMs} ${statSync(path).size}`;
const byContent = (path) => readFileSync(path, 'utf8');

/** Runs `work` unless the stamp file already says `key`; the stamp is written only after success. */
async function unlessStamped(name, key, work) {
  const stamp = join(dist, name);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === key) return;
  await work();
  mkdirSync(dist, { recursive: true });
  writeFileSync(stamp, key);
}

function compile() {
  const tsc = join(dirname(require.resolve('typescript/package.json')), 'bin/tsc');
  const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json', '--noCheck'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) throw new Error('tsc failed');
  chmodSync(join(dist, 'cli/main.js'), 0o755);
  // What was renamed or removed must not stay importable.
  for (const path of files(dist, '.js')) {
    if (path.endsWith('workflow-bundle.js') || path.startsWith(join(dist, 'console/'))) continue;
    const source = join(root, relative(dist, path)).replace(/\.js$/, '.ts');
    if (!existsSync(source)) for (const stale of [path, `${path}.map`]) rmSync(stale, { force: true });
  }
}

async function bundle() {
  const { bundleWorkflowCode } = await import('@temporalio/worker');
  const quiet = () => undefined;
  const { code } = await bundleWorkflowCode({
    workflowsPath: join(dist, 'workflows/index.js'),
    workflowInterceptorModules: [join(dist, 'workflows/log-context.js')],
    logger: { log: quiet, trace: quiet, debug: quiet, info: quiet, warn: console.error, error: console.error },
  });
  writeFileSync(join(dist, 'workflow-bundle.js'), code);
}

async function buildConsole() {
  const { bundleConsole } = await import('./console.mjs');
  await bundleConsole(root);
}

await withLock(join(root, '.run/build.lock'), async () => {
  const settings = ['package-lock.json', 'tsconfig.json', 'tsconfig.build.json'].map((name) => join(root, name));
  await unlessStamped('.compiled', digest([...files(root, '.ts').filter(isServer), ...settings], byTime), compile);
  const consoleCode = ['console', 'client'].flatMap((folder) =>
    ['.ts', '.tsx', '.css', '.html'].flatMap((ending) => files(join(root, folder), ending)),
  );
  const consoleBuild = [...consoleCode, join(root, 'scripts/console.mjs'), join(root, 'package-lock.json')];
  await unlessStamped('.console', digest(consoleBuild, byTime), buildConsole);
  const workflowCode = ['workflows', 'domain'].flatMap((folder) => files(join(dist, folder), '.js'));
  const sdk = require('@temporalio/worker/package.json').version;
  await unlessStamped('.bundled', `${sdk} ${digest(workflowCode, byContent)}`, bundle);
});
