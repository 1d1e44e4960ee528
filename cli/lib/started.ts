import type { Command } from 'commander';
import { ApiFailure, newKey, type RunStatus, type Schemas } from '../../client/api.js';
import { isEnded } from '../../client/words.js';
import type { Context } from './context.js';
import { CliFailure, EXIT, exitOf, type ExitCode } from './exit.js';
import { watch } from './watch.js';

export interface StartedOptions {
  watch?: true;
  key?: string;
}

/** Options of every command that starts a run. */
export function startedOptions(command: Command): Command {
  return command
    .option('-w, --watch', 'watch it')
    .option('--key <key>', 'of an earlier try: the same key starts no second run');
}

type Ask = (key: string) => Promise<{ data?: Schemas['FailoverStarted']; error?: unknown }>;

/**
 * Starts a run, once however often it is repeated with its key, and watches it where asked to: until it has ended, or
 * `over` of it.
 */
export async function started(
  context: Context,
  options: StartedOptions,
  ask: Ask,
  over: (status: RunStatus) => boolean = () => false,
): Promise<ExitCode> {
  const key = options.key ?? newKey();
  const accepted = await context.body(ask(key)).catch((error: unknown) => {
    if (!(error instanceof ApiFailure) || exitOf(error) !== EXIT.away) throw error;
    throw new CliFailure(EXIT.away, `${error.message} It is not known whether the run was started.`, [
      ...error.remedies,
      `Repeat the command with --key ${key}: it starts the run only if it was not started yet.`,
    ]);
  });
  const { job_id, message, estimated_duration, data } = accepted;
  if (options.watch && context.json) context.world.terminal.stdout.write(`${JSON.stringify(accepted)}\n`);
  else
    context.answer(accepted, () => [
      `${message}: ${data.vm_name}`,
      `  run       ${job_id}`,
      `  expected  ${estimated_duration}`,
      ...(options.watch ? [''] : ['', `  failoverctl status ${job_id} --watch`]),
    ]);
  return options.watch ? watch(context, job_id, (status) => isEnded(status.status) || over(status)) : EXIT.done;
}
