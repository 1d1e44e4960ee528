import { describe, expect, it, vi } from 'vitest';
import { launch } from '../../support/launcher.js';
import { trap } from '../../support/trap.js';

describe('a stack in a shell whose every setting is a trap', () => {
  it('isolated: hears of none of them', async () => {
    const { calls, address, env } = await trap();
    const { env: given } = await launch({ environment: 'isolated', processes: 'fake', env });
    expect(calls).not.toHaveBeenCalled();
    expect(Object.entries(given).filter(([, value]) => value.includes(address))).toEqual([]);
  });

  it('inherited: is caught, which shows that the trap works', async () => {
    const { calls, env } = await trap();
    const { env: given } = await launch({ environment: 'inherited', processes: 'fake', env });
    await vi.waitFor(() => expect(calls).toHaveBeenCalled());
    expect(given.TEMPORAL_ADDRESS).toBe(env.TEMPORAL_ADDRESS);
  });
});
