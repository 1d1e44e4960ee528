import { spawnSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { hasUpgradesFrom } from './builds.js';
import { hasSchemathesis } from './schemathesis.js';

interface Part {
  found: () => boolean;
  cure: string;
  /** What the checkout lacks, not the machine. */
  ofCheckout?: true;
}

/** What some tests need beyond Node: how to see whether it is here, and the cure when it is not. */
const PARTS = {
  mariadb: {
    found: () => answers('mariadbd', '--version') || answers('/usr/sbin/mariadbd', '--version'),
    cure: 'MariaDB: install mariadb-server (Debian, Ubuntu: apt-get install mariadb-server; macOS: brew install mariadb)',
  },
  chromium: {
    found: () => chromium() !== undefined,
    cure: 'Chromium: install it (Debian: apt-get install chromium; macOS: brew install chromium)',
  },
  java: {
    found: () => answers('java', '-version') && answers('mvn', '--version'),
    cure: 'Java 17 or newer with Maven: install them (Debian, Ubuntu: apt-get install maven; macOS: brew install maven)',
  },
  schemathesis: {
    found: hasSchemathesis,
    cure: 'Python 3.10 or newer with venv (Debian, Ubuntu: apt-get install python3-venv) and PyPI in reach',
  },
  python: {
    found: () => answers('python3', '-c', 'import os, pty; os.waitstatus_to_exitcode'),
    cure: 'Python 3.9 or newer, for a terminal (Debian, Ubuntu: apt-get install python3)',
  },
  openssl: {
    found: () => answers('openssl', 'version'),
    cure: 'openssl: install it (Debian, Ubuntu: apt-get install openssl)',
  },
  prlimit: {
    found: () => answers('prlimit', '--version'),
    cure: 'prlimit: Linux with util-linux',
  },
  history: {
    found: hasUpgradesFrom,
    cure: "the repository's history: fetch it (git fetch --unshallow)",
    // Nothing that could be installed: an archive of the sources has none.
    ofCheckout: true,
  },
  compose: {
    found: () => answers('docker', 'compose', 'version') || answers('docker-compose', 'version'),
    cure: 'docker compose: install Docker with its compose plugin (Debian: apt-get install docker-compose)',
  },
} as const satisfies Record<string, Part>;

/** The Chromium of this machine, if it has one. */
export function chromium(): string | undefined {
  return ['chromium', 'chromium-browser'].find((command) => answers(command, '--version'));
}

function answers(command: string, ...args: string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

/**
 * True when this machine lacks `part`: for `describe.skipIf(lacks('mariadb'))`. The cure goes to the runner's list of
 * skips. With REQUIRE_ALL=1 nothing that a machine can have is skipped: a missing part raises an error with its cure.
 */
export function lacks(part: keyof typeof PARTS): boolean {
  const { found, cure, ofCheckout }: Part = PARTS[part];
  if (found()) return false;
  if (process.env.REQUIRE_ALL === '1' && !ofCheckout)
    throw new Error(`REQUIRE_ALL is set, and this machine lacks ${cure}`);
  if (process.env.TEST_SKIPS_FILE !== undefined) appendFileSync(process.env.TEST_SKIPS_FILE, `${cure}\n`);
  return true;
}
