import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

const LOOPBACK = '127.0.0.1';
/** Below the ports that Linux and macOS give to outgoing connections, so that nobody takes one while its owner restarts. */
const FIRST_RANDOM = 20_000;
const LAST_RANDOM = 32_000;

const given = new Set<number>();

/** Can this port of 127.0.0.1 be listened on now? */
export async function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ host: LOOPBACK, port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/**
 * A free port of 127.0.0.1, never given twice by this process. `preferred` 0 asks for any; otherwise the first free one
 * from `preferred` up. Raises an error when none of the next 200 is free.
 */
export async function freePort(preferred = 0): Promise<number> {
  for (let step = 0; step < 200; step++) {
    const port = preferred === 0 ? randomInt(FIRST_RANDOM, LAST_RANDOM) : preferred + step;
    if (given.has(port)) continue;
    given.add(port);
    if (await isFree(port)) return port;
    given.delete(port);
  }
  throw new Error(`no free port near ${preferred}; stop what listens there`);
}
