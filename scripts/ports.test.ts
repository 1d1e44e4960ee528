import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { freePort, isFree } from './ports.js';

async function busyPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

it('keeps a preferred port that is free', async () => {
  const port = await freePort();
  expect(await isFree(port)).toBe(true);
});

it('goes up from a busy one', async () => {
  const busy = await busyPort();
  expect(await isFree(busy)).toBe(false);
  const port = await freePort(busy);
  expect(port).toBeGreaterThan(busy);
  expect(await isFree(port)).toBe(true);
});

it('never gives one twice', async () => {
  const ports = await Promise.all(Array.from({ length: 50 }, () => freePort(23_000)));
  expect(new Set(ports).size).toBe(50);
});
