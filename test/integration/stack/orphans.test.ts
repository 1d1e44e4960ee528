import { once } from 'node:events';
import { expect, it, vi } from 'vitest';
import { isAlive, launch } from '../../support/launcher.js';

it.each(['SIGKILL', 'SIGTERM'] as const)(
  'children end with their launcher after %s, a frozen one too',
  async (signal) => {
    const { process: launcher, pids } = await launch({ environment: 'isolated', processes: 'fake', env: process.env });
    expect(pids).toHaveLength(5);
    expect(pids.filter(isAlive)).toEqual(pids);
    launcher.kill(signal);
    await once(launcher, 'exit');
    await vi.waitFor(() => expect(pids.filter(isAlive)).toEqual([]), { timeout: 10_000 });
  },
);
