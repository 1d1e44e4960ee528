import { isReference } from '../../domain/call.js';
import type { Json } from '../../domain/itinerary.js';

/** Replaces every reference that is known; one that is not stays as it is, and the activity decides what that means. */
export function resolve<T extends Json>(value: T, refs: Readonly<Record<string, string>>): T {
  if (isReference(value)) return (refs[value] ?? value) as T;
  if (Array.isArray(value)) return value.map((item) => resolve(item, refs)) as T;
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolve(item, refs)])) as T;
  return value;
}
