import type { RunStatus } from '../../client/api.js';
import {
  doingWords,
  isEnded,
  secondsSince,
  span,
  statusWords,
  symbolOf,
  toneOf,
  typeWords,
} from '../../client/words.js';
import { widthOf, type Paint } from './terminal.js';

const BAR = 20;

/** What a run does now, in words. */
export function doing(run: RunStatus, now = Date.now()): string {
  const { status, current_step, waiting_for, cleanup_at } = run;
  if (isEnded(status)) return statusWords(status);
  if (status === 'test_running')
    return `The test VM is up, ${cleanup_at === null ? 'until it is ended' : `${span(-secondsSince(cleanup_at, now))} left`}`;
  const waits = waiting_for === null ? '' : `, waits for the ${waiting_for}, busy with other runs`;
  const how = status === 'attention' || status === 'reverting' ? `${statusWords(status)}: ` : '';
  return `${current_step === null ? '' : how}${doingWords(run)}${waits}`;
}

/** `web-01: live failover` */
export function titleOf({ job_details: { vm_name, job_type } }: RunStatus): string {
  return `${vm_name}: ${typeWords(job_type).toLowerCase()}`;
}

/** How long a run has taken until now, or took. */
export function elapsed({ job_details: { created_at, completed_at } }: RunStatus, now = Date.now()): string {
  return span(secondsSince(created_at, completed_at === null ? now : Date.parse(completed_at)));
}

/** Down, never up: 99.9 % is not done. */
const percent = (progress: number): string => `${Math.floor(progress)} %`;

/** The one line that a terminal shows while a run is watched, no wider than `columns`. */
export function barLine(status: RunStatus, paint: Paint, columns: number, now = Date.now()): string {
  const full = Math.round((status.progress / 100) * BAR);
  const { estimated_duration: expected } = status;
  const about = expected === null || expected.startsWith('unknown') ? '' : ` of about ${expected}`;
  const bar = '█'.repeat(full) + '░'.repeat(BAR - full);
  const before = `${titleOf(status)}  `;
  const text = `  ${percent(status.progress).padStart(5)}  ${symbolOf(status.status)} ${doing(status, now)}  ${elapsed(status, now)}${about}`;
  const room = columns - 1 - widthOf(before) - BAR;
  return `${before}${paint(toneOf(status.status), bar)}${room < widthOf(text) ? `${text.slice(0, Math.max(0, room - 1))}…` : text}`;
}

/** The line that everything else gets: a new one whenever what it says, but for the time, has changed. */
export function plainLine(status: RunStatus): string {
  return `${percent(status.progress).padStart(5)}  ${doingWithoutTime(status)}`;
}

function doingWithoutTime(status: RunStatus): string {
  if (status.status !== 'test_running') return doing(status);
  return `The test VM is up, ${status.cleanup_at === null ? 'until it is ended' : `until ${status.cleanup_at}`}`;
}
