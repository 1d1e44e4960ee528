import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { dataFolder, root, secretIn } from './checkout.js';
import { isolatedEnvironment, wholeEnvironment } from './environment.js';
import { Guard } from './guard.js';
import { ManagedProcess, type ProcessSpec } from './managed-process.js';
import { freePort } from './ports.js';
import { temporalBinary } from './temporal-binary.js';
import { temporalArguments, temporalServes } from './temporal-server.js';

export const PROCESS_NAMES = ['temporal', 'simulator', 'worker', 'api'] as const;
export type ProcessName = (typeof PROCESS_NAMES)[number];

/** Last first: who asks stops before who answers. */
const STOP_ORDER = [...PROCESS_NAMES].reverse();
const READY_WITHIN_MS = 60_000;

/** Entry points of our own processes, from the root of the checkout. */
export type Entries = Partial<Record<'simulator' | 'worker' | 'api' | 'migrate', string>>;

export interface StackOptions {
  /** Where this stack keeps its data and logs; made when missing, kept at the end. */
  folder: string;
  /**
   * `isolated`: only what the launcher starts itself is used, whatever the shell has set (demo, tests). `inherited`: the
   * shell's variables win; with TEMPORAL_ADDRESS no Temporal server is started (up).
   */
  environment: 'isolated' | 'inherited';
  /** Preferred ports of 127.0.0.1; a busy one is replaced by the next free one. 0, the default: any free port. */
  ports?: Partial<Record<'temporal' | 'ui' | 'api' | 'simulator' | 'control', number>>;
  /** Memory (default) loses every workflow when the Temporal server ends; file survives its kill and restart. */
  temporal?: { storage?: 'memory' | 'file'; ui?: boolean };
  /** Which processes to start; all by default. The others can be started later by `restart`. */
  start?: readonly ProcessName[];
  /** Variables for our own processes, over every other source: windows, limits, another DATABASE_URL. */
  env?: Record<string, string>;
  /** Admin token of the API; by default the checkout's own (data/api-token). */
  token?: string;
  /** Entry points; by default those of dist/. For tests of the launcher itself and of upgrades. */
  entries?: Entries;
  /** Receives one line per thing worth telling. */
  report?: (line: string) => void;
}

export interface Stack {
  /** Base addresses: `api` and `simulator` without path, `ui` undefined without web UI, `temporal` as host:port. */
  readonly urls: { api: string; simulator: string; control: string; temporal: string; ui: string | undefined };
  readonly tokens: { admin: string };
  /** The environment our own processes got, e.g. for a test that opens the same database. */
  readonly env: Readonly<Record<string, string>>;
  /** The running processes; one that was never started is absent. */
  readonly processes: Readonly<Partial<Record<ProcessName, ManagedProcess>>>;
  /** Starts `name` (killing a running one first) on the same ports and data; resolves when it is ready. */
  restart(name: ProcessName): Promise<ManagedProcess>;
  /** Starts one more worker or API beside that of `processes`, e.g. the successor of a frozen worker; `env` over the stack's own. */
  add(name: 'worker' | 'api', env?: Record<string, string>): Promise<ManagedProcess>;
  /** As an operator upgrades: migrates, and starts processes from these entry points from now on; those that run are left alone. */
  upgrade(entries: Entries): Promise<void>;
  /** Sends `signal` (SIGKILL by default) to the real process; after SIGKILL resolves when it is gone. */
  kill(name: ProcessName, signal?: NodeJS.Signals): Promise<void>;
  /** Stops everything in order; `graceMs` (5,000) after SIGTERM comes SIGKILL. */
  stop(graceMs?: number): Promise<void>;
}

