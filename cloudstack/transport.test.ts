import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { API_KEY, clientOptions, inSeconds, SECRET_KEY } from '../test/fixtures/cloudstack/options.js';
import { refusal, stubServer, type Handler, type StubServer } from '../test/fixtures/cloudstack/stub-server.js';
import { CloudStackError } from './errors.js';
import { sign } from './signature.js';
import { Transport, type TransportOptions } from './transport.js';

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

function transportTo(url: string, changes: Partial<TransportOptions> = {}): Transport {
  const transport = new Transport({ ...clientOptions(url), ...changes });
  cleanups.push(() => transport.close());
  return transport;
}

async function serving(handler: Handler, changes: Partial<TransportOptions> = {}): Promise<[Transport, StubServer]> {
  const server = await stubServer(handler);
  cleanups.push(() => server.close());
  return [transportTo(server.url, changes), server];
}

async function failureOf(promise: Promise<unknown>): Promise<CloudStackError> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(CloudStackError);
  expect(JSON.stringify([error, String(error)])).not.toMatch(new RegExp(`${API_KEY}|${SECRET_KEY}`));
  return error as CloudStackError;
}

const read = { command: 'listZones', changes: false };
const change = { command: 'attachVolume', params: { id: 'v' }, changes: true };
const ok = { json: { attachvolumeresponse: { jobid: 'j' } } };

describe('what is sent', () => {
  it('signs a command with its fence as expires and posts it as a form', async () => {
    const [transport, server] = await serving(() => ok);
    const notAfter = inSeconds(20);
    expect((await transport.call({ ...change, notAfter })).body).toEqual({ jobid: 'j' });
    const [call] = server.calls;
    const { signature, ...received } = call?.params ?? {};
    expect(call?.request.method).toBe('POST');
    expect(call?.request.url).toBe('/client/api');
    expect(received['expires']).toBe(notAfter.toISOString());
    expect(signature).toBe(sign(received, SECRET_KEY));
  });

  it('signs a read for ten minutes', async () => {
    const [transport, server] = await serving(() => ({ json: { listzonesresponse: {} } }));
    const { expiresAt, writtenAt } = await transport.call(read);
    expect(server.calls[0]?.params['expires']).toBe(new Date(expiresAt).toISOString());
    expect(expiresAt - writtenAt).toBeGreaterThan(9.9 * 60_000);
    expect(expiresAt - writtenAt).toBeLessThanOrEqual(10 * 60_000);
  });

  it('keeps connections for reads and opens one for each command', async () => {
    const connections = new Set<unknown>();
    const [transport] = await serving(({ request, command }) => {
      connections.add(request.socket);
      return { json: { [`${command.toLowerCase()}response`]: {} } };
    });
    for (let i = 0; i < 10; i++) await transport.call(read);
    const kept = connections.size;
    expect(kept).toBeLessThan(5);
    for (let i = 0; i < 10; i++) await transport.call({ ...change, notAfter: inSeconds(20) });
    expect(connections.size).toBe(kept + 10);
  });
});

describe('the fence', () => {
  it('sends nothing after it', async () => {
    const [transport, server] = await serving(() => ok);
    const error = await failureOf(transport.call({ ...change, notAfter: inSeconds(-0.001) }));
    expect(error).toMatchObject({ errorClass: 'unavailable', sent: 'no', code: 'FENCE_EXPIRED' });
    expect(server.calls).toEqual([]);
  });

  it('is asked again after a wait for a token', async () => {
    const [transport, server] = await serving(() => ok, { rate: { requestsPerSecond: 0.1, burst: 1 } });
    await transport.call({ ...change, notAfter: inSeconds(20) });
    const error = await failureOf(transport.call({ ...change, notAfter: inSeconds(0.05) }));
    expect(error).toMatchObject({ sent: 'no', code: 'FENCE_EXPIRED' });
    expect(server.calls).toHaveLength(1);
  });

  it('is asked last on the connected socket, before the first byte', async () => {
    const [transport, server] = await serving(() => ok);
    const notAfter = inSeconds(20);
    vi.spyOn(Date, 'now').mockImplementation(() =>
      // As soon as the server has our connection, it is too late.
      server.sockets.size > 0 ? notAfter.getTime() + 1 : notAfter.getTime() - 1_000,
    );
    cleanups.push(() => Promise.resolve(vi.restoreAllMocks()));
    const error = await failureOf(transport.call({ ...change, notAfter }));
    expect(error).toMatchObject({ sent: 'no', code: 'FENCE_EXPIRED' });
    expect(server.calls).toEqual([]);
  });

  it('makes a 401 after it a late one', async () => {
    const [transport] = await serving(() => refusal('attachVolume', 401, 'unable to verify user credentials'));
    const late = await failureOf(transport.call({ ...change, notAfter: inSeconds(0.2) }));
    expect(late).toMatchObject({ errorClass: 'unavailable', sent: 'no', code: 'LATE' });
    const fresh = await failureOf(transport.call({ ...change, notAfter: inSeconds(20) }));
    expect(fresh).toMatchObject({ errorClass: 'denied', sent: 'no', code: '401' });
  });
});

