import { writeFileSync } from 'node:fs';
import type { Reporter, TestCase } from 'vitest/node';

export interface TestResult {
  /** In the tree under test. */
  file: string;
  title: string;
  state: string;
  errors: { message: string; asserted: boolean }[];
}

/** The environment variable that names the file for the results. */
export const RESULTS = 'MUTANTS_RESULTS';
/** supertest's assertions are plain errors. */
const STATUS = /^expected \d+ ".*", got \d+ /;

/** Writes of each test how it ended, and of each error whether it is a failed assertion. */
export default class Results implements Reporter {
  private readonly results: TestResult[] = [];

  onTestCaseResult(test: TestCase): void {
    const { state, errors = [] } = test.result();
    this.results.push({
      file: test.module.relativeModuleId,
      title: test.fullName,
      state,
      errors: errors.map(({ name, message }) => ({
        message,
        asserted: name === 'AssertionError' || STATUS.test(message),
      })),
    });
  }

  onTestRunEnd(): void {
    writeFileSync(process.env[RESULTS] ?? '', JSON.stringify(this.results));
  }
}