/** Starts the whole stack and resolves when every process serves. Raises an error with the end of the log of what failed; then nothing is left running. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const stack = await LocalStack.prepare(options);
  try {
    await stack.startAll(options.start ?? PROCESS_NAMES);
  } catch (error) {
    await stack.stop(1_000);
    throw error;
  }
  return stack;
}

class LocalStack implements Stack {
  readonly processes: Partial<Record<ProcessName, ManagedProcess>> = {};
  private readonly extra: ManagedProcess[] = [];
  private readonly guard = new Guard();
  private stopped = false;
  private entries: Entries;

  private constructor(
    private readonly options: StackOptions,
    readonly env: Record<string, string>,
    private readonly ports: Record<'temporal' | 'http' | 'ui', number>,
    private readonly ownTemporal: boolean,
  ) {
    this.entries = options.entries ?? {};
  }

  static async prepare(options: StackOptions): Promise<LocalStack> {
    mkdirSync(options.folder, { recursive: true });
    const home = options.folder;
    const base = options.environment === 'isolated' ? isolatedEnvironment(process.env, home) : {};
    const inherited = options.environment === 'inherited' ? wholeEnvironment(process.env) : {};
    const port = async (name: keyof NonNullable<StackOptions['ports']>): Promise<number> => {
      const wanted = options.ports?.[name] ?? 0;
      const got = await freePort(wanted);
      if (wanted !== 0 && got !== wanted) options.report?.(`port ${wanted} is busy: ${name} uses ${got}`);
      return got;
    };
    const ports = { temporal: await port('temporal'), http: await freePort(), ui: await port('ui') };
    const own = {
      TEMPORAL_ADDRESS: `127.0.0.1:${ports.temporal}`,
      TEMPORAL_NAMESPACE: 'default',
      ...(options.temporal?.ui === true ? { TEMPORAL_UI_URL: `http://127.0.0.1:${ports.ui}` } : {}),
      DATABASE_URL: `sqlite:${join(options.folder, 'failover.db')}`,
      SECRETS_KEY: secretIn(join(dataFolder, 'secrets-key'), 'base64'),
      API_LISTEN: `127.0.0.1:${await port('api')}`,
      API_BOOTSTRAP_TOKEN: options.token ?? secretIn(join(dataFolder, 'api-token'), 'base64url'),
      SIMULATOR_LISTEN: `127.0.0.1:${await port('simulator')}`,
      SIMULATOR_CONTROL_LISTEN: `127.0.0.1:${await port('control')}`,
      SIMULATOR_STATE: join(options.folder, 'simulator.json'),
    };
    const env = { ...base, ...own, ...inherited, ...options.env };
    return new LocalStack(options, env, ports, env.TEMPORAL_ADDRESS === own.TEMPORAL_ADDRESS);
  }

  get urls(): Stack['urls'] {
    const at = (name: string): string => `http://${this.env[name] ?? ''}`;
    return {
      api: at('API_LISTEN'),
      simulator: at('SIMULATOR_LISTEN'),
      control: at('SIMULATOR_CONTROL_LISTEN'),
      temporal: this.env.TEMPORAL_ADDRESS ?? '',
      ui: this.env.TEMPORAL_UI_URL,
    };
  }

  get tokens(): Stack['tokens'] {
    return { admin: this.env.API_BOOTSTRAP_TOKEN ?? '' };
  }

  async startAll(names: readonly ProcessName[]): Promise<void> {
    const wanted = names.filter((name) => name !== 'temporal' || this.ownTemporal);
    const [first, then] = [wanted.filter(isGround), wanted.filter((name) => !isGround(name))];
    await Promise.all([this.migrate(), ...first.map((name) => this.restart(name))]);
    await Promise.all(then.map((name) => this.restart(name)));
  }

  async restart(name: ProcessName): Promise<ManagedProcess> {
    await this.kill(name);
    return this.launch(await this.specOf(name), (started) => (this.processes[name] = started));
  }

  async add(of: 'worker' | 'api', env: Record<string, string> = {}): Promise<ManagedProcess> {
    const name = `${of}-${this.extra.length + 2}`;
    const first = await this.specOf(of);
    const spec = { ...first, name, logFile: this.logOf(name), env: { ...first.env, ...env } };
    return this.launch(spec, (started) => this.extra.push(started));
  }

  async upgrade(entries: Entries): Promise<void> {
    this.entries = entries;
    await this.migrate();
  }

  async kill(name: ProcessName, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    this.processes[name]?.signal(signal);
    if (signal === 'SIGKILL') await this.processes[name]?.end();
  }

  async stop(graceMs = 5_000): Promise<void> {
    this.stopped = true;
    await Promise.all(this.extra.map((extra) => extra.stop(graceMs)));
    for (const name of STOP_ORDER) await this.processes[name]?.stop(graceMs);
    this.guard.close();
  }

  private async launch(spec: ProcessSpec, keep: (started: ManagedProcess) => unknown): Promise<ManagedProcess> {
    // After a failed start another process may still have been waiting for its turn.
    if (this.stopped) throw new Error(`${spec.name} is not started: the stack was stopped`);
    const started = new ManagedProcess(spec, this.guard);
    keep(started);
    await started.ready;
    return started;
  }

  private async migrate(): Promise<void> {
    const spec = this.ownSpec('migrate', this.entries.migrate ?? 'dist/scripts/migrate.js');
    const run = new ManagedProcess(spec, this.guard);
    const how = await run.end();
    if (how !== 'code 0') await run.ready;
  }

  private async specOf(name: ProcessName): Promise<ProcessSpec> {
    const entries = { simulator: 'dist/simulator/main.js', worker: 'dist/worker.js', api: 'dist/api/server.js' };
    if (name !== 'temporal') return this.ownSpec(name, this.entries[name] ?? entries[name]);
    const { temporal, http, ui } = this.ports;
    const file = this.options.temporal?.storage === 'file' ? join(this.options.folder, 'temporal.db') : undefined;
    const uiPort = this.options.temporal?.ui === true ? ui : undefined;
    return {
      ...this.ownSpec('temporal', ''),
      command: await temporalBinary(this.options.report),
      args: temporalArguments({ port: temporal, httpPort: http, uiPort, file }),
      env: isolatedEnvironment(process.env, this.options.folder),
      probe: (signal) => temporalServes(temporal, http, signal),
    };
  }

  private logOf(name: string): string {
    return join(this.options.folder, 'logs', `${name}.log`);
  }

  /** One of our own processes: node itself, nothing in between. */
  private ownSpec(name: string, entry: string): ProcessSpec {
    return {
      name,
      command: process.execPath,
      args: ['--enable-source-maps', resolve(root, entry)],
      env: this.env,
      cwd: root,
      logFile: this.logOf(name),
      readyWithin: READY_WITHIN_MS,
    };
  }
}

/** What the others need first. */
function isGround(name: ProcessName): boolean {
  return name === 'temporal' || name === 'simulator';
}
