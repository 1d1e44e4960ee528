import type { Command } from 'commander';
import type { Schemas } from '../../client/api.js';
import { statusWords } from '../../client/words.js';
import { action, confirm, type Context, type World } from '../lib/context.js';
import { EXIT, type ExitCode } from '../lib/exit.js';
import { findRun } from '../lib/find.js';
import { started, startedOptions, type StartedOptions } from '../lib/started.js';
import type { Paint } from '../lib/terminal.js';

interface Options extends StartedOptions {
  reason?: string;
  yes?: true;
}

/** What may follow a run: each is a run of its own. */
export function followUpCommands(program: Command, world: World): void {
  const about = (name: string, description: string, which: string): Command =>
    startedOptions(program.command(name).description(description).argument('<run>', which)).option(
      '-y, --yes',
      'do not ask',
    );
  const failover = 'id of a completed live failover, or its VM';

  about('rollback', 'undo a completed live failover: what its VM has written is lost', failover)
    .requiredOption('-r, --reason <text>', 'why; it is recorded')
    .action(action<Options>(world, rollback));
  about('commit', 'make a completed live failover final: delete its rollback snapshots', failover)
    .option('-r, --reason <text>', 'why; it is recorded')
    .action(action<Options>(world, commit));
  about('recover', 'end a run whose workflow is gone: bring its replicas home', 'id of the run, or its VM')
    .option('-r, --reason <text>', 'why; it is recorded')
    .option('--dry-run', 'only say what it would do')
    .action(action<Options & { dryRun?: true }>(world, recover));
}

const because = ({ reason }: Options): { reason?: string } => (reason === undefined ? {} : { reason });

async function rollback(context: Context, options: Options, runOrVm = ''): Promise<ExitCode> {
  const { job_id, job_details } = await findRun(context, runOrVm, 'holder');
  const what = `Roll ${job_details.vm_name} back: its VM is removed, and all it has written since its start is lost.`;
  await confirm(context, what, options.yes === true, job_details.vm_name);
  return started(context, options, (key) =>
    context.api.POST('/failover/{job_id}/rollback', {
      params: { path: { job_id }, header: { 'idempotency-key': key } },
      body: { confirm_data_loss: true, reason: options.reason ?? '' },
    }),
  );
}

async function commit(context: Context, options: Options, runOrVm = ''): Promise<ExitCode> {
  const { job_id, job_details } = await findRun(context, runOrVm, 'holder');
  const what = `Commit the failover of ${job_details.vm_name}: there is no way back after it.`;
  await confirm(context, what, options.yes === true);
  return started(context, options, (key) =>
    context.api.POST('/failover/{job_id}/commit', {
      params: { path: { job_id }, header: { 'idempotency-key': key } },
      body: because(options),
    }),
  );
}

async function recover(context: Context, options: Options & { dryRun?: true }, runOrVm = ''): Promise<ExitCode> {
  const { job_id } = await findRun(context, runOrVm, 'open');
  const path = { job_id };
  if (options.dryRun || !options.yes) {
    // A dry run is answered with a plan, a real one with the accepted run: the document calls both a success.
    const asked = context.api.POST('/failover/{job_id}/recover', { params: { path }, body: { dry_run: true } });
    const plan = (await context.body(asked)) as Schemas['RecoverPlan'];
    if (options.dryRun) {
      context.answer(plan, () => planLines(plan, context.paint));
      return EXIT.done;
    }
    context.say(...planLines(plan, context.paint), '');
    await confirm(context, `Recover run ${job_id}.`, false);
  }
  return started(context, options, async (key) => {
    const { data, error } = await context.api.POST('/failover/{job_id}/recover', {
      params: { path, header: { 'idempotency-key': key } },
      body: { dry_run: false, ...because(options) },
    });
    return data === undefined ? { error } : { data: data as Schemas['FailoverStarted'] };
  });
}

function planLines({ way, why, calls, resync_required, becomes }: Schemas['RecoverPlan'], paint: Paint): string[] {
  return [
    way === 'leave' ? 'Nothing in CloudStack is changed.' : 'Every replica comes home:',
    `  because ${why}`,
    ...calls.map(({ activity, object }) => `  ${activity} ${object}`),
    ...resync_required.map((volume) => paint('warn', `! volume ${volume} comes home as it is and needs a full sync`)),
    ...becomes.map(({ job_id, status }) => `  ${job_id} becomes: ${statusWords(status)}`),
  ];
}
