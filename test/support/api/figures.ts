/** For each figure of an answer what changes it; a test refuses a figure without a case. */
export type Facts = Record<string, () => unknown>;

/** The figures of a closed answer, by the path at which they stand. */
export function named(prefix: string, { shape }: { shape: object }): string[] {
  return Object.keys(shape).map((name) => `${prefix}${name}`);
}

/** The figure at a path of names and indices. */
export function at(path: string, answer: unknown): unknown {
  return path.split('.').reduce((value: unknown, name) => (value as Record<string, unknown>)[name], answer);
}
