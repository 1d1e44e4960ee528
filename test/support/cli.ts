import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { stripVTControlCharacters } from 'node:util';
import type { World } from '../../cli/lib/context.js';
import { EXIT, type ExitCode } from '../../cli/lib/exit.js';
import { run } from '../../cli/program.js';

interface Options {
  url: string;
  token?: string | undefined;
  /** What a person at a terminal types, a line each; without it there is no terminal. */
  types?: string[];
  env?: NodeJS.ProcessEnv;
}

export interface Said {
  exit: ExitCode;
  out: string;
  err: string;
  /** What was asked of the person. */
  questions: string[];
}

/** Runs one command line in this process. */
export async function cli(args: readonly string[], { url, token, types, env = {} }: Options): Promise<Said> {
  const said: Said = { exit: EXIT.done, out: '', err: '', questions: [] };
  const answers = [...(types ?? [])];
  const isTTY = types !== undefined;
  const world: World = {
    version: '0.1.0',
    exit: EXIT.done,
    env: { FAILOVER_API_URL: url, ...(token === undefined ? {} : { FAILOVER_API_TOKEN: token }), ...env },
    terminal: {
      colour: false,
      stdout: { write: (text) => (said.out += text), isTTY, columns: 80 },
      stderr: { write: (text) => (said.err += text), isTTY },
      ask: !isTTY
        ? null
        : async (question) => {
            said.questions.push(question);
            return answers.shift() ?? '';
          },
    },
  };
  said.exit = await run(args, world);
  return said;
}

/** Serves `app` on a free port of loopback; `close` cuts who is still connected. */
export async function serving(
  app: Parameters<typeof createServer>[1],
): Promise<{ url: string; close: () => Promise<void> }> {
  const server: Server = createServer(app ?? (() => undefined));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** What a terminal showed, line by line, each as it was drawn last. */
export function drawn(text: string): string[] {
  return stripVTControlCharacters(text.replaceAll('\r\x1b[K', '\n'))
    .split('\n')
    .filter((line) => line.trim() !== '');
}
