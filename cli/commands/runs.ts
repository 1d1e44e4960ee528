import { Argument, type Command } from 'commander';
import { newKey, type Job, type RunStatus } from '../../client/api.js';
import { secondsSince, span, stepWords, statusWords, symbolOf, toneOf, typeWords } from '../../client/words.js';
import { action, confirm, type Context, type World } from '../lib/context.js';
import { EXIT, usage, type ExitCode } from '../lib/exit.js';
import { findRun, findVm } from '../lib/find.js';
import { exitOfRun, runLines, stepLines } from '../lib/run-view.js';
import { table, type Paint } from '../lib/terminal.js';
import { watch } from '../lib/watch.js';

interface Confirmed {
  yes?: true;
  watch?: true;
  reason?: string;
}

export function runCommands(program: Command, world: World): void {
  program
    .command('status')
    .description('how a run stands; without one, all open runs')
    .argument('[run]', 'id of a run, or the VM whose run is meant')
    .option('-w, --watch', 'follow it to its end')
    .option('-s, --steps', 'show every step and call with what was observed')
    .option('-a, --all', 'list the runs that have ended, too: of that VM, or of all')
    .action(action<StatusOptions>(world, status));

  const about = (name: string, description: string): Command =>
    program.command(name).description(description).argument('<run>', 'id of a run, or the VM whose open run is meant');

  about('end', 'end a test now: its VM is removed and every replica goes home')
    .option('-w, --watch', 'follow it to its end')
    .option('-y, --yes', 'do not ask')
    .action(action<Confirmed>(world, end));
  about('extend', 'give a test more time')
    .argument('[duration]', 'added to its deadline, e.g. 30m or 2h')
    .option('--until <time>', 'the new deadline instead, e.g. 2026-11-23T18:00:00Z')
    .action(action<{ until?: string }>(world, extend));
  about('cancel', 'undo a run that has not started its VM yet')
    .requiredOption('-r, --reason <text>', 'why; it is recorded')
    .option('-w, --watch', 'follow it to its end')
    .option('-y, --yes', 'do not ask')
    .action(action<Confirmed>(world, cancel));
  about('resolve', 'answer a run that needs you')
    .addArgument(new Argument('<action>', 'what it shall do').choices(['retry', 'skip', 'abandon']))
    .requiredOption('-r, --reason <text>', 'why; it is recorded')
    .option('--attention <id>', 'which question, where it asks several')
    .option('-w, --watch', 'follow it to its end')
    .option('-y, --yes', 'do not ask')
    .action(action<Confirmed & { attention?: string }>(world, resolve));
}

interface StatusOptions {
  watch?: true;
  steps?: true;
  all?: true;
}

async function status(
  context: Context,
  { watch: follow, steps, all }: StatusOptions,
  name?: string,
): Promise<ExitCode> {
  if (name === undefined || all) return list(context, name, all === true);
  const run = await findRun(context, name, 'newest');
  if (follow) return watch(context, run.job_id);
  if (!steps) context.answer(run, () => runLines(run, context.paint));
  else {
    const params = { path: { job_id: run.job_id } };
    const answer = await context.body(context.api.GET('/failover/{job_id}/steps', { params }));
    context.answer(answer, () => [...runLines(run, context.paint), '', ...stepLines(answer.steps, context.paint)]);
  }
  return exitOfRun(run);
}

async function list(context: Context, vm: string | undefined, all: boolean): Promise<ExitCode> {
  const query = {
    limit: 500,
    ...(all ? {} : { open: true }),
    ...(vm === undefined ? {} : { vm_id: (await findVm(context, vm)).vm_id }),
  };
  const { jobs } = await context.body(context.api.GET('/failover/jobs', { params: { query } }));
  context.answer(jobs, () =>
    jobs.length === 0
      ? [all ? 'Nothing has run yet.' : 'Nothing is running. `failoverctl status --all` lists what has run.']
      : table(
          ['VM', 'RUN', 'STATUS', '', 'FOR', 'ID', 'NOW'],
          jobs.map((job) => row(job, context.paint)),
        ),
  );
  return jobs.some((job) => job.status === 'attention') ? EXIT.needsYou : EXIT.done;
}

function row(job: Job, paint: Paint): string[] {
  const step = job.current_step === null ? '' : stepWords(job.current_step);
  const left =
    job.status === 'test_running' && job.cleanup_at !== null ? `${span(-secondsSince(job.cleanup_at))} left` : '';
  return [
    job.vm_name,
    typeWords(job.job_type),
    paint(toneOf(job.status), `${symbolOf(job.status)} ${statusWords(job.status)}`),
    `${Math.floor(job.progress)} %`,
    span(job.duration / 1e9),
    job.job_id,
    job.error_message ?? (left || step),
  ];
}

