import { CancellationScope, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { Activities } from '../../activities/index.js';
import { recordOptions } from '../activity-options.js';
import type { Changes } from './changes.js';
import type { JobProjection } from '../../domain/job.js';

/** Writes what has changed to the database, one write at a time and in order; what changes meanwhile goes with the next. */
export class Projector {
  private writing: Promise<void> | undefined;
  private dirty = false;

  constructor(
    private readonly whole: JobProjection,
    private readonly changes: Changes,
  ) {}

  touch(): void {
    this.dirty = true;
    // A cancellation of the workflow must not reach it: what is known goes on record whoever asked for the end.
    this.writing ??= CancellationScope.nonCancellable(() => this.write());
  }

  /** Resolves when everything so far is on record. */
  async drained(): Promise<void> {
    while (this.writing !== undefined) await this.writing;
  }

  private async write(): Promise<void> {
    const { recordProjection } = proxyActivities<Activities>({
      ...recordOptions(workflowInfo().taskQueue),
      summary: 'record',
    });
    while (this.dirty) {
      this.dirty = false;
      const recorded = await recordProjection(this.changes.take(this.whole));
      if (recorded !== 'incomplete') continue;
      this.changes.forget();
      this.dirty = true;
    }
    this.writing = undefined;
  }
}
