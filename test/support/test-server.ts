import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, runFolder } from '../../scripts/checkout.js';
import { withLock } from '../../scripts/lock.mjs';

const VERSION = '1.32.0';
const folder = join(root, '.cache/temporal-test-server', VERSION);
const command = join(folder, 'temporal-test-server');

/** What Maven needs to gather the server and everything it rests on. */
const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>local</groupId><artifactId>temporal-test-server</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>io.temporal</groupId><artifactId>temporal-test-server</artifactId><version>${VERSION}</version></dependency>
  </dependencies>
</project>
`;

/**
 * Path of a command that runs Temporal's time-skipping test server, got by Maven the first time and kept in the cache.
 * Ask `lacks('java')` before. Raises an error with Maven's words.
 */
export async function testServer(): Promise<string> {
  // Written last, so that its presence means that the rest is there, too.
  if (!existsSync(command)) await withLock(join(runFolder, 'test-server.lock'), gather);
  return command;
}

async function gather(): Promise<void> {
  if (existsSync(command)) return;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'pom.xml'), POM);
  const gathering = ['-B', '-q', '-f', folder, 'dependency:copy-dependencies', '-DincludeScope=runtime'];
  const { status, stdout, stderr } = spawnSync('mvn', [...gathering, `-DoutputDirectory=${join(folder, 'lib')}`], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`Maven could not get the test server ${VERSION}:\n${stdout}${stderr}`);
  const script = `#!/bin/sh\nexec java -cp '${join(folder, 'lib')}/*' io.temporal.testserver.TestServer "$@"\n`;
  writeFileSync(`${command}.new`, script, { mode: 0o755 });
  renameSync(`${command}.new`, command);
}
