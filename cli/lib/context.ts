import createClient, { type Client } from 'openapi-fetch';
import type { Command } from 'commander';
import { ApiFailure, body } from '../../client/api.js';
import type { paths } from '../../client/api-types.js';
import { EXIT, CliFailure, usage, type ExitCode } from './exit.js';
import { painter, type Paint, type Terminal } from './terminal.js';

const DEFAULT_URL = 'http://127.0.0.1:8082';

/** The world outside a command. */
export interface World {
  terminal: Terminal;
  env: NodeJS.ProcessEnv;
  /** This program's own. */
  version: string;
  /** What the last command exits with. */
  exit: ExitCode;
}

/** What every command works with. */
export interface Context {
  world: World;
  api: Client<paths>;
  /** The body of a success; raises ApiFailure, which names the address where nothing answers. */
  body: typeof body;
  url: string;
  token: string | undefined;
  json: boolean;
  paint: Paint;
  /** Lines for a person; nothing with --json. */
  say: (...lines: string[]) => void;
  /** The answer: as JSON with --json, else by `show`. */
  answer: <T>(data: T, show: (data: T) => string[]) => void;
}

interface GlobalOptions {
  url?: string;
  token?: string;
  json?: boolean;
}

/** Raises CliFailure for a URL that is none. */
export function contextOf(world: World, options: GlobalOptions): Context {
  const { terminal, env } = world;
  const url = (options.url ?? (env['FAILOVER_API_URL'] || DEFAULT_URL)).replace(/\/+$/, '');
  if (!/^https?:\/\//.test(url) || !URL.canParse(url))
    throw usage(`${url} is not the address of an API`, `Give it as ${DEFAULT_URL}, by --url or FAILOVER_API_URL.`);
  const token = options.token ?? (env['FAILOVER_API_TOKEN'] || undefined);
  const json = options.json === true;
  const say = (...lines: string[]): void => {
    if (!json) for (const line of lines) terminal.stdout.write(`${line}\n`);
  };
  return {
    world,
    api: createClient<paths>({
      baseUrl: `${url}/api/v1`,
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    }),
    body: (asked) =>
      body(asked).catch((error: unknown) => {
        throw named(error, url);
      }),
    url,
    token,
    json,
    paint: painter(terminal.colour),
    say,
    answer(data, show) {
      if (json) terminal.stdout.write(`${JSON.stringify(data, null, 2)}\n`);
      else say(...show(data));
    },
  };
}

function named(error: unknown, url: string): unknown {
  if (!(error instanceof ApiFailure) || error.code !== 'NO_ANSWER') return error;
  return new ApiFailure(error.code, `The API does not answer at ${url}.`, [
    '`failoverctl doctor` looks for the cause.',
  ]);
}

/** A command's own part; what it does not return is success. */
export type Handler<Options> = (
  context: Context,
  options: Options,
  ...args: string[]
) => Promise<ExitCode | undefined | void>;

/** As commander wants an action. */
export function action<Options = object>(
  world: World,
  handler: Handler<Options>,
): (...given: unknown[]) => Promise<void> {
  return async (...given) => {
    const command = given.at(-1) as Command;
    const context = contextOf(world, command.optsWithGlobals());
    world.exit =
      (await handler(context, command.opts() as Options, ...(command.processedArgs as string[]))) ?? EXIT.done;
  };
}

/** Asks on a terminal; elsewhere only --yes will do. Raises CliFailure where the answer is another one. */
export async function confirm(
  { world, say, paint }: Context,
  what: string,
  yes: boolean,
  typed?: string,
): Promise<void> {
  if (yes) return;
  const { ask } = world.terminal;
  if (ask === null)
    throw new CliFailure(EXIT.notConfirmed, `Not confirmed, and nobody can be asked here: ${what}`, [
      'Nothing was done. Add --yes to confirm it.',
    ]);
  const wanted = typed ?? 'yes';
  const answer = await ask(`${paint('bold', what)}\nType ${paint('bold', wanted)} to confirm: `);
  if (answer.trim() !== wanted) throw new CliFailure(EXIT.notConfirmed, 'Not confirmed: nothing was done.');
  say('');
}
