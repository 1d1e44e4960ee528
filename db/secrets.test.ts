import { describe, expect, it } from 'vitest';
import { SecretsKeyError } from './errors.js';
import { SecretBox } from './secrets.js';

const key = (byte: number): string => Buffer.alloc(32, byte).toString('base64');
const PLACE = 'ossea_configs/one/api_key';

describe('SecretBox', () => {
  const box = new SecretBox(key(1));

  it('gives back what it took, and never the same twice', () => {
    const first = box.encrypt('sécret', PLACE);
    expect(box.decrypt(first, box.keyId, PLACE)).toBe('sécret');
    expect(box.encrypt('sécret', PLACE)).not.toBe(first);
    expect(first).not.toContain(Buffer.from('sécret').toString('base64').slice(0, 6));
  });

  it('refuses another key by its id, and by its bytes', () => {
    const stored = box.encrypt('secret', PLACE);
    const other = new SecretBox(key(2));
    expect(() => other.decrypt(stored, box.keyId, PLACE)).toThrow(/encrypted with key .* SECRETS_KEY is key/);
    expect(() => other.decrypt(stored, other.keyId, PLACE)).toThrow(SecretsKeyError);
  });

  it('refuses another place and altered bytes', () => {
    const stored = box.encrypt('secret', PLACE);
    expect(() => box.decrypt(stored, box.keyId, 'ossea_configs/two/api_key')).toThrow(SecretsKeyError);
    const bytes = Buffer.from(stored, 'base64');
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    expect(() => box.decrypt(bytes.toString('base64'), box.keyId, PLACE)).toThrow(SecretsKeyError);
  });

  it.each(['', 'short', Buffer.alloc(31).toString('base64'), Buffer.alloc(33).toString('base64')])(
    'takes no key but 32 bytes: %j',
    (bad) => {
      expect(() => new SecretBox(bad)).toThrow('SECRETS_KEY must be 32 bytes in base64');
    },
  );

  it('does not tell the key by its id', () => {
    expect(box.keyId).toMatch(/^[0-9a-f]{16}$/);
    expect(box.keyId).not.toBe(new SecretBox(key(2)).keyId);
  });
});
