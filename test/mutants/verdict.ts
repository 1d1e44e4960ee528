import type { Mutant } from './mutant.js';
import type { TestResult } from './reporter.js';

/** Of these results those of the test that is named. */
export function ofTest(results: readonly TestResult[], { file, name }: Mutant['test']): TestResult[] {
  return results.filter((one) => one.file === file && one.title.includes(name) && one.state !== 'skipped');
}

/** `caught` by a failed assertion; `survived`; else why the run says nothing: a broken runner, a time-out, an error of another kind. */
export function verdictOf(results: readonly TestResult[], test: Mutant['test']): string {
  const own = ofTest(results, test);
  if (own.length === 0) return 'the test did not run';
  const errors = own.flatMap((one) => one.errors);
  if (errors.some(({ asserted }) => asserted)) return 'caught';
  const [first] = errors;
  return first === undefined ? 'survived' : `no assertion failed: ${first.message.split('\n')[0] ?? ''}`;
}
