import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { root } from '../../../scripts/checkout.js';
import { temporaryFolder } from '../../support/launcher.js';

const ANSWERS = '#!/bin/sh\necho "temporal version 9.9.9"\n';
const BROKEN = '#!/bin/sh\necho "no such thing"\nexit 1\n';
/** Where nothing listens: the official download fails at once. */
const NO_WAY_OUT = 'http://127.0.0.1:1';

interface Answer {
  code: number | null;
  path: string;
  said: string;
}

/** A checkout of nothing but the resolver, so that its cache is empty, and a PATH of nothing but node. */
class Checkout {
  readonly folder = temporaryFolder('checkout');
  readonly bin = join(this.folder, 'bin');

  constructor() {
    for (const name of ['temporal-binary.mjs', 'lock.mjs', 'package.json']) {
      const from = name === 'package.json' ? name : join('scripts', name);
      mkdirSync(dirname(join(this.folder, from)), { recursive: true });
      copyFileSync(join(root, from), join(this.folder, from));
    }
    symlinkSync(join(root, 'node_modules'), join(this.folder, 'node_modules'));
    mkdirSync(this.bin);
    mkdirSync(join(this.folder, 'home'));
  }

  /** Puts an executable script at `path` below the checkout. */
  script(path: string, content: string): string {
    const file = join(this.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    chmodSync(file, 0o755);
    return file;
  }

  async resolve(env: Record<string, string> = {}): Promise<Answer> {
    const child = spawn(process.execPath, [join(this.folder, 'scripts/temporal-binary.mjs')], {
      env: { PATH: this.bin, HOME: join(this.folder, 'home'), HTTPS_PROXY: NO_WAY_OUT, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const closed = once(child, 'close') as Promise<[number | null]>;
    const [path, said, [code]] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
    return { code, path: path.trim(), said };
  }
}

/** A `go` that notes each call and "builds" by copying a script to GOBIN. */
function fakeGo(checkout: Checkout, version: string): () => string[] {
  const log = join(checkout.folder, 'go.log');
  writeFileSync(log, '');
  const built = checkout.script('built', ANSWERS);
  checkout.script(
    'bin/go',
    `#!/bin/sh\nif [ "$1" = env ]; then echo ${version}; exit; fi\necho "$*" >> ${log}\n/bin/sleep 0.3\n/bin/cp ${built} "$GOBIN/temporal"\n`,
  );
  return () => readFileSync(log, 'utf8').split('\n').filter(Boolean);
}

describe('the Temporal binary', () => {
  it('is TEMPORAL_CLI_PATH before the one on PATH', async () => {
    const checkout = new Checkout();
    const [named, found] = [checkout.script('named/temporal', ANSWERS), checkout.script('bin/temporal', ANSWERS)];
    expect(await checkout.resolve({ TEMPORAL_CLI_PATH: named })).toMatchObject({ code: 0, path: named });
    expect(await checkout.resolve()).toMatchObject({ code: 0, path: found, said: '' });
  });

  it('is never silently another one than TEMPORAL_CLI_PATH', async () => {
    const checkout = new Checkout();
    checkout.script('bin/temporal', ANSWERS);
    const { code, said } = await checkout.resolve({ TEMPORAL_CLI_PATH: checkout.script('named/temporal', BROKEN) });
    expect(code).toBe(1);
    expect(said).toMatch(/^TEMPORAL_CLI_PATH is .*; correct or unset it\n$/);
  });

  it('is the cached one where PATH has none that answers', async () => {
    const checkout = new Checkout();
    checkout.script('bin/temporal', BROKEN);
    const cached = checkout.script('.cache/temporal/temporal', ANSWERS);
    expect(await checkout.resolve()).toMatchObject({ code: 0, path: cached, said: '' });
  });

  it('is built once by Go, however many ask at the same time, and then cached', async () => {
    const checkout = new Checkout();
    const calls = fakeGo(checkout, 'go1.25.0');
    const cached = join(checkout.folder, '.cache/temporal/temporal');
    const answers = await Promise.all([checkout.resolve(), checkout.resolve(), checkout.resolve()]);
    expect(answers.map(({ code, path }) => [code, path])).toEqual(answers.map(() => [0, cached]));
    expect(calls()).toEqual([
      expect.stringMatching(/^install .*github\.com\/temporalio\/cli\/cmd\/temporal@v1\.5\.1$/),
    ]);
    expect(await checkout.resolve()).toMatchObject({ code: 0, path: cached, said: '' });
  });

  it('is nowhere without download and with an old Go: the error names every way', async () => {
    const checkout = new Checkout();
    const calls = fakeGo(checkout, 'go1.24.9');
    const { code, path, said } = await checkout.resolve();
    expect([code, path, calls()]).toEqual([1, '', []]);
    for (const way of ['PATH', 'TEMPORAL_CLI_PATH', 'https://temporal.download', 'Go 1.25'])
      expect(said).toContain(way);
  });

  it('asks for the download through the proxy, and gives up when no first byte has come', async () => {
    const asked: string[] = [];
    const proxy = createServer((socket) =>
      socket.on('data', (data) => asked.push(data.toString().split('\r\n')[0] ?? '')),
    );
    proxy.listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    onTestFinished(() => void proxy.close());
    const { port } = proxy.address() as AddressInfo;
    const started = Date.now();
    const { code, said } = await new Checkout().resolve({ HTTPS_PROXY: `http://127.0.0.1:${port}` });
    expect(asked).toEqual(['CONNECT temporal.download:443 HTTP/1.1']);
    expect([code, said]).toEqual([1, expect.stringContaining('no answer for 20 s')]);
    expect(Date.now() - started).toBeLessThan(30_000);
  });
});
