import { IsNull } from 'typeorm';
import { isDuplicate } from '../driver-errors.js';
import { ApiTokenEntity, type Role } from '../entities/api-token.js';
import { DuplicateError, RowMissingError } from '../errors.js';
import { insert, update, upsert } from '../writes.js';
import { now, type Context } from './context.js';

export type { Role };

/** A token without its hash. */
export type ApiToken = Omit<ApiTokenEntity, 'token_hash'>;

const BOOTSTRAP = 'bootstrap';

export class TokenRepository {
  constructor(private readonly context: Context) {}

  /** The token in force with this hash. */
  async findByHash(hash: string): Promise<ApiToken | null> {
    const row = await this.context.manager.findOneBy(ApiTokenEntity, { token_hash: hash, revoked_at: IsNull() });
    return row && shown(row);
  }

  /** Makes this the bootstrap token, with role admin; an earlier bootstrap token ends. */
  async upsertBootstrap(hash: string): Promise<void> {
    const { manager } = this.context;
    const row = { name: BOOTSTRAP, token_hash: hash, role: 'admin', revoked_at: null } as const;
    // Two unique indexes: the upsert by name is only sound once no other row has the hash.
    await manager.delete(ApiTokenEntity, { token_hash: hash });
    await upsert(manager, ApiTokenEntity, [{ ...row, created_at: now() }], ['name'], ['created_at']);
  }

  /** Raises DuplicateError where the name is taken. */
  async create(name: string, role: Role, hash: string): Promise<ApiToken> {
    try {
      await insert(this.context.manager, ApiTokenEntity, [{ name, role, token_hash: hash, created_at: now() }]);
    } catch (error) {
      if (isDuplicate(error)) throw new DuplicateError(`there is a token ${name} already`, { cause: error });
      throw error;
    }
    return shown(await this.context.manager.findOneByOrFail(ApiTokenEntity, { token_hash: hash }));
  }

  /** Oldest first, revoked ones too. */
  async list(): Promise<ApiToken[]> {
    return (await this.context.manager.find(ApiTokenEntity, { order: { id: 'ASC' } })).map(shown);
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

function shown({ id, name, role, created_at, last_used_at, revoked_at }: ApiTokenEntity): ApiToken {
  return { id, name, role, created_at, last_used_at, revoked_at };
}
