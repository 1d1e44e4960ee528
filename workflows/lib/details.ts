import type { JobProjection, StepProjection } from '../../domain/job.js';

const SIGN: Record<StepProjection['status'], string> = {
  pending: '·',
  running: '▶',
  completed: '✓',
  failed: '✗',
  undone: '↶',
  skipped: '–',
};

/** The run in markdown, as Temporal's UI shows it under "current details". */
export function currentDetails(p: JobProjection): string {
  const lines = [
    `**${p.head.vm_name}** (${p.head.job_type}, ${p.head.job_id}): **${p.status}**, ${p.progress} %`,
    ...(p.destination_vm_id === null ? [] : [`Destination VM ${p.destination_vm_id}`]),
    ...(p.error_message === null ? [] : [`Error: ${p.error_message}`]),
    ...p.attentions.flatMap(({ id, reason, actions }) => [
      `**Needs a person** (attention_id ${id}): ${reason}`,
      ...actions.map(({ action, loses }) => `&nbsp;&nbsp;${action}: loses ${loses}`),
    ]),
    '',
    ...p.steps.flatMap((step) => [
      `${SIGN[step.status]} **${step.name}**`,
      ...step.calls.filter((c) => c.status !== 'pending').map(callLine),
    ]),
  ];
  return lines.join('\n\n');
}

function callLine(call: StepProjection['calls'][number]): string {
  const said = call.error ?? call.observed;
  return `&nbsp;&nbsp;${SIGN[call.status]} ${call.key}${said === undefined ? '' : `: ${said}`}`;
}
