import type { Attention, RunStatus, Step } from '../../client/api.js';
import { isEnded, secondsSince, span, statusWords, stepWords, symbolOf, toneOf } from '../../client/words.js';
import { doing, elapsed, titleOf } from './progress.js';
import { EXIT, type ExitCode } from './exit.js';
import { facts, type Paint } from './terminal.js';

/** A run as `status` shows it: how it stands, what it asks, what can be done about it. */
export function runLines(run: RunStatus, paint: Paint): string[] {
  const { job_details: job, outcome, data_age } = run;
  const oldest = data_age?.oldest_age_seconds;
  const ended = isEnded(run.status);
  return [
    `${paint('bold', titleOf(run))}  ${paint(toneOf(run.status), `${symbolOf(run.status)} ${statusWords(run.status)}`)}`,
    ...facts([
      ['run', run.job_id],
      ['now', ended ? null : `${doing(run)} (${Math.floor(run.progress)} %)`],
      [ended ? 'took' : 'running for', elapsed(run)],
      ['expected', run.estimated_duration],
      ['ends by itself', ended ? null : run.cleanup_at],
      ['error', job.error_message],
      ['outcome', typeof outcome?.['summary'] === 'string' ? outcome['summary'] : null],
      ['destination VM', job.destination_vm_id],
      ['data', oldest === null || oldest === undefined ? null : `up to ${span(oldest)} old when it was accepted`],
      ['protected by', run.strategy],
      ['asked for by', `${job.requested_by}${job.reason === null ? '' : `: ${job.reason}`}`],
      ['a cancel now', run.on_cancel?.effect],
      ['Temporal', run.temporal_url],
    ]),
    ...run.attentions.flatMap((question) => questionLines(run.job_id, question, paint)),
    ...(ended ? [] : nextLines(run)),
  ];
}

/** Why a run waits for a person, and the commands that answer it. */
export function questionLines(jobId: string, { reason, since, key, actions, id }: Attention, paint: Paint): string[] {
  return [
    '',
    `${paint('warn', '! This run needs you')} (since ${span(secondsSince(since))}): ${reason}`,
    `  ${paint('faint', key)}`,
    ...(actions.length === 0
      ? ['  Nothing can be answered: it is tried again and goes on when the cause is gone.']
      : ['  Mend the cause in CloudStack, then answer:']),
    ...actions.flatMap(({ action, loses }) => [
      `    failoverctl resolve ${jobId} ${action} --attention ${id} --reason TEXT`,
      `      loses ${loses}`,
    ]),
  ];
}

function nextLines({ job_id, status, cleanup_at, on_cancel }: RunStatus): string[] {
  const inHold = status === 'test_running';
  return [
    '',
    `  failoverctl status ${job_id} --watch`,
    ...(inHold && cleanup_at !== null ? [`  failoverctl extend ${job_id} 1h`] : []),
    ...(inHold ? [`  failoverctl end ${job_id}`] : []),
    ...(!inHold && on_cancel?.possible === true ? [`  failoverctl cancel ${job_id} --reason TEXT`] : []),
  ];
}

/** Steps with their calls and what was observed. */
export function stepLines(steps: readonly Step[], paint: Paint): string[] {
  return steps.flatMap((step) => [
    `${paint(toneOf(step.status), symbolOf(step.status))} ${stepWords(step.name)}${step.duration === null ? '' : paint('faint', `  ${span(step.duration / 1e9)}`)}`,
    ...step.calls
      .filter(({ status }) => status !== 'pending')
      .map(({ key, status, error, observed }) => {
        const said = error ?? observed;
        return `    ${paint(toneOf(status), symbolOf(status))} ${key}${said === undefined ? '' : `: ${said}`}`;
      }),
  ]);
}

/** What a command that shows a run exits with. */
export function exitOfRun({ status }: Pick<RunStatus, 'status'>): ExitCode {
  if (status === 'attention') return EXIT.needsYou;
  return status === 'failed' || status === 'cancelled' ? EXIT.badNews : EXIT.done;
}
