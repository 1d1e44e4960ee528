import { z } from 'zod';

/**
 * Every variable of our own that worker and API read, with its default. `meta.unit` is what a bare number means;
 * .env.example lists the same variables with the same defaults and units (a test compares them).
 */

const text = z.string().min(1);
const count = (): z.ZodCoercedNumber => z.coerce.number({ error: 'must be a number' }).positive('must be above 0');

/** Seconds outside, milliseconds inside. */
const seconds = (fallback: number) =>
  count()
    .transform((value) => value * 1_000)
    .prefault(fallback)
    .meta({ unit: 'seconds' });

const LISTEN = /^(?<host>\[[0-9a-fA-F:]+\]|[^:\s]+):(?<port>\d{1,5})$/;

/** `host:port`; port 0 means any free one. */
const listen = text.transform((value, context) => {
  const { host, port } = LISTEN.exec(value)?.groups ?? {};
  if (host !== undefined && Number(port) <= 65_535) return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) };
  context.addIssue({ code: 'custom', message: 'must be host:port' });
  return z.NEVER;
});

const databaseUrl = text.regex(/^(sqlite:.+|mysqls?:\/\/.+)$/, 'must begin with sqlite:, mysql:// or mysqls://');

const secretsKey = text.refine((value) => Buffer.from(value, 'base64').length === 32, {
  error: 'must be 32 bytes in base64 (openssl rand -base64 32)',
});

export const shared = {
  FAILOVER_TASK_QUEUE: text.default('failover'),
  DATABASE_URL: databaseUrl.prefault('sqlite:./data/failover.db'),
  SECRETS_KEY: secretsKey,
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  CLOUDSTACK_MAX_RPS: count().prefault(20).meta({ unit: 'requests per second' }),
  FENCE_SECONDS: seconds(20),
  SKEW_ALLOWANCE_SECONDS: seconds(10),
  SKEW_LIMIT_SECONDS: seconds(5),
  SKEW_WARN_SECONDS: seconds(2),
  HEARTBEAT_SECONDS: seconds(15),
  STEP_BUDGET_SECONDS: seconds(1_800),
  ATTENTION_AFTER_SECONDS: seconds(1_800),
  WATCHER_TICK_MS: count().prefault(200).meta({ unit: 'milliseconds' }),
  HTTP_TIMEOUT_SECONDS: seconds(30),
  SYNC_MAX_AGE_SECONDS: seconds(86_400),
};

const share = (fallback: number) =>
  z.coerce
    .number({ error: 'must be a number' })
    .gt(0, 'must be above 0')
    .max(1, 'must be at most 1')
    .prefault(fallback)
    .meta({ unit: 'fraction' });

/** One worker and one API together use the whole of CLOUDSTACK_MAX_RPS. */
export const workerOnly = { CLOUDSTACK_RPS_SHARE: share(0.8) };

export const apiOnly = {
  CLOUDSTACK_RPS_SHARE: share(0.2),
  API_LISTEN: listen.prefault('127.0.0.1:8082'),
  API_BOOTSTRAP_TOKEN: text.min(16, 'must have at least 16 characters').optional(),
  API_RATE_PER_SECOND: count().prefault(100).meta({ unit: 'requests per second' }),
  API_RATE_BURST: count().prefault(500).meta({ unit: 'requests' }),
  API_LOCKOUT_AFTER: count().prefault(20).meta({ unit: 'bad tokens' }),
  API_LOCKOUT_SECONDS: seconds(60),
  TEMPORAL_UI_URL: z.url({ protocol: /^https?$/, error: 'must be an http(s) URL' }).optional(),
};
