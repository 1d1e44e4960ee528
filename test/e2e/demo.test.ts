import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, it } from 'vitest';
import { root } from '../../scripts/checkout.js';
import { ensureBuilt } from '../support/stack.js';

const folder = mkdtempSync(join(tmpdir(), 'failover-demo-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('the demo plays a live and a test failover, and CloudStack shows of both what the contract promises', async () => {
  ensureBuilt();
  const env = { ...process.env, ONCE: '1', DEMO_FOLDER: folder };
  const demo = promisify(execFile)(process.execPath, [join(root, 'dist/scripts/demo.js')], { env });
  // Rejects unless it ends with 0.
  const { stdout } = await demo;
  const facts = stdout.split('\n').filter((line) => /^ {2}(yes|NO ) {2}/.test(line));
  expect(facts.filter((line) => line.startsWith('  NO'))).toEqual([]);
  for (const fact of ['destination is Running', 'the guest wrote to every disk', 'what the guest wrote is gone'])
    expect(facts.filter((line) => line.includes(fact))).toHaveLength(1);
  expect(stdout).toContain('extended until');
});