describe('no answer', () => {
  it('is a definite non-send when the connection is refused', async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const transport = transportTo(`http://127.0.0.1:${port}/client/api`);
    for (const request of [read, { ...change, notAfter: inSeconds(20) }]) {
      const error = await failureOf(transport.call(request));
      expect(error).toMatchObject({ errorClass: 'unavailable', sent: 'no', code: 'NOT_CONNECTED' });
    }
  });

  it('is a definite non-send when the name is unknown', async () => {
    const transport = transportTo('http://cloudstack.invalid/client/api');
    const error = await failureOf(transport.call({ ...change, notAfter: inSeconds(20) }));
    expect(error).toMatchObject({ errorClass: 'unavailable', sent: 'no', code: 'NOT_CONNECTED' });
  });

  it.each<[string, Handler]>([
    ['hangs beyond the time limit', () => undefined],
    ['cuts the connection after taking the request', ({ request }) => void request.socket.destroy()],
    [
      'breaks off in its answer',
      ({ response }) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('{"attach', () => response.destroy());
        return undefined;
      },
    ],
  ])('is an unknown outcome of a command, and unavailable for a read, when CloudStack %s', async (_what, handler) => {
    const [transport, server] = await serving(handler, { timeouts: { httpMs: 100 } });
    const command = await failureOf(transport.call({ ...change, notAfter: inSeconds(20) }));
    expect(command).toMatchObject({ errorClass: 'unknown-outcome', sent: 'maybe', code: 'NO_ANSWER' });
    const look = await failureOf(transport.call(read));
    expect(look).toMatchObject({ errorClass: 'unavailable', sent: 'maybe', code: 'NO_ANSWER' });
    // Never sent a second time of its own accord.
    expect(server.commands()).toEqual(['attachVolume', 'listZones']);
  });

  it('is what an answer without end is', async () => {
    const [transport] = await serving(({ response }) => {
      response.writeHead(200);
      const block = Buffer.alloc(1024 * 1024, ' ');
      const more = (): void => {
        if (!response.destroyed) response.write(block, more);
      };
      more();
      return undefined;
    });
    const error = await failureOf(transport.call(read));
    expect(error.errortext).toContain('larger than');
  });
});

describe('answers of something else', () => {
  it.each([
    [502, '<html><body><h1>502 Bad Gateway</h1>nginx</body></html>'],
    [503, '<html><body>503 Service Unavailable</body></html>'],
    [200, '<?xml version="1.0"?><listzonesresponse/>'],
    [200, '{"some":"json"}'],
  ])('%i %s', async (status, text) => {
    const [transport] = await serving(() => ({ status, text }));
    const command = await failureOf(transport.call({ ...change, notAfter: inSeconds(20) }));
    expect(command).toMatchObject({ errorClass: 'unknown-outcome', sent: 'maybe', httpStatus: status });
    expect((await failureOf(transport.call(read))).errorClass).toBe('unavailable');
  });

  it('follows no redirect', async () => {
    const [, target] = await serving(() => ok);
    const [transport] = await serving(() => ({ status: 307, text: '', headers: { location: target.url } }));
    const error = await failureOf(transport.call({ ...change, notAfter: inSeconds(20) }));
    expect(error).toMatchObject({ errorClass: 'unknown-outcome', code: 'HTTP_307' });
    expect(target.calls).toEqual([]);
  });

  it('carries neither key nor signature of a page that echoes the request', async () => {
    const [transport, server] = await serving(({ params }) => ({
      status: 403,
      text: `<p>blocked: apikey=${params['apikey']}&signature=${encodeURIComponent(params['signature'] ?? '')}</p>`,
    }));
    const error = await failureOf(transport.call({ ...change, notAfter: inSeconds(20) }));
    expect(error.errortext).toContain('blocked');
    expect(error.message).not.toContain(encodeURIComponent(server.calls[0]?.params['signature'] ?? 'no signature'));
  });

  it('logs neither key, signature nor parameters', async () => {
    const lines: unknown[] = [];
    const log = (fields: object, message: string): void => void lines.push(fields, message);
    const [transport, server] = await serving(() => undefined, {
      timeouts: { httpMs: 50 },
      logger: { debug: log, warn: log },
    });
    await failureOf(transport.call({ ...change, notAfter: inSeconds(20) }));
    const written = JSON.stringify(lines);
    expect(written).toContain('attachVolume');
    expect(written).not.toMatch(new RegExp(`${API_KEY}|${SECRET_KEY}|signature`));
    expect(written).not.toContain(server.calls[0]?.params['signature'] ?? 'no signature');
  });
});

describe('429', () => {
  const throttled = refusal('listZones', 429, 'api limit, please retry after [150] ms.', 4545);

  it('pauses the client for the time it names; a read asks again by itself', async () => {
    const times: number[] = [];
    const [transport, server] = await serving(() => {
      times.push(performance.now());
      return server.calls.length === 1 ? throttled : { json: { listzonesresponse: { count: 0 } } };
    });
    await transport.call(read);
    expect(times).toHaveLength(2);
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(145);
  });

  it('is a definite non-send of a command, and holds the next one until its fence', async () => {
    const [transport, server] = await serving(() => refusal('x', 429, 'please retry after [60000] ms.', 4545));
    const first = await failureOf(transport.call({ ...change, notAfter: inSeconds(20) }));
    expect(first).toMatchObject({ errorClass: 'unavailable', sent: 'no', code: 'THROTTLED', retryAfterMs: 60_000 });
    const second = await failureOf(transport.call({ ...change, notAfter: inSeconds(0.05) }));
    expect(second.code).toBe('FENCE_EXPIRED');
    expect(server.calls).toHaveLength(1);
  });

  it('of a proxy is heeded by its Retry-After', async () => {
    const [transport] = await serving(() => ({ status: 429, text: 'slow down', headers: { 'retry-after': '7' } }));
    const error = await failureOf(transport.call({ ...change, notAfter: inSeconds(20) }));
    expect(error).toMatchObject({ errorClass: 'unavailable', sent: 'no', retryAfterMs: 7_000 });
  });
});
