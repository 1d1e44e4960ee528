import { z } from 'zod';
import { configName, line, ok } from '../schemas.js';

/** Where clouds keep credentials of the machine for whoever asks: no CloudStack lives there. */
const LINK_LOCAL = /^(169\.254\.|\[fe[89ab][0-9a-f]:|0\.0\.0\.0$|\[::\]$)/;

/** Only http and https, and no user or password in the URL: keys are given apart and never shown. */
const apiUrl = z
  .url({ protocol: /^https?$/ })
  .max(500)
  .refine((text) => {
    const url = URL.parse(text);
    return url !== null && url.username === '' && url.password === '';
  }, 'must not contain a user or password')
  .refine((text) => !LINK_LOCAL.test(URL.parse(text)?.hostname ?? ''), 'must not be a link-local address');

const id = line(255);

/** The mission's configuration without its name, which is in the path. Absent keys keep the stored ones. */
export const ConfigBody = z
  .strictObject({
    name: configName.optional().meta({ description: 'if given, the name in the path' }),
    api_url: apiUrl,
    api_key: line(255).min(1).optional(),
    secret_key: line(255).min(1).optional(),
    domain: id.default(''),
    zone: id.min(1),
    template_id: id.min(1),
    network_id: id.default(''),
    service_offering_id: id.min(1),
    disk_offering_id: id.default(''),
    oma_vm_id: id.min(1),
    storage_kind: z.enum(['qcow2', 'rbd', 'raw']).nullable().default(null),
  })
  .refine((body) => (body.api_key === undefined) === (body.secret_key === undefined), {
    path: ['secret_key'],
    message: 'api_key and secret_key are given together or not at all',
  })
  .meta({ id: 'OsseaConfigInput' });

export const Config = z
  .strictObject({
    name: z.string(),
    api_url: z.string(),
    api_key: z.string().nullable().meta({ description: 'masked' }),
    secret_key: z.string().nullable().meta({ description: 'masked' }),
    domain: z.string(),
    zone: z.string(),
    template_id: z.string(),
    network_id: z.string(),
    service_offering_id: z.string(),
    disk_offering_id: z.string(),
    oma_vm_id: z.string(),
    storage_kind: z.string().nullable(),
    is_active: z.boolean(),
  })
  .meta({ id: 'OsseaConfig' });

export const configParams = z.strictObject({ name: configName });
export const ConfigResponse = z.strictObject({ ...ok, config: Config });
export const ConfigListResponse = z.strictObject({ ...ok, total_configs: z.int(), configs: z.array(Config) });
export const ConfigDeletedResponse = z.strictObject({ ...ok, name: z.string() });
export const ConfigTestResponse = z.strictObject({
  ...ok,
  name: z.string(),
  is_valid: z
    .boolean()
    .meta({ description: 'true when nothing is wrong and nothing is missing that every failover needs' }),
  cloudstack_version: z.string().nullable().meta({ description: 'null where CloudStack hides it' }),
  missing_commands: z.array(z.string()).meta({ description: 'commands a failover needs and the key may not call' }),
  missing_optional_commands: z
    .array(z.strictObject({ commands: z.array(z.string()), lost: z.string() }))
    .meta({ description: 'commands that a failover can do without and the key may not call; what is lost by that' }),
  problems: z.array(z.string()),
});
