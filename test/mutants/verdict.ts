import type { TestResult } from './copy.js';
import type { Mutant } from './mutant.js';

/** Of these results those of the test that is named. */
export function ofTest(results: readonly TestResult[], { file, name }: Mutant['test']): TestResult[] {
  return results.filter((one) => one.file === file && one.title.includes(name) && /^(passed|failed)$/.test(one.status));
}

/** `caught` by a failed assertion; `survived`; else why the run says nothing: a broken runner, a time-out, an error of another kind. */
export function verdictOf(results: readonly TestResult[], test: Mutant['test']): string {
  const own = ofTest(results, test);
  if (own.length === 0) return 'the test did not run';
  const messages = own.flatMap((one) => (one.status === 'failed' ? one.messages : []));
  if (messages.some((message) => message.startsWith('AssertionError'))) return 'caught';
  const [first] = messages;
  return first === undefined ? 'survived' : `no assertion failed: ${first.split('\n')[0] ?? ''}`;
}
