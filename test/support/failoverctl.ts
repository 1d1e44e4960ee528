import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { root } from '../../scripts/checkout.js';
import type { Stack } from '../../scripts/stack.js';

/** As `npm link` would put it on the PATH. */
export const FAILOVERCTL = join(root, 'dist/cli/main.js');

export interface Ended {
  exit: number | null;
  out: string;
  err: string;
}

/** Gives a program a terminal of its own: what it writes to it comes out here, what comes in here is typed. */
const PTY = `import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))`;

export interface RunOptions {
  env?: Record<string, string>;
  /** Standard input; on a terminal what is typed. */
  input?: string;
  terminal?: boolean;
  /** Told what was written to standard output until now. */
  onOutput?: (sofar: string) => void;
}

/** The built program as a process, with nothing of this shell's environment but PATH. */
export async function failoverctl(
  args: readonly string[],
  { env = {}, input = '', terminal, onOutput }: RunOptions,
): Promise<Ended> {
  const command = terminal === true ? ['python3', '-c', PTY, FAILOVERCTL] : [FAILOVERCTL];
  const child = spawn(command[0] ?? '', [...command.slice(1), ...args], {
    env: { PATH: process.env.PATH, TERM: 'xterm', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const said = { out: '' };
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    said.out += chunk;
    onOutput?.(said.out);
  });
  const err = text(child.stderr);
  // On a terminal the end of the input would be a Ctrl-D in the middle of it.
  if (terminal === true) child.stdin.write(input);
  else child.stdin.end(input);
  const [exit] = (await once(child, 'close')) as [number | null];
  return { exit, out: said.out, err: await err };
}

/** Where a stack's API is, and its admin's token. */
export function envOf({ urls, tokens }: Pick<Stack, 'urls' | 'tokens'>): Record<string, string> {
  return { FAILOVER_API_URL: urls.api, FAILOVER_API_TOKEN: tokens.admin };
}
