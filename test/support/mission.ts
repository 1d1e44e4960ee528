import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/**
 * SHA-256 of the mission document of which fixtures/mission/contract.txt has the sections "API Endpoints",
 * "Request/Response Models" and "Configuration" word for word, and of that text itself.
 */
export const MISSION = {
  document: '454f5871c2226fbaf67f1f2fd074d0497d68edc5006ce1c73d84356c349b183c',
  contract: '67a448fca31eb51d10a7d73b4e2b2bf36d932db0f4f07e2e962a2f3061de58ff',
};

const text = readFileSync(new URL('../fixtures/mission/contract.txt', import.meta.url), 'utf8');

export const contractHash = (): string => createHash('sha256').update(text).digest('hex');

/** `GET /api/v1/failover/jobs` and the others, in the document's order; methods in lower case, without the prefix. */
export function missionRoutes(): { method: string; path: string }[] {
  return [...text.matchAll(/^(GET|POST|PUT|DELETE) +\/api\/v1(\S+)/gm)].map(([, method = '', path = '']) => ({
    method: method.toLowerCase(),
    path,
  }));
}

/** The JSON sample below the heading of this name. */
export function missionSample(heading: string): Record<string, unknown> {
  const [, below] = text.split(`### **${heading}**`);
  const json = /```json\n(?<json>[\s\S]*?)```/.exec(below ?? '')?.groups?.['json'];
  if (json === undefined) throw new Error(`the mission has no sample ${heading}`);
  return JSON.parse(json) as Record<string, unknown>;
}

const kind = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);

/**
 * Where `actual` lacks a key of `sample` or has another JSON type there. A null in the sample admits any type; of
 * an array every item is held to the sample's first.
 */
export function differences(sample: unknown, actual: unknown, at = ''): string[] {
  if (sample === null) return [];
  if (kind(sample) !== kind(actual)) return [`${at}: ${kind(actual)} instead of ${kind(sample)}`];
  if (Array.isArray(sample) && Array.isArray(actual))
    return sample.length === 0 ? [] : actual.flatMap((item, n) => differences(sample[0], item, `${at}[${n}]`));
  if (typeof sample !== 'object') return [];
  const found = actual as Record<string, unknown>;
  return Object.entries(sample).flatMap(([key, value]) =>
    key in found ? differences(value, found[key], `${at}.${key}`) : [`${at}.${key} is missing`],
  );
}
