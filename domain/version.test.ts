import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { VERSION, versionOf, workerIdentity } from './version.js';

it('is the version of the package, and a worker’s identity tells it', () => {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  expect(VERSION).toBe(version);
  expect(versionOf(workerIdentity('17@host'))).toBe(version);
  expect(versionOf('17@host')).toBeNull();
});
