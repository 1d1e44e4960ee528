/** JSON Schema as far as our documents use it. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  example?: unknown;
  minimum?: number;
  minItems?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  description?: string;
}

export type Components = Record<string, Schema>;

/** What a field of this name may look like, where its schema alone would give a word without meaning: the mission's own values. */
const BY_NAME: Record<string, unknown> = {
  vm_id: '4205a841-0265-f4bd-39a6-39fd92196f53',
  vm_name: 'PGWINTESTBIOS',
  job_id: 'failover-20250818-161508-k3x7qa',
  held_by: 'failover-20250818-161508-k3x7qa',
  name: 'primary-ossea',
  ossea_config: 'primary-ossea',
  config: 'primary-ossea',
  message: 'What was done, in one sentence',
  reason: 'The VMware site is down',
  request_id: 'portal-42',
  volume_id: 'e915ef05-ddf5-48d5-8352-a01300609717',
  change_id: '52 3c ec 11 9e 2c 4c 3d-87 4a c3 4e 85 f2 ea 95/5',
  latest_change_id: '52 3c ec 11 9e 2c 4c 3d-87 4a c3 4e 85 f2 ea 95/5',
  disk_id: 'disk-2000',
  label: 'Hard disk 1',
  mac: '00:50:56:aa:bb:cc',
  ip: '192.0.2.10',
  source_network_name: 'VM Network',
  destination_network_name: 'Production Network',
  destination_network_id: 'network-production-123',
  api_url: 'https://ossea.example.com:8080/client/api',
  domain: 'ROOT',
  zone: 'zone1',
  template_id: 'template-12345',
  network_id: 'network-67890',
  service_offering_id: 'offering-abcde',
  disk_offering_id: 'disk-offering-fghij',
  oma_vm_id: 'oma-vm-instance-id',
  destination_vm_id: 'ossea-vm-12345',
  snapshot_id: 'snapshot-67890',
  timeout: '5m',
  expires_in: '720h',
  estimated_duration: '5m30s',
  test_duration: '2h',
  commit_after: '720h',
  duration: '1h',
  path: '/health',
  requested_by: 'portal',
  actor: 'portal',
  'idempotency-key': 'portal-4711',
};

const BY_FORMAT: Record<string, unknown> = {
  'date-time': '2025-08-18T15:15:08.000Z',
  uuid: 'e915ef05-ddf5-48d5-8352-a01300609717',
  uri: 'https://ossea.example.com:8080/client/api',
  ipv4: '192.0.2.10',
};

const typeOf = ({ type }: Schema): string | undefined => [type].flat().find((name) => name !== 'null');

/** A value that the schema admits, by its own words where it has any. */
export function exampleOf(schema: Schema, components: Components, name = ''): unknown {
  if (schema.$ref !== undefined)
    return exampleOf(components[schema.$ref.replace('#/components/schemas/', '')] ?? {}, components, name);
  if (schema.example !== undefined) return schema.example;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  if (schema.allOf !== undefined) return merged(schema.allOf, components, name);
  const choice = (schema.anyOf ?? schema.oneOf)?.find((one) => one.type !== 'null');
  if (choice !== undefined) return exampleOf(choice, components, name);
  return ofType(schema, components, name);
}

function ofType(schema: Schema, components: Components, name: string): unknown {
  switch (typeOf(schema)) {
    case 'object':
      return ofObject(schema, components, name);
    case 'array':
      return [exampleOf(schema.items ?? {}, components, name)];
    case 'string':
      return BY_FORMAT[schema.format ?? ''] ?? schema.default ?? BY_NAME[name] ?? name.replaceAll('_', ' ');
    case 'integer':
    case 'number':
      return schema.default ?? Math.max(1, schema.minimum ?? 1);
    case 'boolean':
      return schema.default ?? true;
    default:
      return {};
  }
}

function ofObject({ properties, additionalProperties }: Schema, components: Components, name: string): object {
  if (properties !== undefined)
    return Object.fromEntries(
      Object.entries(properties).map(([key, value]) => [key, exampleOf(value, components, key)]),
    );
  if (typeof additionalProperties !== 'object' || Object.keys(additionalProperties).length === 0) return {};
  const key = name === 'network_mappings' ? 'VM Network' : 'name';
  const value = name === 'network_mappings' ? 'destination_network_id' : key;
  return { [key]: exampleOf(additionalProperties, components, value) };
}

/** Parts of an `allOf`: later ones narrow what earlier ones say. */
function merged(parts: readonly Schema[], components: Components, name: string): unknown {
  const values = parts.map((part) => exampleOf({ type: 'object', ...part }, components, name));
  return Object.assign({}, ...values) as object;
}
