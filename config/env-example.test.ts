import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { apiOnly, shared, workerOnly } from './variables.js';

interface Line {
  name: string;
  value: string;
  /** The comment lines above it, up to the previous blank line. */
  comment: string;
}

const file = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');
const lines = file.split('\n\n').flatMap((section): Line[] => {
  let comment = '';
  return section.split('\n').flatMap((line) => {
    const [, name, value] = /^#?([A-Z][A-Z0-9_]+)=(.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) {
      comment += line;
      return [];
    }
    return [{ name, value, comment }];
  });
});
const example = new Map(lines.map((line) => [line.name, line]));

const ours: Record<string, z.ZodType> = { ...shared, ...apiOnly };
/** Its default differs between worker and api, which the comment says. */
const byProcess = Object.keys(workerOnly);
/** Read by parts that do not use this schema. */
const elsewhere = ['SIMULATOR_LISTEN', 'SIMULATOR_CONTROL_LISTEN', 'SIMULATOR_STATE', 'TEMPORAL_CLI_PATH'];

describe('.env.example', () => {
  it('lists each variable once', () => {
    expect(lines.length).toBe(example.size);
  });

  it('lists every variable of the schema and none that nothing reads', () => {
    const temporal = [...example.keys()].filter((name) => name.startsWith('TEMPORAL_') && !(name in ours));
    const known = [...Object.keys(ours), ...elsewhere, ...temporal];
    expect([...example.keys()].sort()).toEqual([...new Set(known)].sort());
    const envconfig = dirname(createRequire(import.meta.url).resolve('@temporalio/envconfig'));
    const reader = readFileSync(join(envconfig, 'envconfig-toml.js'), 'utf8');
    for (const name of temporal.filter((name) => !elsewhere.includes(name))) expect(reader).toContain(`'${name}'`);
  });

  it.each(Object.keys(ours).filter((name) => name !== 'SECRETS_KEY' && !byProcess.includes(name)))(
    'shows the default of %s',
    (name) => {
      const schema = ours[name];
      const shown = example.get(name)?.value;
      expect(schema?.parse(shown === '' ? undefined : shown)).toEqual(schema?.parse(undefined));
      if (shown === '') expect(schema?.safeParse(undefined)).toEqual({ success: true, data: undefined });
    },
  );

  it.each(
    Object.entries(ours).flatMap(([name, schema]) => {
      const unit = schema.meta()?.unit;
      return typeof unit === 'string' ? [[name, unit] as const] : [];
    }),
  )('says the unit of %s', (name, unit) => {
    expect(example.get(name)?.comment).toContain(unit);
  });

  it('says both defaults of the share', () => {
    const comment = example.get('CLOUDSTACK_RPS_SHARE')?.comment;
    expect(comment).toContain(`${String(workerOnly.CLOUDSTACK_RPS_SHARE.parse(undefined))} for a worker`);
    expect(comment).toContain(`${String(apiOnly.CLOUDSTACK_RPS_SHARE.parse(undefined))} for the api`);
  });
});
