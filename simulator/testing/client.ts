import { createHmac } from 'node:crypto';
import { startSimulator, type Simulator } from '../start.js';
import type { Estate } from '../estate.js';
import { admin, testEstate } from './estate.js';

type Params = Record<string, string | number | boolean>;
type Keys = { api_key: string; secret_key: string };

export interface Answer {
  status: number;
  /** What stands in the envelope. */
  body: Record<string, unknown>;
  envelope: string;
  headers: Headers;
}

export interface FinalJob {
  jobstatus: number;
  jobresultcode: number;
  jobresult?: { errorcode?: number; errortext?: string; [key: string]: unknown };
  [key: string]: unknown;
}

/** A signed query string, signed here with other code than the simulator's own. */
export function signedQuery(command: string, params: Params, keys: Keys = admin): string {
  const all = { ...params, command, apiKey: keys.api_key, response: 'json' } as Params;
  const encode = (value: string): string =>
    encodeURIComponent(value).replace(/[!'()~]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
  const pairs = Object.keys(all)
    .sort()
    .map((name) => [name, encode(String(all[name]))] as const);
  const text = pairs
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
    .toLowerCase();
  const signature = createHmac('sha1', keys.secret_key).update(text).digest('base64');
  return [...pairs.map(([name, value]) => `${encode(name)}=${value}`), `signature=${encode(signature)}`].join('&');
}

/** A small CloudStack client and the control port, for tests. */
export class TestClient {
  constructor(readonly simulator: Simulator) {}

  static async start(estate: Estate = testEstate(), stateFile?: string): Promise<TestClient> {
    return new TestClient(await startSimulator({ listen: '127.0.0.1:0', control: '127.0.0.1:0', estate, stateFile }));
  }

  async call(command: string, params: Params = {}, keys: Keys = admin): Promise<Answer> {
    const send = (): Promise<Response> =>
      fetch(this.simulator.url, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: signedQuery(command, params, keys),
      });
    // A restart of the server cuts kept connections, which a read may find out only when it uses one.
    const response = await (command === 'queryAsyncJobResult' ? send().catch(send) : send());
    const text = await response.text();
    const [envelope = '', body = {}] = Object.entries(JSON.parse(text) as Record<string, Answer['body']>)[0] ?? [];
    return { status: response.status, envelope, body, headers: response.headers };
  }

  /** Submits and waits for the end of the job. */
  async job(command: string, params: Params = {}, keys: Keys = admin): Promise<FinalJob> {
    const { status, body } = await this.call(command, params, keys);
    if (status !== 200) throw new Error(`${command}: ${JSON.stringify(body)}`);
    return this.final(body['jobid'] as string, keys);
  }

  async final(jobid: string, keys: Keys = admin): Promise<FinalJob> {
    for (;;) {
      const { body } = await this.call('queryAsyncJobResult', { jobid }, keys);
      if (body['jobstatus'] !== 0) return body as FinalJob;
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  }

  /** The result of a job that must succeed. */
  async done(command: string, params: Params = {}, keys: Keys = admin): Promise<Record<string, unknown>> {
    const job = await this.job(command, params, keys);
    if (job.jobstatus !== 1) throw new Error(`${command}: ${JSON.stringify(job.jobresult)}`);
    return job.jobresult ?? {};
  }

  /** The objects of a list command. */
  async list(command: string, params: Params = {}, keys: Keys = admin): Promise<Record<string, unknown>[]> {
    const { body } = await this.call(command, params, keys);
    return (Object.values(body).find((value) => Array.isArray(value)) as Record<string, unknown>[] | undefined) ?? [];
  }

  async control(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${this.simulator.controlUrl}${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer: unknown = await response.json();
    if (response.status !== 200) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`);
    return answer;
  }
}
