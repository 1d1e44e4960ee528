import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../scripts/checkout.js';
import { startStack, type Stack, type StackOptions } from '../../scripts/stack.js';
import { noteAnswers } from './answered.js';
import { leaks, rowsOf, secretsIn, secretsOf } from './secrets.js';

/** The windows of safety.md as short as tests want them. */
export const TEST_WINDOWS = {
  FENCE_SECONDS: '2',
  SKEW_ALLOWANCE_SECONDS: '0.5',
  SKEW_LIMIT_SECONDS: '0.3',
  HEARTBEAT_SECONDS: '2',
  STEP_BUDGET_SECONDS: '5',
  ATTENTION_AFTER_SECONDS: '5',
  WATCHER_TICK_MS: '10',
  HTTP_TIMEOUT_SECONDS: '2',
} as const;

export type TestStack = Stack & {
  /** Data and logs of this stack; gone after `stop`, unless KEEP_TEST_DATA is set. */
  readonly folder: string;
};

/** Builds dist/ if anything changed since the last build. Raises an error with the compiler's words. */
export function ensureBuilt(): void {
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'scripts/build.mjs')], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`the build failed:\n${stderr}`);
}

/**
 * The whole stack as real processes, isolated, on free ports, with its own temporary data, a random admin token and the
 * short windows. File storage for Temporal, so that a test may kill and restart it too, and so that its histories are among
 * the files that are searched for secrets in the end, as are the tables of a database elsewhere: `stop` raises an error that
 * names those with one (R10).
 */
export async function startTestStack(options: Partial<StackOptions> = {}): Promise<TestStack> {
  if (options.entries === undefined) ensureBuilt();
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'failover-stack-'));
  const stack = await startStack({
    environment: 'isolated',
    temporal: { storage: 'file' },
    token: randomBytes(24).toString('base64url'),
    ...options,
    folder,
    // The simulator needs no sparing.
    env: { LOG_LEVEL: 'info', CLOUDSTACK_MAX_RPS: '1000', ...TEST_WINDOWS, ...options.env },
  });
  const stop = stack.stop.bind(stack);
  return Object.assign(stack, {
    folder,
    stop: async (graceMs = 3_000) => {
      await stop(graceMs);
      const log = join(folder, 'logs/api.log');
      if (existsSync(log)) noteAnswers(readFileSync(log, 'utf8'));
      const leaking = [
        ...secretsIn({ env: stack.env, tokens: stack.tokens, folder }),
        ...leaks(secretsOf(stack), await rowsOf(stack.env.DATABASE_URL ?? '')),
      ];
      if (process.env.KEEP_TEST_DATA === undefined) rmSync(folder, { recursive: true, force: true });
      if (leaking.length > 0) throw new Error(`R10: a secret in ${leaking.join(', ')}`);
    },
  });
}
