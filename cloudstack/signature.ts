import { createHmac } from 'node:crypto';

export type RequestParams = Readonly<Record<string, string>>;

/**
 * CloudStack's own encoding of a value, java.net.URLEncoder with `+` as `%20`: unlike encodeURIComponent it escapes
 * `! ' ( ) ~` (facts §1.1). `*` stays in both.
 */
export function encodeValue(value: string): string {
  return encodeURIComponent(value).replace(/[!'()~]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** The string CloudStack signs: names as received, sorted case-sensitively and not encoded, then all of it lowercased. */
export function canonicalString(params: RequestParams): string {
  return Object.keys(params)
    .filter((name) => name !== 'signature')
    .sort()
    .map((name) => `${name}=${encodeValue(params[name] ?? '')}`)
    .join('&')
    .toLowerCase();
}

/** HMAC-SHA1 over the canonical string, base64 (facts §1.1, the documented vector is a test). */
export function sign(params: RequestParams, secretKey: string): string {
  return createHmac('sha1', secretKey).update(canonicalString(params)).digest('base64');
}

export interface Signable {
  command: string;
  params: RequestParams;
  apiKey: string;
  secretKey: string;
  /** The server refuses the request (401) when its clock is past this. */
  expires: Date;
}

/** A form body signed by version 3, which carries `expires`. On the wire names are encoded, too: the server decodes them before it checks. */
export function signedForm({ command, params, apiKey, secretKey, expires }: Signable): string {
  const all: Record<string, string> = {
    ...params,
    command,
    response: 'json',
    apikey: apiKey,
    signatureversion: '3',
    expires: expires.toISOString(),
  };
  all['signature'] = sign(all, secretKey);
  return Object.entries(all)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeValue(value)}`)
    .join('&');
}
