import type { JobProjection, StepProjection } from '../../domain/job.js';

const SIGN: Record<StepProjection['status'], string> = {
  pending: '·',
  running: '▶',
  completed: '✓',
  failed: '✗',
  undone: '↶',
  skipped: '–',
};

/**
 * The run in markdown, as Temporal's UI shows it under "User Metadata": it knows lists and code, and shows HTML entities as
 * they are written.
 */
export function currentDetails(p: JobProjection): string {
  const blocks = [
    `**${verbatim(p.head.vm_name)}** (${p.head.job_type}, ${p.head.job_id}): **${p.status}**, ${p.progress} %`,
    ...(p.destination_vm_id === null ? [] : [`Destination VM ${p.destination_vm_id}`]),
    ...(p.error_message === null ? [] : [`Error: ${verbatim(p.error_message)}`]),
    ...p.attentions.flatMap(({ id, reason, actions }) => [
      `**Needs a person** (attention_id ${id}): ${verbatim(reason)}`,
      list(actions.map(({ action, loses }) => `${action}: loses ${loses}`)),
    ]),
    ...p.steps.flatMap((step) => [
      `${SIGN[step.status]} **${step.name}**`,
      list(step.calls.filter((c) => c.status !== 'pending').map(callLine)),
    ]),
  ];
  return blocks.filter((block) => block !== '').join('\n\n');
}

function callLine(call: StepProjection['calls'][number]): string {
  const said = call.error ?? call.observed;
  return `${SIGN[call.status]} ${verbatim(call.key)}${said === undefined ? '' : `: ${verbatim(said)}`}`;
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

/** What others wrote is no markup: no name or error text makes a link, and no change id `11/5` a fraction. */
function verbatim(text: string): string {
  return `\`${text.replaceAll('`', "'").replace(/\s+/g, ' ')}\``;
}
