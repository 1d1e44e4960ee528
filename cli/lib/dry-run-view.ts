import type { DryRun } from '../../client/api.js';
import { span, stepWords } from '../../client/words.js';
import { facts, type Paint } from './terminal.js';

/** What a start would do, by its dry run. */
export function dryRunLines(of: DryRun, paint: Paint, calls = false): string[] {
  const { plan, refusal, warnings, required_actions, data_age, estimated_duration } = of;
  const oldest = data_age?.oldest_age_seconds;
  const steps = plan === null ? [] : [...plan.steps, ...(plan.returns ? plan.way_back : [])];
  return [
    ...(refusal === null
      ? [paint('good', '✓ It would be accepted.')]
      : [paint('bad', `✕ It would be refused: ${refusal.message}`), ...required_actions.map((each) => `  - ${each}`)]),
    ...(plan === null
      ? []
      : facts([
          ['destination', `${plan.destination.display_name} (${plan.destination.host_name})`],
          ['machine', `${plan.offering.cpu_count} CPU, ${plan.offering.memory_mb} MiB, ${plan.hardware.boot_type}`],
          ['networks', plan.nics.map((nic) => `${nic.source_network_name} → ${nic.network_name}`).join(', ')],
          ['disks', `${plan.disks.length}`],
          ['age of data', oldest === null || oldest === undefined ? 'not known' : `up to ${span(oldest)}`],
          ['protected by', plan.strategy],
          ['rollback', plan.rollback.note.replace(/^rollback: /, '')],
          ['expected time', estimated_duration],
          ['changes', `${plan.total_changes} CloudStack commands`],
        ])),
    ...(steps.length === 0 ? [] : ['  steps']),
    ...steps.flatMap((step, i) => [
      `  ${String(i + 1).padStart(4)}. ${stepWords(step.name)}`,
      ...(calls ? step.calls.map(({ command, object }) => `          ${command} ${object}`) : []),
    ]),
    ...warnings.map((warning) => `${paint('warn', '!')} ${warning}`),
  ];
}
