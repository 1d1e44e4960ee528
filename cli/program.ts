import { Command, CommanderError } from 'commander';
import { ApiFailure } from '../client/api.js';
import { completionCommands } from './commands/completion.js';
import { configCommands } from './commands/config.js';
import { doctorCommand } from './commands/doctor.js';
import { followUpCommands } from './commands/follow-ups.js';
import { importCommand } from './commands/import.js';
import { networkCommands } from './commands/networks.js';
import { runCommands } from './commands/runs.js';
import { startCommands } from './commands/start.js';
import { tokenCommands } from './commands/token.js';
import { vmCommands } from './commands/vms.js';
import type { World } from './lib/context.js';
import { CliFailure, EXIT, exitOf, type ExitCode } from './lib/exit.js';
import { painter } from './lib/terminal.js';

/** Every command, without running one. */
export function buildProgram(world: World): Command {
  const { stdout, stderr } = world.terminal;
  const program = new Command('failoverctl')
    .description('Drives cloudstack-failover: VMware VMs into CloudStack, for real or as a test.')
    .version(world.version, '-V, --version')
    .option('--url <url>', 'of the API (FAILOVER_API_URL; http://127.0.0.1:8082)')
    .option('--token <token>', 'API token (better: FAILOVER_API_TOKEN, which no process list shows)')
    .option('--json', 'answer with JSON: for programs')
    .addHelpText(
      'after',
      '\nA VM is named by its name or id, a run by its id or its VM. docs/failoverctl.md has examples and exit codes.',
    );
  vmCommands(program, world);
  startCommands(program, world);
  runCommands(program, world);
  followUpCommands(program, world);
  networkCommands(program, world);
  configCommands(program, world);
  tokenCommands(program, world);
  importCommand(program, world);
  doctorCommand(program, world);
  completionCommands(program, world);
  for (const command of [program, ...program.commands, ...program.commands.flatMap((each) => each.commands)])
    command
      .exitOverride()
      .showSuggestionAfterError()
      .configureOutput({ writeOut: (text) => stdout.write(text), writeErr: (text) => stderr.write(text) });
  return program;
}

/** Runs one command line (without node and script) and resolves with what the process exits with. */
export async function run(args: readonly string[], world: World): Promise<ExitCode> {
  try {
    await buildProgram(world).parseAsync(args, { from: 'user' });
    return world.exit;
  } catch (error) {
    // Help and version end this way, too; commander has said what there is to say.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    tell(error, world, args.includes('--json'));
    return exitOf(error);
  }
}

const SIGN_IN = ['Set FAILOVER_API_TOKEN to a token of the API; `failoverctl token create` makes one.'];

/** What went wrong, and what to do about it, on standard error. */
function tell(error: unknown, { terminal }: World, json: boolean): void {
  const known = error instanceof CliFailure || error instanceof ApiFailure;
  const code = error instanceof ApiFailure ? error.code : 'FAILOVERCTL';
  const remedies = known ? [...error.remedies] : ['This is a mistake in failoverctl itself.'];
  if (code === 'UNAUTHORIZED') remedies.push(...SIGN_IN);
  const details = error instanceof ApiFailure ? error.details : {};
  const message = known ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error);
  if (json)
    return void terminal.stderr.write(
      `${JSON.stringify({ error_code: code, message, required_actions: remedies, details })}\n`,
    );
  const paint = painter(terminal.colour);
  const lines = [
    `${paint('bad', '✕')} ${message}`,
    ...[...detailLines(details), ...remedies].map((line) => `  - ${line}`),
  ];
  terminal.stderr.write(`${lines.join('\n')}\n`);
}

/** What the API lists beside its message: fields that do not fit, reasons against it, the run that is in the way. */
function detailLines(details: Readonly<Record<string, unknown>>): string[] {
  const {
    issues = [],
    refused = [],
    job_id,
  } = details as {
    issues?: { path: string; message: string }[];
    refused?: string[];
    job_id?: string;
  };
  return [
    ...issues.map(({ path, message }) => `${path}: ${message}`),
    ...refused,
    ...(typeof job_id === 'string' ? [`\`failoverctl status ${job_id}\` shows that run.`] : []),
  ];
}
