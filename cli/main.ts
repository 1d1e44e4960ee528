#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import type { World } from './lib/context.js';
import { EXIT } from './lib/exit.js';
import { mayColour, type Terminal } from './lib/terminal.js';
import { run } from './program.js';

/** The process: its terminal, its environment, its exit code. Runs as dist/cli/main.js. */

/** One typed line; Ctrl-C there ends the program like anywhere else. */
async function ask(question: string): Promise<string> {
  const { createInterface } = await import('node:readline/promises');
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  lines.on('SIGINT', interrupted);
  try {
    return await lines.question(question);
  } finally {
    lines.close();
  }
}

function interrupted(): never {
  process.stderr.write('\nInterrupted. What was started goes on: `failoverctl status` shows it.\n');
  process.exit(EXIT.interrupted);
}
process.once('SIGINT', interrupted);
// A reader that has seen enough (`| head`) is no error.
process.stdout.on('error', () => process.exit(EXIT.done));

const { stdout, stderr, stdin, env } = process;
const terminal: Terminal = {
  stdout,
  stderr,
  ask: stdin.isTTY && stderr.isTTY ? ask : null,
  colour: mayColour(env, stdout),
};
const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};
const world: World = { terminal, env, version, exit: EXIT.done };
process.exitCode = await run(process.argv.slice(2), world);
