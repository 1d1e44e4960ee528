import { expect, it } from 'vitest';
import { RowMissingError, SecretsKeyError, type Database } from '../../../db/index.js';
import { forEachEngine, sql } from '../../support/database.js';
import { aConfig } from '../../support/inventory.js';

const KEYS = {
  api_key: 'LIN6rqXuaJwMPfGYFh13qDwYz5VNNz1J2J6qIOWcd3oLQOq0WtD4CwRundBL6rzXToa3lQOC',
  secret_key: 'a-secret',
};

forEachEngine('OSSEA configurations', ({ newUrl, open, openEmpty }) => {
  const active = async ({ uow }: Database): Promise<string[]> =>
    (await uow.read(({ configs }) => configs.list())).filter((config) => config.is_active).map(({ name }) => name);

  it('read back what was put; the first one is active', async () => {
    const { uow } = await openEmpty();
    await uow.run(({ configs }) => configs.put(aConfig('one', { storage_kind: 'qcow2' })));
    const wanted = aConfig('one', { storage_kind: 'qcow2', is_active: true });
    expect(await uow.read(({ configs }) => configs.get('one'))).toEqual(wanted);
    expect(await uow.read(({ configs }) => configs.active())).toEqual(wanted);
    expect(await uow.read(({ configs }) => configs.get('ONE'))).toBeNull();
  });

  it('have exactly one active, whatever is put', async () => {
    const database = await openEmpty();
    const { uow } = database;
    await uow.run(({ configs }) => configs.put(aConfig('one')));
    await uow.run(({ configs }) => configs.put(aConfig('two')));
    expect(await active(database)).toEqual(['one']);
    await uow.run(({ configs }) => configs.put(aConfig('three', { is_active: true })));
    expect(await active(database)).toEqual(['three']);
    await uow.run(({ configs }) => configs.put(aConfig('three')));
    expect(await active(database)).toEqual(['three']);
    await uow.run(({ configs }) => configs.activate('two'));
    expect(await active(database)).toEqual(['two']);
    await expect(uow.run(({ configs }) => configs.activate('four'))).rejects.toThrow(RowMissingError);
    expect(await uow.run(({ configs }) => configs.delete('two'))).toBe(true);
    expect(await uow.run(({ configs }) => configs.delete('two'))).toBe(false);
    expect(await uow.read(({ configs }) => configs.active())).toBeNull();
  });

  it('have exactly one active when many are put at once', async () => {
    const database = await openEmpty();
    const names = Array.from({ length: 8 }, (_, n) => `config-${n}`);
    await Promise.all(names.map((name) => database.uow.run(({ configs }) => configs.put(aConfig(name)))));
    expect(await active(database)).toHaveLength(1);
  });

  it('keep their keys encrypted, and through a put without keys', async () => {
    const url = await newUrl();
    const database = await open(url);
    await database.migrate();
    await database.uow.run(({ configs }) => configs.put(aConfig('one'), KEYS));
    await database.uow.run(({ configs }) => configs.put(aConfig('one', { zone: 'zone2' })));
    expect(await database.uow.read(({ configs }) => configs.credentials('one'))).toEqual(KEYS);
    expect(await database.uow.read(({ configs }) => configs.maskedKey('one'))).toBe('****lQOC');
    const rows = JSON.stringify(await sql(url, 'SELECT * FROM ossea_configs'));
    expect(rows).not.toContain(KEYS.secret_key);
    expect(rows).not.toContain(KEYS.api_key);
  });

  it.each(['api_key', 'secret_key'])('without %s have no keys to give', async (missing) => {
    const url = await newUrl();
    const database = await open(url);
    await database.migrate();
    await database.uow.run(({ configs }) => configs.put(aConfig('one'), KEYS));
    await sql(url, `UPDATE ossea_configs SET ${missing} = ''`);
    expect(await database.uow.read(({ configs }) => configs.credentials('one'))).toBeNull();
    expect(await database.uow.read(({ configs }) => configs.maskedKey('one'))).toBeNull();
  });

  it('without keys have none to give', async () => {
    const { uow } = await openEmpty();
    await uow.run(({ configs }) => configs.put(aConfig('one')));
    expect(await uow.read(({ configs }) => configs.credentials('one'))).toBeNull();
    expect(await uow.read(({ configs }) => configs.maskedKey('one'))).toBeNull();
    expect(await uow.read(({ configs }) => configs.credentials('unknown'))).toBeNull();
  });

  it('say that the key was rotated or is missing, and can be put again', async () => {
    const url = await newUrl();
    const before = await open(url);
    await before.migrate();
    await before.uow.run(({ configs }) => configs.put(aConfig('one'), KEYS));
    const rotated = await open(url, { secretsKey: Buffer.alloc(32, 8).toString('base64') });
    const none = await open(url, { secretsKey: undefined });
    const read = ({ uow }: Database): Promise<unknown> => uow.read(({ configs }) => configs.credentials('one'));
    await expect(read(rotated)).rejects.toThrow(/is encrypted with key [0-9a-f]{16}, SECRETS_KEY is key [0-9a-f]{16}/);
    await expect(read(none)).rejects.toThrow(SecretsKeyError);
    await expect(none.uow.run(({ configs }) => configs.put(aConfig('two'), KEYS))).rejects.toThrow(
      /SECRETS_KEY is needed/,
    );
    expect(await rotated.uow.read(({ configs }) => configs.maskedKey('one'))).toBe('****lQOC');
    await rotated.uow.run(({ configs }) => configs.put(aConfig('one'), KEYS));
    expect(await read(rotated)).toEqual(KEYS);
  });

  it('notice keys that were moved to another configuration or column', async () => {
    const url = await newUrl();
    const database = await open(url);
    await database.migrate();
    await database.uow.run(({ configs }) => configs.put(aConfig('one'), KEYS));
    await sql(url, "UPDATE ossea_configs SET name = 'two'");
    await expect(database.uow.read(({ configs }) => configs.credentials('two'))).rejects.toThrow(/altered .* or moved/);
  });
});
