import { loadClientConnectConfig, type ClientConnectConfig } from '@temporalio/envconfig';
import { z } from 'zod';
import { SetUpError } from '../domain/errors.js';
import { apiOnly, shared, workerOnly } from './variables.js';

/** Time windows of safety.md, all in milliseconds. */
export interface Windows {
  fenceMs: number;
  skewAllowanceMs: number;
  skewLimitMs: number;
  heartbeatMs: number;
  stepBudgetMs: number;
  attentionAfterMs: number;
  watcherTickMs: number;
  httpTimeoutMs: number;
}

export interface WorkerConfig {
  /** For `NativeConnection.connect` or `Connection.connect`, with the namespace (`default` unless set). */
  temporal: { connectionOptions: ClientConnectConfig['connectionOptions']; namespace: string };
  taskQueue: string;
  databaseUrl: string;
  /** 32 bytes in base64. */
  secretsKey: string;
  logLevel: string;
  /** This process's part of the installation's budget. */
  cloudstackRequestsPerSecond: number;
  windows: Windows;
  /** Milliseconds: age of a disk's last sync from which readiness warns; clock difference from which it warns and refuses. */
  readinessBounds: { sync_max_age_ms: number; skew_warn_ms: number; skew_limit_ms: number };
}

export interface ApiConfig extends WorkerConfig {
  /** Port 0 means any free one. */
  listen: { host: string; port: number };
  bootstrapToken: string | undefined;
  temporalUiUrl: string | undefined;
  /** Per token. */
  rateLimit: { perSecond: number; burst: number };
  /** Per address. */
  lockOut: { after: number; ms: number };
}

/** Every bad variable at once, a line each; values are not repeated, they may be secret. */
export class ConfigError extends SetUpError {
  constructor(readonly problems: readonly string[]) {
    super(`the configuration is not usable:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

const skew = (values: { SKEW_LIMIT_SECONDS: number; SKEW_ALLOWANCE_SECONDS: number }): boolean =>
  values.SKEW_LIMIT_SECONDS < values.SKEW_ALLOWANCE_SECONDS;
// A skew that still lets us send must fit into what a settle waits for, or "no such job" could be said too early.
const skewRule = { error: 'must be below SKEW_ALLOWANCE_SECONDS', path: ['SKEW_LIMIT_SECONDS'] };

const workerSchema = z.object({ ...shared, ...workerOnly }).refine(skew, skewRule);
const apiSchema = z.object({ ...shared, ...apiOnly }).refine(skew, skewRule);

/** The worker's configuration. Raises a ConfigError that names every bad variable. */
export function loadWorkerConfig(env: NodeJS.ProcessEnv): WorkerConfig {
  const [values, temporal] = load(workerSchema, env);
  return common(values, temporal);
}

/** The API's configuration. Raises a ConfigError that names every bad variable. */
export function loadApiConfig(env: NodeJS.ProcessEnv): ApiConfig {
  const [values, temporal] = load(apiSchema, env);
  return {
    ...common(values, temporal),
    listen: values.API_LISTEN,
    bootstrapToken: values.API_BOOTSTRAP_TOKEN,
    temporalUiUrl: values.TEMPORAL_UI_URL,
    rateLimit: { perSecond: values.API_RATE_PER_SECOND, burst: values.API_RATE_BURST },
    lockOut: { after: values.API_LOCKOUT_AFTER, ms: values.API_LOCKOUT_SECONDS },
  };
}

const databaseSchema = z.object({ DATABASE_URL: shared.DATABASE_URL, LOG_LEVEL: shared.LOG_LEVEL });

/** What `npm run migrate` needs. Raises a ConfigError. */
export function loadMigrateConfig(env: NodeJS.ProcessEnv): Pick<WorkerConfig, 'databaseUrl' | 'logLevel'> {
  const { values, problems } = check(databaseSchema, present(env));
  if (values === undefined) throw new ConfigError(problems);
  return { databaseUrl: values.DATABASE_URL, logLevel: values.LOG_LEVEL };
}

/** An empty variable counts as absent: compose files and shells cannot leave one out. */
function present(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== ''),
  );
}

function check<T>(schema: z.ZodType<T>, env: Record<string, string>): { values: T | undefined; problems: string[] } {
  const result = schema.safeParse(env);
  const problems = (result.error?.issues ?? []).map(({ path, message }) => {
    const name = path.join('.');
    return `${name} ${name in env ? message : 'is required'}`;
  });
  if (env.NODE_TLS_REJECT_UNAUTHORIZED === '0')
    problems.push(
      'NODE_TLS_REJECT_UNAUTHORIZED=0 would accept any certificate: name your authority by NODE_EXTRA_CA_CERTS',
    );
  return { values: problems.length === 0 ? result.data : undefined, problems };
}

function load<T>(schema: z.ZodType<T>, env: NodeJS.ProcessEnv): [T, WorkerConfig['temporal']] {
  const set = present(env);
  const { values, problems } = check(schema, set);
  let temporal: WorkerConfig['temporal'] | undefined;
  try {
    const { connectionOptions, namespace } = loadClientConnectConfig({ overrideEnvVars: set });
    temporal = { connectionOptions, namespace: namespace ?? 'default' };
  } catch (error) {
    problems.push(`TEMPORAL_*: ${(error as Error).message}`);
  }
  if (values === undefined || temporal === undefined) throw new ConfigError(problems);
  return [values, temporal];
}

function common(values: z.output<typeof workerSchema>, temporal: WorkerConfig['temporal']): WorkerConfig {
  return {
    temporal,
    taskQueue: values.FAILOVER_TASK_QUEUE,
    databaseUrl: values.DATABASE_URL,
    secretsKey: values.SECRETS_KEY,
    logLevel: values.LOG_LEVEL,
    cloudstackRequestsPerSecond: values.CLOUDSTACK_MAX_RPS * values.CLOUDSTACK_RPS_SHARE,
    windows: {
      fenceMs: values.FENCE_SECONDS,
      skewAllowanceMs: values.SKEW_ALLOWANCE_SECONDS,
      skewLimitMs: values.SKEW_LIMIT_SECONDS,
      heartbeatMs: values.HEARTBEAT_SECONDS,
      stepBudgetMs: values.STEP_BUDGET_SECONDS,
      attentionAfterMs: values.ATTENTION_AFTER_SECONDS,
      watcherTickMs: values.WATCHER_TICK_MS,
      httpTimeoutMs: values.HTTP_TIMEOUT_SECONDS,
    },
    readinessBounds: {
      sync_max_age_ms: values.SYNC_MAX_AGE_SECONDS,
      skew_warn_ms: values.SKEW_WARN_SECONDS,
      skew_limit_ms: values.SKEW_LIMIT_SECONDS,
    },
  };
}
