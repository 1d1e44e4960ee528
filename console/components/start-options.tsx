import type { Schemas } from '../lib/api.js';
import { fieldsOf, type Fields } from './action.js';

export type Custom = Schemas['CustomConfig'];

const STRATEGIES = ['auto', 'vm-snapshot', 'volume-snapshot', 'clone'] as const;
const CHECKS = ['tcp', 'http'] as const;
const BUSES = ['ide', 'scsi', 'virtio', 'sata'] as const;

/** What of the destination's machine may be chosen: each by its field, with what it is called and what there is. */
const HARDWARE = [
  ['root_disk_bus', 'Bus of the boot disk', BUSES],
  ['data_disk_bus', 'Bus of the other disks', BUSES],
  ['nic_model', 'Network card', ['e1000', 'virtio', 'rtl8139', 'vmxnet3']],
  ['boot_type', 'Firmware', ['BIOS', 'UEFI']],
  ['boot_mode', 'Boot mode', ['LEGACY', 'SECURE']],
] as const satisfies readonly (readonly [keyof NonNullable<Custom['hardware']>, string, readonly string[]])[];
const DURATION = String.raw`(\d+(h|m|s))+`;

interface StartOptionsProps {
  kind: 'live' | 'test';
  /** Told when a field is left or something is chosen, so that the dry run is asked anew. */
  onChosen: (custom: Custom) => void;
}

/** What a start may choose for itself; each is left to the service where nothing is said. */
export function StartOptions({ kind, onChosen }: StartOptionsProps) {
  const tell = ({ target }: { target: EventTarget }): void => {
    if (target instanceof HTMLSelectElement || target instanceof HTMLInputElement)
      if (target.form !== null && target.checkValidity()) onChosen(customIn(fieldsOf(target.form)));
  };
  return (
    <details onBlur={tell}>
      <summary>Options</summary>
      <label>
        Protected by
        <select name="protection" onChange={tell}>
          {STRATEGIES.map((strategy) => (
            <option key={strategy}>{strategy}</option>
          ))}
        </select>
      </label>
      <label>
        Name of the destination
        <input name="destination" maxLength={63} autoComplete="off" />
      </label>
      {kind === 'live' && (
        <label>
          Commit by itself after
          <input name="commit_after" pattern={DURATION} autoComplete="off" />
          <span className="faint small">e.g. 72h; empty: never</span>
        </label>
      )}
      <label>
        Look whether the guest answers
        <select name="boot_check" onChange={tell}>
          <option value="">no</option>
          {CHECKS.map((check) => (
            <option key={check}>{check}</option>
          ))}
        </select>
      </label>
      <label>
        … at port
        <input name="boot_port" type="number" min={1} max={65_535} />
      </label>
      <label className="check">
        <input name="boot_required" type="checkbox" onChange={tell} /> … and ask me where it does not
      </label>
      <label>
        Service offering
        <input name="service_offering_id" maxLength={255} autoComplete="off" />
        <span className="faint small">its id in CloudStack; empty: the configuration&apos;s</span>
      </label>
      <label>
        Guest OS type
        <input name="os_type_id" maxLength={255} autoComplete="off" />
        <span className="faint small">its id in CloudStack; empty: by what the inventory says</span>
      </label>
      {HARDWARE.map(([name, label, choices]) => (
        <label key={name}>
          {label}
          <select name={name} onChange={tell}>
            <option value="">by the source&apos;s OS and firmware</option>
            {choices.map((choice) => (
              <option key={choice}>{choice}</option>
            ))}
          </select>
        </label>
      ))}
    </details>
  );
}

/** The configuration of a start that these fields hold. */
export function customIn(fields: Fields): Custom {
  const text = (name: string): string => fields[name]?.trim() ?? '';
  const protection = STRATEGIES.find((each) => each !== 'auto' && each === text('protection'));
  const kind = CHECKS.find((each) => each === text('boot_check'));
  const required = text('boot_required') !== '';
  const chosen = ['os_type_id', ...HARDWARE.map(([name]) => name)].filter((name) => text(name) !== '');
  // The fields offer nothing else than the API takes.
  const hardware = Object.fromEntries(chosen.map((name) => [name, text(name)])) as NonNullable<Custom['hardware']>;
  return {
    ...(protection && { protection }),
    ...(text('destination') !== '' && { name: text('destination') }),
    ...(text('commit_after') !== '' && { commit_after: text('commit_after') }),
    ...(kind && text('boot_port') !== '' && { boot_check: { kind, port: Number(text('boot_port')), required } }),
    ...(text('service_offering_id') !== '' && { service_offering_id: text('service_offering_id') }),
    ...(chosen.length > 0 && { hardware }),
  };
}
