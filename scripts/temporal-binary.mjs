/**
 * Prints the path of a `temporal` binary that runs here, getting one if need be: TEMPORAL_CLI_PATH, then PATH, the
 * project's cache, the SDK's official download, Go. Progress and errors go to standard error.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { clearInterval, setInterval } from 'node:timers';
import { fileURLToPath } from 'node:url';
import { withLock } from './lock.mjs';

const CLI_VERSION = 'v1.5.1';
const FIRST_BYTE_MS = 20_000;
const SILENCE_MS = 60_000;

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const cache = join(root, '.cache/temporal');
const cached = join(cache, 'temporal');
const tell = (line) => console.error(line);

/** Does this file answer as the Temporal CLI? */
function runs(path) {
  const { status, stdout } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 30_000 });
  return status === 0 && stdout.startsWith('temporal version');
}

function given() {
  const path = process.env.TEMPORAL_CLI_PATH;
  if (!path) return undefined;
  if (runs(path)) return path;
  throw new Error(
    `TEMPORAL_CLI_PATH is ${path}, which does not answer \`--version\` as the Temporal CLI; correct or unset it`,
  );
}

function onPath() {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, 'temporal'))
    .find((path) => existsSync(path) && runs(path));
}

function inCache() {
  return existsSync(cached) && runs(cached) ? cached : undefined;
}

/** Bytes in the download folder: tells a download that moves from one that hangs. */
function bytesIn(folder) {
  return readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
}

/**
 * The SDK downloads its dev server itself and honours the proxies; it has no time limit of its own, so it works in a
 * process that ends when no first byte has come in time, or when it has fallen silent.
 */
async function download() {
  const folder = join(cache, 'download');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  tell('Temporal server: asking temporal.download (once; kept in .cache/)');
  const code = `
    const { TestWorkflowEnvironment } = await import('@temporalio/testing');
    const server = { executable: { type: 'cached-download', downloadDir: process.argv[1] } };
    await (await TestWorkflowEnvironment.createLocal({ server })).teardown();`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code, folder], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaint = '';
  child.stderr.on('data', (data) => (complaint += data));
  let [bytes, movedAt, quiet] = [0, Date.now(), false];
  const watch = setInterval(() => {
    const now = bytesIn(folder);
    if (now > bytes) [bytes, movedAt] = [now, Date.now()];
    if (Date.now() - movedAt < (bytes === 0 ? FIRST_BYTE_MS : SILENCE_MS)) return;
    quiet = true;
    child.kill('SIGKILL');
  }, 200);
  await new Promise((resolve) => child.once('close', resolve));
  clearInterval(watch);
  const file = readdirSync(folder).find((name) => name.startsWith('temporal-cli-') && !name.endsWith('.downloading'));
  if (file !== undefined) renameSync(join(folder, file), cached);
  rmSync(folder, { recursive: true, force: true });
  const path = inCache();
  if (path !== undefined) return path;
  const reason = quiet
    ? `no answer for ${FIRST_BYTE_MS / 1000} s`
    : (/download[^\n]*$/m.exec(complaint)?.[0] ?? complaint.trim());
  tell(`Temporal server: not from temporal.download (${reason.slice(-120)})`);
  return undefined;
}

/** Go of at least 1.25, or undefined. */
function go() {
  const { status, stdout } = spawnSync('go', ['env', 'GOVERSION'], { encoding: 'utf8' });
  const [, major, minor] = /^go(\d+)\.(\d+)/.exec(stdout ?? '') ?? [];
  return status === 0 && (Number(major) > 1 || Number(minor) >= 25) ? 'go' : undefined;
}

async function build() {
  const command = go();
  if (command === undefined) return undefined;
  mkdirSync(cache, { recursive: true });
  tell(`Temporal server: building ${CLI_VERSION} with Go, 3 to 5 minutes, once (kept in .cache/)`);
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  const progress = setInterval(() => tell(`Temporal server: still building, ${seconds()} s`), 15_000);
  // Pure Go, so no C compiler is asked for; without symbols it links faster.
  const env = { ...process.env, GOBIN: cache, GOFLAGS: '-ldflags=-s', CGO_ENABLED: '0' };
  // Without HOME Go has no place for its modules and objects.
  if (!env.HOME && !env.GOPATH) env.GOPATH = join(cache, 'go');
  if (!env.HOME && !env.GOCACHE) env.GOCACHE = join(cache, 'go-build');
  const args = [
    'install',
    '-p',
    String(availableParallelism()),
    `github.com/temporalio/cli/cmd/temporal@${CLI_VERSION}`,
  ];
  const child = spawn(command, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  // Hundreds of lines on what it downloads; the last ones matter when it fails.
  let said = '';
  child.stderr.on('data', (data) => (said += data));
  const status = await new Promise((resolve) => child.once('close', resolve));
  clearInterval(progress);
  const reason = said.trim().split('\n').slice(-10).join('\n');
  tell(`Temporal server: ${status === 0 ? `built in ${seconds()} s` : `go install ended with ${status}:\n${reason}`}`);
  return inCache();
}

async function find() {
  const near = given() ?? onPath() ?? inCache();
  if (near !== undefined) return near;
  // One process fetches; the others wait for what it put into the cache.
  return withLock(
    join(root, '.run/temporal-binary.lock'),
    async () => inCache() ?? (await download()) ?? (await build()),
  );
}

try {
  const path = await find();
  if (path === undefined)
    throw new Error(
      'No Temporal server for this machine. Any of these helps: put the Temporal CLI (https://temporal.io/setup) on ' +
        'PATH; set TEMPORAL_CLI_PATH to it; let this machine reach https://temporal.download (proxies are honoured); ' +
        'install Go 1.25 or newer, and it is built from source.',
    );
  console.log(path);
} catch (error) {
  tell(error.message);
  process.exitCode = 1;
}
