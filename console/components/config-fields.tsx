import type { Config, ConfigInput } from '../lib/api.js';
import type { Fields } from './action.js';

type Written = Exclude<keyof ConfigInput, 'name' | 'storage_kind'>;

interface Field {
  name: Written;
  label: string;
  hint?: string;
  optional?: true;
}

const FIELDS: Field[] = [
  { name: 'api_url', label: 'API URL', hint: 'e.g. https://cloudstack.example.com:8080/client/api' },
  { name: 'zone', label: 'Zone' },
  { name: 'oma_vm_id', label: 'Appliance VM (id)' },
  { name: 'template_id', label: 'Template (id)', hint: 'of the blank root disk that a replica takes the place of' },
  { name: 'service_offering_id', label: 'Service offering (id)' },
  { name: 'domain', label: 'Domain', optional: true },
  {
    name: 'network_id',
    label: 'Network (id)',
    hint: 'kept and shown; networks come from the mappings',
    optional: true,
  },
  { name: 'disk_offering_id', label: 'Disk offering (id)', optional: true },
];
const KEYS: Field[] = [
  { name: 'api_key', label: 'API key' },
  { name: 'secret_key', label: 'Secret key' },
];
const STORAGE_KINDS = ['qcow2', 'rbd', 'raw'] as const;

/** What is asked for one configuration; keys are never shown, and kept where they are left empty. */
export function ConfigFields({ of }: { of: Config | null }) {
  return (
    <>
      {of === null && (
        <label>
          Name
          <input name="name" required maxLength={64} pattern="[A-Za-z0-9][A-Za-z0-9._\-]*" autoComplete="off" />
        </label>
      )}
      {FIELDS.map(({ name, label, hint, optional }) => (
        <label key={name}>
          {label}
          {optional && ' (optional)'}
          <input
            name={name}
            type={name === 'api_url' ? 'url' : 'text'}
            defaultValue={of?.[name] ?? ''}
            required={optional !== true}
            maxLength={name === 'api_url' ? 500 : 255}
          />
          {hint !== undefined && <span className="faint small">{hint}</span>}
        </label>
      ))}
      <label>
        Storage of the replicas
        <select name="storage_kind" defaultValue={of?.storage_kind ?? ''}>
          <option value="">not said</option>
          {STORAGE_KINDS.map((kind) => (
            <option key={kind}>{kind}</option>
          ))}
        </select>
      </label>
      {KEYS.map(({ name, label }) => (
        <label key={name}>
          {label}
          <input name={name} type="password" required={of === null} maxLength={255} autoComplete="new-password" />
          {of !== null && <span className="faint small">write-only; left empty, the stored one is kept</span>}
        </label>
      ))}
    </>
  );
}

/** The body of what these fields hold. */
export function configIn(fields: Fields): ConfigInput {
  const text = (name: Written): string => fields[name]?.trim() ?? '';
  const kind = STORAGE_KINDS.find((each) => each === fields['storage_kind']) ?? null;
  const keys = Object.fromEntries(KEYS.flatMap(({ name }) => (text(name) === '' ? [] : [[name, text(name)]])));
  return {
    api_url: text('api_url'),
    zone: text('zone'),
    oma_vm_id: text('oma_vm_id'),
    template_id: text('template_id'),
    service_offering_id: text('service_offering_id'),
    domain: text('domain'),
    network_id: text('network_id'),
    disk_offering_id: text('disk_offering_id'),
    storage_kind: kind,
    ...keys,
  };
}
