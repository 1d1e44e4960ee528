import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BROKEN, FAKES } from '../../support/fakes/entries.js';
import { isAlive, temporaryFolder } from '../../support/launcher.js';
import { startTestStack, type TestStack } from '../../support/stack.js';

async function environmentOf(stack: TestStack, name: 'worker' | 'api'): Promise<Record<string, string>> {
  const { port } = (await stack.processes[name]?.ready) as { port: number };
  return JSON.parse(await text(connect(port, '127.0.0.1'))) as Record<string, string>;
}

async function isListening(address: string): Promise<boolean> {
  const [host, port] = address.split(':');
  const socket = connect(Number(port), host);
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

describe('a stack', () => {
  let stack: TestStack;
  beforeAll(async () => {
    stack = await startTestStack({
      entries: FAKES,
      temporal: { storage: 'file', ui: true },
      env: { LOG_LEVEL: 'debug' },
    });
  });
  afterAll(async () => stack.stop());

  it('runs every process, each as itself', () => {
    expect(Object.keys(stack.processes).sort()).toEqual(['api', 'simulator', 'temporal', 'worker']);
    for (const child of Object.values(stack.processes)) expect(isAlive(child.pid)).toBe(true);
  });

  it('gives them one environment, with the windows of tests and what the caller adds', async () => {
    const env = await environmentOf(stack, 'api');
    expect(env).toMatchObject({ FENCE_SECONDS: '2', LOG_LEVEL: 'debug', API_BOOTSTRAP_TOKEN: stack.tokens.admin });
    expect(env.DATABASE_URL).toBe(`sqlite:${join(stack.folder, 'failover.db')}`);
    expect(await environmentOf(stack, 'worker')).toEqual(env);
  });

  it('serves the Temporal web UI', async () => {
    expect((await fetch(stack.urls.ui ?? '')).status).toBe(200);
  });

  it('restarts Temporal on the same port and data after kill -9', async () => {
    const before = stack.processes.temporal?.pid ?? 0;
    await stack.kill('temporal');
    expect(isAlive(before)).toBe(false);
    expect(await isListening(stack.urls.temporal)).toBe(false);
    const after = await stack.restart('temporal');
    expect(after.pid).not.toBe(before);
    expect(await isListening(stack.urls.temporal)).toBe(true);
  });

  it('adds a worker beside a frozen one', async () => {
    await stack.kill('worker', 'SIGSTOP');
    const successor = await stack.add('worker');
    expect(successor.alive).toBe(true);
    expect(stack.processes.worker?.alive).toBe(true);
    await stack.kill('worker', 'SIGCONT');
  });
});

describe('the end of a stack', () => {
  it('leaves no process and no data', async () => {
    const stack = await startTestStack({ entries: FAKES, start: ['simulator', 'api'] });
    const pids = Object.values(stack.processes).map((child) => child.pid);
    expect(pids).toHaveLength(2);
    await stack.stop();
    expect(pids.filter(isAlive)).toEqual([]);
    expect(existsSync(stack.folder)).toBe(false);
  });

  it('tells of a secret that was written anywhere', async () => {
    const stack = await startTestStack({ entries: FAKES, start: ['api'] });
    writeFileSync(join(stack.folder, 'logs/api.log'), `Bearer ${stack.tokens.admin}`);
    await expect(stack.stop()).rejects.toThrow('R10: a secret in logs/api.log');
    expect(existsSync(stack.folder)).toBe(false);
  });

  it('comes early when a process breaks, with the end of its log and nothing left running', async () => {
    const folder = temporaryFolder('broken');
    const starting = startTestStack({ folder, entries: { ...FAKES, api: BROKEN } });
    await expect(starting).rejects.toThrow(/api ended \(code 3\) before it was ready[^]*the disk is made of cheese/);
    const [, port] = /ready {"port":(\d+)}/.exec(readFileSync(join(folder, 'logs/simulator.log'), 'utf8')) ?? [];
    expect(Number(port)).toBeGreaterThan(0);
    expect(await isListening(`127.0.0.1:${port}`)).toBe(false);
  });

  it('comes early when the migration fails', async () => {
    const starting = startTestStack({ folder: temporaryFolder('broken'), entries: { ...FAKES, migrate: BROKEN } });
    await expect(starting).rejects.toThrow(/migrate ended \(code 3\)[^]*the disk is made of cheese/);
  });
});
