import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { SecretsKeyError } from './errors.js';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Encrypts values at rest with SECRETS_KEY (AES-256-GCM). Each is bound to the place it is stored in, so that one
 * moved to another configuration or column cannot be read there.
 */
export class SecretBox {
  readonly #key: Buffer;
  /** Names the key without telling it. */
  readonly keyId: string;

  /** Raises SecretsKeyError unless `key` is base64 of 32 bytes. */
  constructor(key: string) {
    this.#key = Buffer.from(key, 'base64');
    if (this.#key.length !== 32) throw new SecretsKeyError('SECRETS_KEY must be 32 bytes in base64');
    this.keyId = createHash('sha256').update('key id').update(this.#key).digest('hex').slice(0, 16);
  }

  encrypt(value: string, place: string): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, this.#key, nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(place));
    const body = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64');
  }

  /** Raises SecretsKeyError where the value was encrypted with another key, for another place, or was altered. */
  decrypt(stored: string, keyId: string, place: string): string {
    if (keyId !== this.keyId)
      throw new SecretsKeyError(
        `${place} is encrypted with key ${keyId}, SECRETS_KEY is key ${this.keyId}: restore the old key or enter the CloudStack keys again`,
      );
    const bytes = Buffer.from(stored, 'base64');
    const decipher = createDecipheriv(CIPHER, this.#key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
      .setAAD(Buffer.from(place))
      .setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    try {
      return decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
    } catch (error) {
      throw new SecretsKeyError(`${place} was altered in the database or moved there from elsewhere`, { cause: error });
    }
  }
}
