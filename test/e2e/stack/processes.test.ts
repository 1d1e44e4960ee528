import { once } from 'node:events';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { isAlive, launch } from '../../support/launcher.js';
import { ensureBuilt } from '../../support/stack.js';
import { trap } from '../../support/trap.js';

beforeAll(ensureBuilt);

describe('our own processes in a shell whose every setting is a trap', () => {
  it('serve, call no trap, and end with a killed launcher', async () => {
    const { calls, address, env } = await trap();
    const stack = await launch({ environment: 'isolated', processes: 'real', env });
    const health = await fetch(`${stack.urls.api}/api/v1/debug/health`);
    expect(await health.json()).toMatchObject({ components: { api_server: 'up', database: 'up', temporal: 'up' } });
    expect(calls).not.toHaveBeenCalled();
    expect(Object.entries(stack.env).filter(([, value]) => value.includes(address))).toEqual([]);

    expect(stack.pids.filter(isAlive)).toHaveLength(5);
    stack.process.kill('SIGKILL');
    await once(stack.process, 'exit');
    await vi.waitFor(() => expect(stack.pids.filter(isAlive)).toEqual([]), { timeout: 10_000 });
  });

  it('are caught where the shell is honoured, which shows that the trap works', async () => {
    const { calls, address, env } = await trap();
    const database = {
      ...env,
      FENCE_SECONDS: '',
      LOG_LEVEL: '',
      DATABASE_URL: `mysql://root:root@${address}/failover`,
    };
    await expect(launch({ environment: 'inherited', processes: 'real', env: database })).rejects.toThrow(
      /migrate ended/,
    );
    expect(calls).toHaveBeenCalled();
  });
});
