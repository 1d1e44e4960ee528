import { describe, expect, it } from 'vitest';
import { ConfigError, loadApiConfig, loadMigrateConfig, loadWorkerConfig } from './config.js';

const key = Buffer.alloc(32, 7).toString('base64');
// Nobody's profile file may reach a test.
const minimal = { SECRETS_KEY: key, TEMPORAL_CONFIG_FILE: '/nonexistent/temporal.toml' };

function problemsOf(load: () => unknown): readonly string[] {
  try {
    load();
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  throw new Error('the configuration was accepted');
}

describe('worker and api configuration', () => {
  it('does not let a shell switch the check of certificates off', () => {
    for (const load of [loadWorkerConfig, loadApiConfig, loadMigrateConfig])
      expect(problemsOf(() => load({ ...minimal, NODE_TLS_REJECT_UNAUTHORIZED: '0' })).join()).toMatch(
        /NODE_EXTRA_CA_CERTS/,
      );
  });

  it('has the documented defaults, in milliseconds inside', () => {
    const config = loadApiConfig(minimal);
    expect(config).toMatchObject({
      taskQueue: 'failover',
      databaseUrl: 'sqlite:./data/failover.db',
      logLevel: 'info',
      listen: { host: '127.0.0.1', port: 8082 },
      rateLimit: { perSecond: 100, burst: 500 },
      lockOut: { after: 20, ms: 60_000 },
      temporal: { namespace: 'default' },
    });
    expect(config.windows).toEqual({
      fenceMs: 20_000,
      skewAllowanceMs: 10_000,
      skewLimitMs: 5_000,
      heartbeatMs: 15_000,
      stepBudgetMs: 1_800_000,
      attentionAfterMs: 1_800_000,
      watcherTickMs: 200,
      httpTimeoutMs: 30_000,
    });
  });

  it('gives one worker and one api together the whole budget', () => {
    const sum =
      loadWorkerConfig(minimal).cloudstackRequestsPerSecond + loadApiConfig(minimal).cloudstackRequestsPerSecond;
    expect(sum).toBe(20);
    const busy = { ...minimal, CLOUDSTACK_MAX_RPS: '50', CLOUDSTACK_RPS_SHARE: '0.4' };
    expect(loadWorkerConfig(busy).cloudstackRequestsPerSecond).toBe(20);
  });

  it("reads Temporal's own variables", () => {
    const { temporal } = loadWorkerConfig({
      ...minimal,
      TEMPORAL_ADDRESS: 'temporal.example:7233',
      TEMPORAL_NAMESPACE: 'dr',
    });
    expect(temporal).toMatchObject({ connectionOptions: { address: 'temporal.example:7233' }, namespace: 'dr' });
  });

  it('takes fractions of seconds, IPv6 and port 0', () => {
    expect(loadWorkerConfig({ ...minimal, SKEW_LIMIT_SECONDS: '0.3' }).windows.skewLimitMs).toBe(300);
    expect(loadApiConfig({ ...minimal, API_LISTEN: '[::1]:0' }).listen).toEqual({ host: '::1', port: 0 });
  });

  it('counts an empty variable as absent', () => {
    expect(loadApiConfig({ ...minimal, API_LISTEN: '', FENCE_SECONDS: '' }).windows.fenceMs).toBe(20_000);
    expect(problemsOf(() => loadWorkerConfig({ ...minimal, SECRETS_KEY: '' }))).toEqual(['SECRETS_KEY is required']);
  });

  it('names every bad variable at once and repeats no value', () => {
    const bad = {
      ...minimal,
      SECRETS_KEY: 'too-short-secret',
      DATABASE_URL: 'postgres://user:hunter2@db/x',
      API_LISTEN: '8082',
      API_BOOTSTRAP_TOKEN: 'short',
      FENCE_SECONDS: 'soon',
      CLOUDSTACK_RPS_SHARE: '1.5',
      TEMPORAL_TLS: 'perhaps',
      LOG_LEVEL: 'loud',
    };
    const problems = problemsOf(() => loadApiConfig(bad));
    const names = problems.map((problem) => problem.split(/[ :]/)[0]);
    for (const name of Object.keys(bad).filter((name) => !name.startsWith('TEMPORAL_'))) expect(names).toContain(name);
    expect(problems.join('\n')).not.toMatch(/too-short-secret|hunter2/);
  });

  it.each(['0', '-1'])('refuses a window of %s', (value) => {
    expect(problemsOf(() => loadWorkerConfig({ ...minimal, FENCE_SECONDS: value }))).toEqual([
      'FENCE_SECONDS must be above 0',
    ]);
  });

  it('refuses a skew limit that the allowance does not cover', () => {
    expect(problemsOf(() => loadWorkerConfig({ ...minimal, SKEW_LIMIT_SECONDS: '10' }))).toEqual([
      'SKEW_LIMIT_SECONDS must be below SKEW_ALLOWANCE_SECONDS',
    ]);
  });

  it('lets migrate run without a key', () => {
    expect(loadMigrateConfig({ DATABASE_URL: 'mysql://root@db/failover' })).toEqual({
      databaseUrl: 'mysql://root@db/failover',
      logLevel: 'info',
    });
  });
});
