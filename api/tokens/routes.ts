import { DuplicateError } from '../../db/index.js';
import { parseDuration } from '../../domain/duration.js';
import type { ApiDeps } from '../deps.js';
import { ApiError } from '../errors.js';
import { hashToken } from '../middleware/auth.js';
import { route, type Route } from '../route.js';
import { done } from '../schemas.js';
import {
  TokenBody,
  TokenCreatedResponse,
  TokenListQuery,
  TokenListResponse,
  tokenParams,
  TokenResponse,
} from './schemas.js';

const tag = 'tokens';
/** Known to scanners of sources and logs by its first letters. */
const PREFIX = 'csf_';
const SECRET_BYTES = 32;

export function tokenRoutes({ db, now, random }: ApiDeps): Route[] {
  const create = route({
    method: 'post',
    path: '/tokens',
    operationId: 'createToken',
    tag,
    summary: 'Makes an API token',
    description: 'The token is in this answer only; its SHA-256 is stored.',
    role: 'admin',
    body: TokenBody,
    audited: ['name', 'role', 'expires_in'],
    status: 201,
    response: TokenCreatedResponse,
    errors: ['INVALID_STATE'],
    async handler({ body: { name, role, expires_in } }) {
      const secret = `${PREFIX}${Buffer.from(random(SECRET_BYTES)).toString('base64url')}`;
      const ms = expires_in === undefined ? null : parseDuration(expires_in);
      const expires_at = ms === null ? null : new Date(now().getTime() + ms).toISOString();
      const token = await db.uow
        .run((repos) => repos.tokens.create(name, role, hashToken(secret), expires_at))
        .catch((error: unknown) => {
          if (!(error instanceof DuplicateError)) throw error;
          throw new ApiError('INVALID_STATE', `A token ${name} exists or has existed; choose another name`);
        });
      return done(`Token ${name} made`, { token, secret });
    },
  });

  const list = route({
    method: 'get',
    path: '/tokens',
    operationId: 'listTokens',
    tag,
    summary: 'All tokens, without their secrets',
    role: 'admin',
    query: TokenListQuery,
    response: TokenListResponse,
    async handler({ query }) {
      const { rows, total } = await db.uow.read((repos) => repos.tokens.list(query));
      return done(`Found ${total} tokens`, { total_tokens: total, returned_tokens: rows.length, tokens: rows });
    },
  });

  const revoke = route({
    method: 'delete',
    path: '/tokens/{token_id}',
    operationId: 'revokeToken',
    tag,
    summary: 'Revokes a token for good',
    description:
      'Revoking it again changes nothing. The bootstrap token is back after a restart of an API that has it.',
    role: 'admin',
    params: tokenParams,
    response: TokenResponse,
    errors: ['NOT_FOUND'],
    async handler({ params: { token_id } }) {
      const token = await db.uow.run(async (repos) => {
        await repos.tokens.revoke(token_id, now());
        return repos.tokens.get(token_id);
      });
      if (token === null) throw new ApiError('NOT_FOUND', `There is no token ${token_id}`);
      return done(`Token ${token.name} is revoked`, { token });
    },
  });

  return [create, list, revoke];
}
