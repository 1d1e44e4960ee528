import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallInput } from '../../domain/call.js';
import type { BootCheck } from '../../domain/plan.js';
import { FakeCloudStack } from '../../test/support/fake-cloudstack.js';
import { bootCheck } from './boot-check.js';

/** A guest that is up at `/up` and nowhere else. */
let guest: Server;
let port: number;
beforeAll(async () => {
  guest = createServer((req, res) => res.writeHead(req.url === '/up' ? 200 : 500).end());
  await once(guest.listen(0, '127.0.0.1'), 'listening');
  ({ port } = guest.address() as AddressInfo);
});
afterAll(() => guest.close());

function asked(change: Partial<BootCheck> = {}, addresses: string[] = ['127.0.0.1']) {
  const cs = new FakeCloudStack();
  const nic = addresses.map((ipaddress, i) => ({ id: `nic-${i}`, networkid: 'network', ipaddress }));
  cs.vms.set('the-vm', { id: 'the-vm', name: 'host', state: 'Running', nic });
  const input: CallInput = {
    ...{ job_id: 'job-1', of_job: 'job-1', vm_id: 'vm-1', config: 'primary', try: 0, priority: 'live' },
    ...{ key: 'boot_check/bootCheck/$vm', activity: 'bootCheck', object: 'the-vm' },
    args: { kind: 'http', port, path: '/up', timeout_ms: 1, required: false, ...change },
  };
  return bootCheck(cs.port(), input, new AbortController().signal);
}

describe('a boot check', () => {
  it.each<[string, Partial<BootCheck>, 'passed' | 'failed']>([
    ['of a page that is there', {}, 'passed'],
    ['of another page', { path: '/down' }, 'failed'],
    ['of a port that is open', { kind: 'tcp', path: '/down' }, 'passed'],
    ['of a port where nothing listens', { kind: 'tcp', port: 1 }, 'failed'],
  ])('%s', async (_what, change, boot_check) => {
    expect(await asked(change)).toMatchObject({ found: true, boot_check });
  });

  it('that is required lets a person decide', async () => {
    await expect(asked({ path: '/down', required: true })).rejects.toMatchObject({
      type: 'refused',
      details: [{ code: 'BOOT_CHECK_FAILED' }],
    });
  });

  it('goes on until its time is over, and says for how long', async () => {
    const began = Date.now();
    expect((await asked({ path: '/down', timeout_ms: 1_500 })).observed).toContain('within 2 s (127.0.0.1: HTTP 500)');
    expect(Date.now() - began).toBeGreaterThan(900);
  });

  it('knows of no address, or of several', async () => {
    expect((await asked({}, [])).observed).toContain('CloudStack names no address');
    expect((await asked({}, ['127.0.0.2', '127.0.0.1'])).observed).toContain('127.0.0.1 answered');
  });
});
