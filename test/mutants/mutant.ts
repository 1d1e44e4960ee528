/** A rule of safety.md, broken on purpose in one source file, and the test that must notice. */
export interface Mutant {
  rule: `R${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10}`;
  /** What the broken code does, for people. */
  does: string;
  file: string;
  /** Source text, each found exactly once, and what stands in its place. */
  patch: Record<string, string>;
  test: {
    project: 'unit' | 'integration';
    file: string;
    /** Part of the test's title as its source writes it; of `it.each`, a part without placeholders. */
    name: string;
  };
}

/** The source with the rule broken. Raises where the source has moved on: a text to replace that is not there exactly once. */
export function broken(source: string, { file, does, patch }: Mutant): string {
  return Object.entries(patch).reduce((text, [found, put]) => {
    const [before, after, ...more] = text.split(found);
    if (before === undefined || after === undefined || more.length > 0)
      throw new Error(`"${does}": in ${file} this is there ${text.split(found).length - 1} times, not once:\n${found}`);
    return `${before}${put}${after}`;
  }, source);
}
