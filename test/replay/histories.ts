import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { root } from '../../scripts/checkout.js';

/** `<workflow type>/<how it went>.json.gz`, each as recorded by `npm run replay:record`. */
export const FOLDER = join(root, 'test/replay/histories');
const ENDING = '.json.gz';

/** A history as JSON, as far as the gate looks into it. */
export interface History {
  events: { eventType: string; activityTaskScheduledEventAttributes?: { activityType: { name: string } } }[];
}

export function pathOf(name: string): string {
  return join(FOLDER, name.replaceAll(' ', '-') + ENDING);
}

/** Paths of the histories that are kept, below FOLDER. */
export function kept(): string[] {
  const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' });
  return files.filter((file) => file.endsWith(ENDING)).map((file) => join(FOLDER, file));
}

/** Workflow type of a history that is kept. */
export function typeOf(path: string): string {
  return path.split(sep).at(-2) ?? '';
}

export function read(path: string): History {
  return JSON.parse(gunzipSync(readFileSync(path)).toString()) as History;
}

/** @param json as `historyToJSON` makes it */
export function keep(path: string, json: string): void {
  writeFileSync(path, gzipSync(JSON.stringify(JSON.parse(json)), { level: 9 }));
}
