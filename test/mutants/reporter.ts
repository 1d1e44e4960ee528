import { writeFileSync } from 'node:fs';
import type { Reporter, SerializedError, TestCase } from 'vitest/node';

export interface TestResult {
  /** In the tree under test. */
  file: string;
  title: string;
  state: string;
  errors: { message: string; asserted: boolean }[];
}

/** The environment variable that names the file for the results. */
export const RESULTS = 'MUTANTS_RESULTS';
/** supertest's assertions are plain errors; fast-check names the one that failed as its cause. */
const STATUS = /^expected \d+ ".*", got \d+ /;

function isAssertion({ name, message, cause }: SerializedError): boolean {
  return name === 'AssertionError' || STATUS.test(message) || (cause !== undefined && isAssertion(cause));
}

/** Writes of each test how it ended, and of each error whether it is a failed assertion. */
export default class Results implements Reporter {
  private readonly results: TestResult[] = [];

  onTestCaseResult(test: TestCase): void {
    const { state, errors = [] } = test.result();
    this.results.push({
      file: test.module.relativeModuleId,
      title: test.fullName,
      state,
      errors: errors.map((error) => ({ message: error.message, asserted: isAssertion(error) })),
    });
  }

  onTestRunEnd(): void {
    writeFileSync(process.env[RESULTS] ?? '', JSON.stringify(this.results));
  }
}