const name = ({ job_details }: RunStatus): string => job_details.vm_name;

/** What an accepted request comes to: watched, or told. */
function accepted(
  context: Context,
  jobId: string,
  answer: { message: string },
  follow?: true,
): Promise<ExitCode> | ExitCode {
  if (!follow || !context.json) context.answer(answer, ({ message }) => [`${message}.`]);
  if (follow) return watch(context, jobId);
  context.say(`  failoverctl status ${jobId} --watch`);
  return EXIT.done;
}

async function end(context: Context, options: Confirmed, runOrVm = ''): Promise<ExitCode> {
  const run = await findRun(context, runOrVm, 'open');
  const { job_id } = run;
  await confirm(context, `End the test of ${name(run)}: what its VM has written is thrown away.`, options.yes === true);
  const params = { path: { job_id } };
  const answer = await context.body(context.api.DELETE('/failover/test/{job_id}', { params }));
  return accepted(context, job_id, answer, options.watch);
}

async function extend(context: Context, { until }: { until?: string }, runOrVm = '', duration?: string): Promise<void> {
  if ((until === undefined) === (duration === undefined))
    throw usage('Say either a duration, e.g. 1h, or --until TIME');
  const { job_id } = await findRun(context, runOrVm, 'open');
  const answer = await context.body(
    context.api.POST('/failover/test/{job_id}/extend', {
      params: { path: { job_id }, header: { 'idempotency-key': newKey() } },
      body: until === undefined ? { duration: duration ?? '' } : { until },
    }),
  );
  context.answer(answer, ({ cleanup_at, remaining }) => [
    `The test ends by itself at ${cleanup_at}, in ${span(remaining / 1e9)}.`,
  ]);
}

async function cancel(context: Context, options: Confirmed, runOrVm = ''): Promise<ExitCode> {
  const run = await findRun(context, runOrVm, 'open');
  const { job_id, on_cancel } = run;
  context.say(
    `${name(run)}: a cancel now: ${on_cancel?.effect ?? 'does nothing'}`,
    ...(on_cancel?.undoes ?? []).map(({ activity, object }) => `  ${activity} ${object}`),
  );
  await confirm(context, `Cancel the run of ${name(run)}.`, options.yes === true);
  const { reason = '' } = options;
  const params = { path: { job_id } };
  const answer = await context.body(context.api.POST('/failover/{job_id}/cancel', { params, body: { reason } }));
  return accepted(context, job_id, answer, options.watch);
}

type Action = 'retry' | 'skip' | 'abandon';

async function resolve(
  context: Context,
  options: Confirmed & { attention?: string },
  runOrVm = '',
  chosen = '',
): Promise<ExitCode> {
  const run = await findRun(context, runOrVm, 'open');
  const answer = chosen as Action;
  const question = questionFor(run, answer, options.attention);
  const { loses } = question.actions.find(({ action: each }) => each === answer) ?? { loses: '' };
  const what = `${answer} ${question.key} of ${name(run)}: it loses ${loses}.`;
  const isLoss = answer === 'abandon';
  await confirm(context, what, options.yes === true || answer === 'retry', isLoss ? name(run) : undefined);
  const said = await context.body(
    context.api.POST('/failover/{job_id}/resolve', {
      params: { path: { job_id: run.job_id }, header: { 'idempotency-key': newKey() } },
      body: {
        attention_id: question.id,
        action: answer,
        reason: options.reason ?? '',
        confirm_data_loss: isLoss,
      },
    }),
  );
  return accepted(context, run.job_id, said, options.watch);
}

/** The one question that admits this answer. Raises CliFailure where there is none, or more than one. */
export function questionFor(run: RunStatus, answer: Action, id?: string): RunStatus['attentions'][number] {
  const open = run.attentions.filter((question) => id === undefined || question.id === id);
  const admit = open.filter(({ actions }) => actions.some(({ action: each }) => each === answer));
  const [question, another] = admit;
  if (question === undefined) {
    const may = [...new Set(open.flatMap(({ actions }) => actions.map((each) => each.action)))];
    throw usage(
      open.length === 0
        ? `${name(run)} asks nothing${id === undefined ? '' : ` by the id ${id}`} now.`
        : `Nothing that ${name(run)} asks admits ${answer}.`,
      may.length === 0 ? `\`failoverctl status ${run.job_id}\` shows how it stands.` : `It admits ${may.join(', ')}.`,
    );
  }
  if (another !== undefined)
    throw usage(
      `${name(run)} asks ${admit.length} questions.`,
      ...admit.map((each) => `--attention ${each.id}: ${each.reason}`),
    );
  return question;
}
