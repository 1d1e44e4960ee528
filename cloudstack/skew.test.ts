import { afterEach, describe, expect, it, vi } from 'vitest';
import { clientOptions, inSeconds } from '../test/fixtures/cloudstack/options.js';
import { refusal, stubServer, type StubServer } from '../test/fixtures/cloudstack/stub-server.js';
import { createCloudStackClient, type CloudStackClient } from './client.js';

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const MINUTE = 60_000;
interface Clock {
  offsetMs: number;
  /** `enforce.post.requests.and.timestamps`: also refuses an `expires` more than 15 minutes ahead. */
  strict?: boolean;
  checks?: boolean;
}

async function withClock(clock: Clock): Promise<[CloudStackClient, StubServer]> {
  const server = await stubServer(({ command, params }) => {
    const ahead = new Date(params['expires'] ?? '').getTime() - (Date.now() + clock.offsetMs);
    if (clock.checks !== false && (ahead < 0 || (clock.strict && ahead > 15 * MINUTE)))
      return refusal(command, 401, 'unable to verify user credentials and/or request signature');
    if (command === 'listCapabilities') return { json: { listcapabilitiesresponse: { capability: {} } } };
    return { json: { [`${command.toLowerCase()}response`]: { jobid: 'j' } } };
  });
  cleanups.push(() => server.close());
  const client = createCloudStackClient(clientOptions(server.url));
  cleanups.push(() => client.close());
  return [client, server];
}

const attach = (client: CloudStackClient) => client.commands.attachVolume({ id: 'v' }, { notAfter: inSeconds(20) });

describe('skew', () => {
  it.each([0, 180, -180, 2_000, -2_000, 90_000, -90_000])('of %i ms is found within 150 ms', async (offsetMs) => {
    for (const strict of [false, true]) {
      const [client, server] = await withClock({ offsetMs, strict });
      const measured = await client.skew.measure();
      expect(Math.abs(measured - offsetMs)).toBeLessThan(150);
      expect(client.skew.current()).toBeCloseTo(measured, -1);
      expect(server.calls.length).toBeLessThan(25);
    }
  });

  it.each([
    { offsetMs: 20 * MINUTE },
    { offsetMs: -20 * MINUTE },
    { offsetMs: -8 * MINUTE, strict: true },
    { offsetMs: -3 * 60 * MINUTE },
  ])('far beyond the limit is found to be so ($offsetMs ms, strict: $strict)', async (clock) => {
    const [client] = await withClock(clock);
    const measured = await client.skew.measure();
    expect(Math.sign(measured)).toBe(Math.sign(clock.offsetMs));
    expect(Math.abs(measured)).toBeGreaterThan(5 * MINUTE);
  });

  it.each([0, 200, -200])('of %i ms is told in two requests to whom so much does not matter', async (offsetMs) => {
    const [client, server] = await withClock({ offsetMs });
    const { low, high } = await client.reads.clockBounds(3_000);
    expect(server.calls.length).toBe(2);
    expect(low).toBeLessThanOrEqual(offsetMs);
    expect(high).toBeGreaterThanOrEqual(offsetMs);
  });

  it.each([4_000, -4_000])('of %i ms is found by who asks for less', async (offsetMs) => {
    const [client] = await withClock({ offsetMs });
    const { low, high } = await client.reads.clockBounds(3_000);
    expect(low).toBeGreaterThan(offsetMs - 150);
    expect(low).toBeLessThanOrEqual(offsetMs);
    expect(high).toBeGreaterThanOrEqual(offsetMs);
    expect(high).toBeLessThan(offsetMs + 150);
  });

  it('cannot be measured with a key that is refused', async () => {
    const server = await stubServer(({ command }) => refusal(command, 401, 'unable to verify user credentials'));
    cleanups.push(() => server.close());
    const client = createCloudStackClient(clientOptions(server.url));
    cleanups.push(() => client.close());
    await expect(client.skew.measure()).rejects.toMatchObject({ errorClass: 'denied' });
    expect(client.skew.current()).toBeUndefined();
  });

  it.each([1_000, -1_000])('of %i ms keeps commands back, until the clocks agree again', async (offsetMs) => {
    const clock: Clock = { offsetMs };
    const [client, server] = await withClock(clock);
    await expect(attach(client)).resolves.toMatchObject({ jobid: 'j' });
    await client.skew.measure();
    server.calls.length = 0;
    await expect(attach(client)).rejects.toMatchObject({ code: 'CLOCK_SKEW', errorClass: 'unavailable', sent: 'no' });
    expect(server.calls).toEqual([]);
    clock.offsetMs = 0;
    await client.skew.measure();
    await expect(attach(client)).resolves.toMatchObject({ jobid: 'j' });
  });

  it.each([1, -1])('of our own clock, set by %i times three hours, is known without a measurement', async (sign) => {
    const [client, server] = await withClock({ offsetMs: 0 });
    await client.skew.measure();
    server.calls.length = 0;
    const right = Date.now.bind(Date);
    const clock = vi.spyOn(Date, 'now').mockImplementation(() => right() + sign * 180 * MINUTE);
    cleanups.push(() => Promise.resolve(clock.mockRestore()));
    expect(client.skew.current()).toBeCloseTo(-sign * 180 * MINUTE, -3);
    await expect(attach(client)).rejects.toMatchObject({ code: 'CLOCK_SKEW' });
    expect(server.calls).toEqual([]);
    clock.mockRestore();
    await expect(attach(client)).resolves.toMatchObject({ jobid: 'j' });
  });

  it('counts as above the limit where the server does not check expires: nothing would stop a late command', async () => {
    const [client] = await withClock({ offsetMs: 0, checks: false });
    await client.skew.measure();
    await expect(attach(client)).rejects.toMatchObject({ code: 'CLOCK_SKEW' });
  });
});
