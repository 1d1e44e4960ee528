import type { OsseaConfig, OsseaCredentials } from '../../domain/inventory.js';
import { OsseaConfigEntity } from '../entities/ossea-config.js';
import { RowMissingError, SecretsKeyError } from '../errors.js';
import type { SecretBox } from '../secrets.js';
import { upsert } from '../writes.js';
import { held, now, type Context } from './context.js';

const HINT_CHARACTERS = 4;

/** CloudStack targets. Keys are encrypted at rest and leave by `credentials` alone (R10). */
export class ConfigRepository {
  constructor(private readonly context: Context) {}

  async get(name: string): Promise<OsseaConfig | null> {
    const row = await this.#row(name);
    return row && shown(row);
  }

  /** The active one; null while there is none. */
  async active(): Promise<OsseaConfig | null> {
    const row = await this.context.manager.findOne(OsseaConfigEntity, {
      where: { is_active: true },
      order: { id: 'ASC' },
    });
    return row && shown(row);
  }

  /** By name. */
  async list(): Promise<OsseaConfig[]> {
    return (await this.context.manager.find(OsseaConfigEntity, { order: { name: 'ASC' } })).map(shown);
  }

  /**
   * Creates or replaces a configuration; without `credentials` the stored keys stay. The first one, and one put with
   * `is_active`, becomes the active one; a put never deactivates. Raises SecretsKeyError without a SECRETS_KEY.
   */
  async put(config: OsseaConfig, credentials?: OsseaCredentials): Promise<void> {
    const { manager } = this.context;
    await this.#oneAtATime();
    const { is_active, ...columns } = config;
    const row = { ...columns, ...(credentials && this.#encrypted(config.name, credentials)), updated_at: now() };
    await upsert(manager, OsseaConfigEntity, [{ ...row, created_at: now() }], ['name'], ['created_at']);
    const active = await manager.findBy(OsseaConfigEntity, { is_active: true });
    if (is_active || active.length === 0) await this.activate(config.name);
  }

  /**
   * Who becomes active is decided by one unit after the other. On MySQL the rows alone cannot see to that: an UPDATE skips
   * rows that another transaction has just inserted (semi-consistent read), so two first ones would both be active. The
   * oldest row of the schema's own table is always there to be locked.
   */
  async #oneAtATime(): Promise<void> {
    if (this.context.engine !== 'mysql') return;
    await this.context.manager.query('SELECT id FROM failover_migrations ORDER BY id LIMIT 1 FOR UPDATE');
  }

  /** Makes it the only active one, in one statement over all rows. Raises RowMissingError for an unknown name. */
  async activate(name: string): Promise<void> {
    await this.#oneAtATime();
    if ((await this.#row(name)) === null) throw new RowMissingError(`there is no OSSEA configuration ${name}`);
    const query = this.context.manager.createQueryBuilder().update(OsseaConfigEntity);
    await query
      .set({ is_active: () => 'CASE WHEN name = :name THEN 1 ELSE 0 END' })
      .setParameters({ name })
      .execute();
  }

  /** True when there was one. */
  async delete(name: string): Promise<boolean> {
    return (await this.context.manager.delete(OsseaConfigEntity, { name })).affected === 1;
  }

  /**
   * The keys in plain; null where none are stored. Raises SecretsKeyError when SECRETS_KEY is absent or another than
   * at the put. Keys that the original stored in plain are read as they are, until they are put again.
   */
  async credentials(name: string): Promise<OsseaCredentials | null> {
    const row = await this.#row(name);
    if (row === null || !hasKeys(row)) return null;
    if (row.key_id === null) return { api_key: row.api_key, secret_key: row.secret_key };
    const box = this.#box();
    return {
      api_key: box.decrypt(row.api_key, row.key_id, place(name, 'api_key')),
      secret_key: box.decrypt(row.secret_key, row.key_id, place(name, 'secret_key')),
    };
  }

  /** The API key with all but its end hidden; null where none is stored. */
  async maskedKey(name: string): Promise<string | null> {
    const row = await this.#row(name);
    if (row === null || !hasKeys(row)) return null;
    return `****${row.key_id === null ? row.api_key.slice(-HINT_CHARACTERS) : row.key_hint}`;
  }

  #row(name: string): Promise<OsseaConfigEntity | null> {
    return this.context.manager.findOne(OsseaConfigEntity, { where: { name }, ...held(this.context) });
  }

  #encrypted(name: string, { api_key, secret_key }: OsseaCredentials): Partial<OsseaConfigEntity> {
    const box = this.#box();
    return {
      api_key: box.encrypt(api_key, place(name, 'api_key')),
      secret_key: box.encrypt(secret_key, place(name, 'secret_key')),
      key_id: box.keyId,
      key_hint: api_key.slice(-HINT_CHARACTERS),
    };
  }

  #box(): SecretBox {
    if (this.context.secrets === null)
      throw new SecretsKeyError('SECRETS_KEY is needed to store or read CloudStack keys');
    return this.context.secrets;
  }
}

/** The original wrote a configuration with one key or none, too: nothing can be signed with it. */
function hasKeys({ api_key, secret_key }: OsseaConfigEntity): boolean {
  return api_key !== '' && secret_key !== '';
}

function place(name: string, column: 'api_key' | 'secret_key'): string {
  return `ossea_configs/${name}/${column}`;
}

function shown(row: OsseaConfigEntity): OsseaConfig {
  const { name, api_url, domain, zone, template_id, network_id, service_offering_id, disk_offering_id } = row;
  const ids = { template_id, network_id, service_offering_id, disk_offering_id, oma_vm_id: row.oma_vm_id };
  return { name, api_url, domain, zone, ...ids, is_active: row.is_active, storage_kind: row.storage_kind };
}
