import { z } from 'zod';
import { ROLES } from '../caller.js';
import { goDuration, HOUR_MS, line, ok, page, timestamp, wholeNumber } from '../schemas.js';

const role = z.enum(ROLES);

/** The API's own token, which every start of the API makes anew. */
const RESERVED = 'bootstrap';
/** Ten years; what is to hold longer has no expiry. */
const LONGEST_MS = 87_600 * HOUR_MS;

export const TokenBody = z
  .strictObject({
    name: line(128)
      .min(1)
      .refine((name) => name !== RESERVED, `"${RESERVED}" is the name of API_BOOTSTRAP_TOKEN`)
      .meta({ description: 'who will bear it; shown in jobs and in the audit log, never given to another token' }),
    role,
    expires_in: goDuration(LONGEST_MS)
      .exactOptional()
      .meta({ description: 'Go duration from now; without it the token holds until it is revoked' }),
  })
  .meta({ id: 'TokenInput' });

const Token = z
  .strictObject({
    id: z.int(),
    name: z.string(),
    role,
    created_at: timestamp,
    expires_at: timestamp.nullable(),
    last_used_at: timestamp.nullable().meta({ description: 'to the minute' }),
    revoked_at: timestamp.nullable(),
  })
  .meta({ id: 'Token' });

export const tokenParams = z.strictObject({ token_id: wholeNumber(1, 2_147_483_647) });
export const TokenListQuery = z.strictObject(page);
export const TokenCreatedResponse = z.strictObject({
  ...ok,
  token: Token,
  secret: z.string().meta({ description: 'the bearer token itself; shown this once and kept nowhere' }),
});
export const TokenResponse = z.strictObject({ ...ok, token: Token });
export const TokenListResponse = z.strictObject({
  ...ok,
  total_tokens: z.int(),
  returned_tokens: z.int(),
  tokens: z.array(Token),
});
