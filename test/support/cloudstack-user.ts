import { setTimeout } from 'node:timers/promises';
import { signedQuery } from '../../simulator/testing/client.js';
import { KEYS } from './estate.js';

/** Somebody who works with the simulated CloudStack beside the product, with the owner's key. */
export class CloudStackUser {
  /** @param url of the simulator, without path */
  constructor(private readonly url: string) {}

  /** The body of the answer, once the job, if there is one, has succeeded. Raises an error with CloudStack's words. */
  async does(command: string, params: Record<string, string | number>): Promise<Record<string, unknown>> {
    const answer = await this.ask(command, params);
    if (typeof answer.jobid !== 'string') return answer;
    for (;;) {
      const job = await this.ask('queryAsyncJobResult', { jobid: answer.jobid });
      if (job.jobstatus === 1) return job.jobresult as Record<string, unknown>;
      if (job.jobstatus === 2) throw new Error(`${command}: ${JSON.stringify(job.jobresult)}`);
      await setTimeout(10);
    }
  }

  private async ask(command: string, params: Record<string, string | number>): Promise<Record<string, unknown>> {
    const answer = await fetch(`${this.url}/client/api`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: signedQuery(command, params, KEYS),
    });
    const envelope = (await answer.json()) as Record<string, Record<string, unknown>>;
    const body = Object.values(envelope)[0] ?? {};
    if (!answer.ok) throw new Error(`${command}: ${JSON.stringify(body)}`);
    return body;
  }
}
