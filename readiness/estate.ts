import type { CloudStackReads } from '../domain/cloudstack.js';
import type { OsseaConfig } from '../domain/inventory.js';

/** Reads whose answer is about the estate and not about one VM of the inventory: many evaluations share them. */
const SHARED = [
  'listCapabilities',
  'clockBounds',
  'listApis',
  'listZones',
  'listNetworks',
  'listServiceOfferings',
  'getTemplate',
  'getIso',
  'listOsTypes',
  'listStoragePools',
  'listHosts',
  'listVirtualMachinesOnNetwork',
  'getConfiguration',
] as const satisfies readonly (keyof CloudStackReads)[];
export type EstateReads = Pick<CloudStackReads, (typeof SHARED)[number]>;

const SHARED_FOR_NS = 30e9;

interface Kept {
  answer: Promise<unknown>;
  /** Nanoseconds of the clock that `estateOf` is handed. */
  asked: number;
}

/** Goes with the client, which is made anew whenever address or keys change. */
const estates = new WeakMap<CloudStackReads, { config: string; kept: Map<string, Kept> }>();

/**
 * Estate-wide reads of one client, each answered from the last answer for 30 s, and anew once the configuration has been
 * edited. A failed one is not kept: the next evaluation asks again.
 */
export function estateOf(reads: CloudStackReads, config: OsseaConfig, now: () => number): EstateReads {
  const text = JSON.stringify(config);
  const known = estates.get(reads);
  const { kept } = known?.config === text ? known : remember(reads, text);
  const shared = <T>(name: keyof EstateReads, argument: string, ask: () => Promise<T>): Promise<T> => {
    const key = `${name} ${argument}`;
    const last = kept.get(key);
    if (last !== undefined && now() - last.asked < SHARED_FOR_NS) return last.answer as Promise<T>;
    const answer = ask();
    const mine = { answer, asked: now() };
    kept.set(key, mine);
    answer.catch(() => {
      if (kept.get(key) === mine) kept.delete(key);
    });
    return answer;
  };
  return Object.fromEntries(
    SHARED.map((name) => [
      name,
      (argument: string | number = '') =>
        shared(name, String(argument), () => (reads[name] as (argument: unknown) => Promise<unknown>)(argument)),
    ]),
  ) as unknown as EstateReads;
}

function remember(reads: CloudStackReads, config: string): { config: string; kept: Map<string, Kept> } {
  const estate = { config, kept: new Map<string, Kept>() };
  estates.set(reads, estate);
  return estate;
}
