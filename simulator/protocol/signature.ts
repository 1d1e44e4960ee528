import { createHmac, timingSafeEqual } from 'node:crypto';

/** java.net.URLEncoder in UTF-8 with `+` turned into `%20`: only `a-z A-Z 0-9 . - * _` stay (facts §1.1). */
export function javaUrlEncode(value: string): string {
  return encodeURIComponent(value).replace(
    /[!'()~]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Names are sorted as received, before any lower-casing, and are not encoded; then everything is lower-cased (facts §1.1). */
export function stringToSign(params: ReadonlyMap<string, string>): string {
  return [...params]
    .filter(([name]) => name.toLowerCase() !== 'signature')
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, value]) => `${name}=${javaUrlEncode(value)}`)
    .join('&')
    .toLowerCase();
}

/** Base64 HMAC-SHA1 of the string to sign. */
export function sign(params: ReadonlyMap<string, string>, secretKey: string): string {
  return createHmac('sha1', secretKey).update(stringToSign(params)).digest('base64');
}

export function signatureMatches(params: ReadonlyMap<string, string>, secretKey: string, given: string): boolean {
  const expected = Buffer.from(sign(params, secretKey));
  const received = Buffer.from(given);
  return expected.length === received.length && timingSafeEqual(expected, received);
}
