import { IsNull } from 'typeorm';
import { isDuplicate } from '../driver-errors.js';
import { ApiTokenEntity, type Role } from '../entities/api-token.js';
import { DuplicateError, RowMissingError } from '../errors.js';
import { insert, update, upsert } from '../writes.js';
import { now, page, type Context, type Page, type Rows } from './context.js';

export type { Role };

/** A token without its hash. */
export type ApiToken = Omit<ApiTokenEntity, 'token_hash'>;

const BOOTSTRAP = 'bootstrap';

export class TokenRepository {
  constructor(private readonly context: Context) {}

  /** The token with this hash that is in force then: neither revoked nor expired. */
  async findByHash(hash: string, at: Date): Promise<ApiToken | null> {
    const row = await this.context.manager.findOneBy(ApiTokenEntity, { token_hash: hash, revoked_at: IsNull() });
    if (row === null || (row.expires_at !== null && Date.parse(row.expires_at) <= at.getTime())) return null;
    return shown(row);
  }

  async get(id: number): Promise<ApiToken | null> {
    const row = await this.context.manager.findOneBy(ApiTokenEntity, { id });
    return row && shown(row);
  }

  /** Makes this the bootstrap token, with role admin; an earlier bootstrap token ends. */
  async upsertBootstrap(hash: string): Promise<void> {
    const { manager } = this.context;
    const row = { name: BOOTSTRAP, token_hash: hash, role: 'admin', expires_at: null, revoked_at: null } as const;
    // Two unique indexes: the upsert by name is only sound once no other row has the hash.
    await manager.delete(ApiTokenEntity, { token_hash: hash });
    await upsert(manager, ApiTokenEntity, [{ ...row, created_at: now() }], ['name'], ['created_at']);
  }

  /** Raises DuplicateError where the name is taken. */
  async create(name: string, role: Role, hash: string, expires_at: string | null = null): Promise<ApiToken> {
    const row = { name, role, token_hash: hash, created_at: now(), expires_at };
    try {
      await insert(this.context.manager, ApiTokenEntity, [row]);
    } catch (error) {
      if (isDuplicate(error)) throw new DuplicateError(`there is a token ${name} already`, { cause: error });
      throw error;
    }
    return shown(await this.context.manager.findOneByOrFail(ApiTokenEntity, { token_hash: hash }));
  }

  /** Oldest first, revoked and expired ones too. */
  async list(paging: Page): Promise<Rows<ApiToken>> {
    const { rows, total } = await page(this.context, ApiTokenEntity, {}, paging, { order: { id: 'ASC' } });
    return { rows: rows.map(shown), total };
  }

  /** True when it was in force. */
  async revoke(id: number, at: Date): Promise<boolean> {
    const inForce = { id, revoked_at: IsNull() };
    return (await update(this.context.manager, ApiTokenEntity, inForce, { revoked_at: at.toISOString() })) === 1;
  }

  /** Notes a use. Raises RowMissingError for an unknown token. */
  async touch(id: number, at: Date): Promise<void> {
    const met = await update(this.context.manager, ApiTokenEntity, { id }, { last_used_at: at.toISOString() });
    if (met !== 1) throw new RowMissingError(`there is no token ${id}`);
  }
}

function shown({ token_hash: _, ...token }: ApiTokenEntity): ApiToken {
  return token;
}
