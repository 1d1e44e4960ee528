import type { DryRun } from '../lib/api.js';
import { span, stepWords } from '../../client/words.js';
import { Facts } from './ui.js';

/** What a start would do now, by its dry run. */
export function DryRunView({ of }: { of: DryRun }) {
  const { plan, refusal, warnings, data_age, estimated_duration, required_actions } = of;
  const oldest = data_age?.oldest_age_seconds;
  return (
    <>
      {refusal !== null && (
        <div className="problem" role="alert">
          <strong>
            <span aria-hidden="true">✕</span> It would be refused: {refusal.message}
          </strong>
          <ul>
            {required_actions.map((action) => (
              <li key={action}>{action}</li>
            ))}
          </ul>
        </div>
      )}
      {plan !== null && (
        <>
          <Facts
            of={[
              ['Destination', `${plan.destination.display_name} (${plan.destination.host_name})`],
              ['Machine', `${plan.offering.cpu_count} CPU, ${plan.offering.memory_mb} MiB, ${plan.hardware.boot_type}`],
              ['Hardware', hardwareWords(plan.hardware)],
              ['Networks', plan.nics.map((nic) => `${nic.source_network_name} → ${nic.network_name}`).join(', ')],
              ['Disks', `${plan.disks.length}`],
              ['Age of data', oldest === null || oldest === undefined ? 'not known' : `up to ${span(oldest)}`],
              ['Protected by', `${plan.strategy}. ${plan.rollback.note}`],
              ['Expected time', estimated_duration],
              ['Changes in CloudStack', `${plan.total_changes} commands`],
            ]}
          />
          <details>
            <summary>Steps and CloudStack calls</summary>
            <ol className="plain">
              {[...plan.steps, ...(plan.returns ? plan.way_back : [])].map((step) => (
                <li key={step.name}>
                  {stepWords(step.name)}
                  <ul className="calls">
                    {step.calls.map((call) => (
                      <li key={call.key}>
                        <code>{call.command}</code> <span className="faint">{call.object}</span>
                      </li>
                    ))}
                  </ul>
                </li>
              ))}
            </ol>
          </details>
        </>
      )}
      {warnings.length > 0 && (
        <ul className="warnings">
          {warnings.map((warning) => (
            <li key={warning}>
              <span aria-hidden="true">!</span> {warning}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function hardwareWords(hardware: NonNullable<DryRun['plan']>['hardware']): string {
  const { boot_mode, root_disk_controller, data_disk_controller, nic_adapter } = hardware;
  return `${boot_mode}, boot disk on ${root_disk_controller}, others on ${data_disk_controller}, network card ${nic_adapter}`;
}
