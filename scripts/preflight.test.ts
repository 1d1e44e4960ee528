import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { problems } from './preflight.mjs';

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'failover-preflight-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

const machine = (changes: { node?: string; platform?: NodeJS.Platform; arch?: string; glibc?: string }) => ({
  versions: { node: changes.node ?? '20.19.0' },
  platform: changes.platform ?? 'linux',
  arch: (changes.arch ?? 'x64') as NodeJS.Architecture,
  report: { getReport: () => ({ header: { ...('glibc' in changes ? {} : { glibcVersionRuntime: '2.36' }) } }) },
});

describe('pre-flight', () => {
  it('finds nothing wrong with this machine', () => {
    expect(problems(folder())).toEqual([]);
  });

  it.each(['20.19.0', '20.20.2', '22.0.0', '24.1.0'])('accepts Node %s', (node) => {
    expect(problems(folder(), machine({ node }))).toEqual([]);
  });

  it.each(['18.20.0', '20.18.3'])('refuses Node %s', (node) => {
    expect(problems(folder(), machine({ node }))).toEqual([
      `Node ${node} is too old: install Node 20.19 or newer (https://nodejs.org)`,
    ]);
  });

  it.each([
    ['musl', { glibc: 'none' }],
    ['Windows', { platform: 'win32' }],
    ['a 32-bit CPU', { arch: 'arm' }],
  ] as const)('refuses %s, with a cure', (_, changes) => {
    const found = problems(folder(), machine(changes));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/: use a /);
  });

  it('takes macOS', () => {
    expect(problems(folder(), machine({ platform: 'darwin', arch: 'arm64', glibc: 'none' }))).toEqual([]);
  });

  it('names each folder that cannot be written', () => {
    const root = folder();
    writeFileSync(join(root, '.cache'), 'a file in the way');
    expect(problems(root)).toEqual([
      `cannot write to ${join(root, '.cache')} (EEXIST): make it writable, or remove it`,
    ]);
  });
});
