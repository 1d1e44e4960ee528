/** Of this build; package.json says the same (a test compares them). */
export const VERSION = '0.1.0';

/** A worker as Temporal lists it, so that whoever looks there sees which build polls. */
export const workerIdentity = (process: string): string => `${process} ${VERSION}`;

/** The build of a worker by its identity; null for one that is none of ours. */
export const versionOf = (identity: string): string | null => / (\d+\.\d+\.\d+\S*)$/.exec(identity)?.[1] ?? null;
