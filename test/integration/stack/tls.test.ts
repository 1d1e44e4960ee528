import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../../scripts/checkout.js';
import { startMariadb, type Mariadb } from '../../support/mariadb.js';
import { lacks } from '../../support/preflight.js';

let folder: string;
const file = (name: string): string => join(folder, name);

/** An authority of our own, and a certificate of this machine by it. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'failover-tls-'));
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' });
  const request = ['req', '-newkey', 'rsa:2048', '-nodes', '-subj'];
  openssl(...request, '/CN=test authority', '-x509', '-days', '2', '-keyout', 'ca.key', '-out', 'ca.pem');
  openssl(
    ...request,
    '/CN=127.0.0.1',
    '-addext',
    'subjectAltName=IP:127.0.0.1,DNS:localhost',
    '-keyout',
    'key.pem',
    '-out',
    'csr.pem',
  );
  const by = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-copy_extensions', 'copy'];
  openssl('x509', '-req', '-days', '2', '-in', 'csr.pem', ...by, '-out', 'cert.pem');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Exit code and words of one of our scripts in a process of its own: Node reads its authorities when it starts. */
async function ran(
  script: string,
  args: string[],
  env: Record<string, string>,
): Promise<{ code: number; said: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(root, script), ...args], {
    cwd: root,
    env: { PATH: process.env.PATH ?? '', ...env },
  });
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number]>,
  ]);
  return { code, said: out + err };
}

describe.skipIf(lacks('openssl') || lacks('mariadb'))('mysqls://', () => {
  let mariadb: Mariadb;
  beforeAll(async () => {
    mariadb = await startMariadb({ cert: file('cert.pem'), key: file('key.pem') });
  });
  afterAll(() => mariadb.remove());

  it('is TLS, by an authority that is known only', async () => {
    // mysql2 checks names, and takes any address for localhost.
    const url = (await mariadb.createDatabase()).replace('mysql:', 'mysqls:').replace('127.0.0.1', 'localhost');
    const unknown = await ran('scripts/migrate.ts', [], { DATABASE_URL: url });
    expect(unknown).toMatchObject({ code: 1, said: expect.stringContaining('certificate') as string });
    const known = await ran('scripts/migrate.ts', [], { DATABASE_URL: url, NODE_EXTRA_CA_CERTS: file('ca.pem') });
    expect(known).toMatchObject({ code: 0, said: expect.stringContaining('brought up to date') as string });
  });

  it('is never plain', async () => {
    const plain = await startMariadb();
    try {
      const url = (await plain.createDatabase()).replace('mysql:', 'mysqls:');
      expect((await ran('scripts/migrate.ts', [], { DATABASE_URL: url })).code).toBe(1);
    } finally {
      await plain.remove();
    }
  });
});

describe.skipIf(lacks('openssl'))('https:// of CloudStack', () => {
  it('is asked by an authority that is known only', async () => {
    const server = createServer(
      { cert: readFileSync(file('cert.pem')), key: readFileSync(file('key.pem')) },
      (_, answer) =>
        answer.setHeader('content-type', 'application/json').end('{"listcapabilitiesresponse":{"capability":{}}}'),
    );
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/client/api`;
    try {
      const unknown = await ran('test/fixtures/ask-cloudstack.ts', [url], {});
      expect(unknown).toMatchObject({ code: 1, said: expect.stringContaining('unavailable') as string });
      const known = await ran('test/fixtures/ask-cloudstack.ts', [url], { NODE_EXTRA_CA_CERTS: file('ca.pem') });
      expect(known).toMatchObject({ code: 0, said: 'answered\n' });
    } finally {
      server.close();
    }
  });
});
