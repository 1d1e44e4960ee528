import { setTimeout } from 'node:timers/promises';
import type { Driver } from '../support/driver.js';

const POLL_MS = 250;

/** The statuses of all open jobs, asked for once for everybody who waits: a hundred callers would be the load they look at. */
export class Board {
  private next: Promise<ReadonlyMap<string, string>> | undefined;

  constructor(private readonly driver: Driver) {}

  /** By job id, as they stand after this call. */
  statuses(): Promise<ReadonlyMap<string, string>> {
    this.next ??= this.ask();
    return this.next;
  }

  private async ask(): Promise<ReadonlyMap<string, string>> {
    await setTimeout(POLL_MS);
    this.next = undefined;
    const { jobs } = await this.driver.ok<{ jobs: { job_id: string; status: string }[] }>(
      'GET',
      '/failover/jobs?open=true&limit=500',
    );
    return new Map(jobs.map(({ job_id, status }) => [job_id, status]));
  }
}
