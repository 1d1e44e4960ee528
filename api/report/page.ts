import type { JobRow } from '../../db/index.js';
import { formatDuration } from '../../domain/duration.js';
import type { CallProjection, EventProjection, StepProjection, VolumeProjection } from '../../domain/job.js';
import { html, page, type Html } from '../html.js';

export interface Reported {
  row: JobRow;
  steps: StepProjection[];
  volumes: VolumeProjection[];
  events: EventProjection[];
}

function took(from: string | null | undefined, to: string | null | undefined): string {
  const ms = Date.parse(to ?? '') - Date.parse(from ?? '');
  return Number.isNaN(ms) ? '' : formatDuration(Math.max(0, ms));
}

/** What a job did and what was observed, to be printed or kept: only what is recorded (R9). */
export function reportPage({ row, steps, volumes, events }: Reported, at: Date): string {
  return page(
    `Report ${row.job_id}`,
    html`<h1>${row.job_type} of ${row.vm_name}</h1>
      <p>Job <code>${row.job_id}</code>, as recorded at ${at.toISOString()}. All times are UTC.</p>
      ${facts(row)}
      <h2>Networks</h2>
      ${table(
        ['Source', 'Destination', 'Id'],
        row.network_mappings.map((m) => [m.source_network_name, m.destination_network_name, m.destination_network_id]),
      )}
      <h2>Replicas</h2>
      ${table(
        ['Disk', 'Volume', 'change_id', 'Snapshot', 'Where'],
        volumes.map((v) => [v.disk_id, v.volume_id, v.change_id, v.snapshot_id ?? '', v.state]),
      )}
      <h2>Steps</h2>
      ${steps.map(step)}
      <h2>Events</h2>
      ${table(
        ['Time', 'Event', ''],
        events.map((event) => [event.time, event.type, event.message]),
      )}`,
  );
}

function facts(row: JobRow): Html {
  const { plan, outcome } = row;
  const pairs: [string, string | null | undefined][] = [
    ['Status', row.status],
    ['Outcome', outcome?.summary],
    ['Destination state', outcome?.destination_state],
    ['Boot check', outcome?.boot_check],
    ['Rollback', outcome?.rollback ?? plan?.rollback_note],
    ['Left behind', outcome?.left_behind?.join(', ')],
    ['Error', row.error_message],
    ['Asked for by', row.requested_by],
    ['Reason', row.reason],
    ['Follows job', row.parent_job_id],
    ['Accepted', row.created_at],
    ['Started', row.started_at],
    ['Completed', row.completed_at],
    ['Took', took(row.started_at, row.completed_at)],
    ['Protected by', row.strategy],
    ['Destination VM', row.destination_vm_id],
    ['Configuration', plan?.config],
    ['Machine', plan && `${plan.machine.cpu_count} CPU, ${plan.machine.memory_mb} MiB, ${plan.machine.boot_type}`],
    ['Open questions', row.attentions.map(({ reason }) => reason).join('; ')],
  ];
  const told = pairs.filter(([, value]) => (value ?? '') !== '');
  return html`<table>
    ${told.map(
      ([name, value]) =>
        html`<tr>
          <th>${name}</th>
          <td>${value}</td>
        </tr>`,
    )}
  </table>`;
}

function step({ name, status, started_at, completed_at, calls }: StepProjection): Html {
  return html`<h3>${name}: ${status} ${took(started_at, completed_at)}</h3>
    ${calls.length === 0 ? [] : [table(['Call', 'Status', 'Tries', 'CloudStack job', 'Observed', 'Took'], calls.map(call))]}`;
}

function call({ key, status, try: tries, cloudstack_job_id, observed, error, found, ...at }: CallProjection): string[] {
  const seen = [observed, found === true ? 'found so, not done by this job' : undefined, error].filter((text) => text);
  return [
    key,
    status,
    status === 'pending' ? '' : String(tries + 1),
    cloudstack_job_id ?? '',
    seen.join('; '),
    took(at.started_at, at.completed_at),
  ];
}

function table(heads: string[], rows: string[][]): Html {
  if (rows.length === 0) return html`<p>None is recorded.</p>`;
  return html`<table>
    <tr>
      ${heads.map((head) => html`<th>${head}</th>`)}
    </tr>
    ${rows.map(
      (cells) =>
        html`<tr>
          ${cells.map((cell) => html`<td>${cell}</td>`)}
        </tr>`,
    )}
  </table>`;
}
