import { setTimeout } from 'node:timers/promises';
import type { Stack } from '../../scripts/stack.js';
import { signedQuery } from '../../simulator/testing/client.js';
import { configOf, inventoryOf, KEYS, type TestEstate, type TestVm } from './estate.js';
import { leaks } from './secrets.js';

export interface Answer<T = Record<string, unknown>> {
  status: number;
  headers: Headers;
  body: T;
}

export interface Effect {
  seq: number;
  /** ISO 8601, by the simulator's clock; so are requests. */
  at: string;
  command: string;
  jobid?: string;
  customjobid?: string;
  object_kind: string;
  object_id: string;
  summary: string;
  params: Record<string, string>;
}

export interface LoggedRequest {
  seq: number;
  at: string;
  command: string;
  params: Record<string, string>;
  http_status: number;
  errorcode?: number;
  jobid?: string;
  fault?: string;
}

interface Question {
  id: string;
  key: string;
  reason: string;
  actions: { action: string; loses: string }[];
}

export interface StatusBody {
  status: string;
  progress: number;
  current_step: string | null;
  strategy: string | null;
  strategy_reasons: string[];
  cleanup_at: string | null;
  /** Nanoseconds. */
  remaining: number | null;
  outcome: Record<string, unknown> | null;
  waiting_for: string | null;
  attention: Question | null;
  attentions: Question[];
  job_details: { destination_vm_id: string | null; error_message: string | null; snapshot_id: string | null };
}

export interface StepsBody {
  steps: {
    name: string;
    status: string;
    calls: {
      key: string;
      activity: string;
      object: string;
      status: string;
      found?: boolean;
      observed?: string;
      cloudstack_job_id?: string;
    }[];
  }[];
}

export interface SimulatedVolume {
  id: string;
  name: string;
  state: string;
  type: string;
  virtualmachineid: string | null;
  deviceid: number | null;
  content_sha256: string;
  held_by: string[];
}

export interface SimulatedState {
  vms: {
    id: string;
    name: string;
    state: string;
    details: Record<string, string>;
    nics: { networkid: string }[];
    domain: { running: boolean };
  }[];
  volumes: SimulatedVolume[];
  snapshots: { id: string; volumeid: string; state: string }[];
  vm_snapshots: { id: string; virtualmachineid: string; state: string }[];
  /** `completed` in ms since the epoch; null while it runs. */
  jobs: { id: string; command: string; jobstatus: number; completed: number | null }[];
  violations: unknown[];
}

/** What the API says of a VM of the inventory. */
export interface Standing {
  failover_state: string;
  held_by: string | null;
  replication_allowed: boolean;
  disks: { disk_id: string; resync_required: boolean }[];
}

/** A fault as the simulator's control port takes it. */
export interface FaultOrder {
  command: string;
  kind: string;
  match?: Record<string, string>;
  /** Only requests about the VM of this name, or whose name begins so where it ends in `*`. */
  vm?: string;
  /** Only requests about the volume of this id, a snapshot of it, or a clone made of one. */
  volume?: string;
  times?: number;
  skip?: number;
  delay_ms?: number;
  error_code?: number;
  error_text?: string;
  /** Ordered by the first hit; its id is the first one's with `/then`. */
  then?: Omit<FaultOrder, 'then'>;
}

function mapping(source: string, id: string, name: string): Record<string, string> {
  return { source_network_name: source, destination_network_id: id, destination_network_name: name };
}

const ENDED = ['completed', 'failed', 'cancelled', 'rolled_back'];
export const isEnded = ({ status }: Pick<StatusBody, 'status'>): boolean => ENDED.includes(status);
/** Of a test whose VM is up. */
export const inHold = ({ status }: StatusBody): boolean => status === 'test_running';
/** Whether a person may say something. */
export const asksSomething = ({ attentions }: StatusBody): boolean =>
  attentions.some(({ actions }) => actions.length > 0);

/** Drives a stack as its users do: the product by HTTP, CloudStack by the simulator's control port. */
export class Driver {
  /** @param pollMs how often `until` looks; where many runs are awaited at once, looking costs more than what is looked at */
  constructor(
    private readonly stack: Pick<Stack, 'urls' | 'tokens'>,
    private readonly pollMs = 50,
  ) {}

  /** Replaces the estate and writes configurations, inventory and mappings by the API. */
  async load(estate: TestEstate): Promise<void> {
    await this.control('PUT', '/estate', estate.cloudstack);
    for (const { name, appliance_vm_id } of estate.configs)
      await this.ok('PUT', `/ossea-configs/${name}`, configOf(appliance_vm_id, this.stack.urls.simulator));
    await this.ok('POST', `/ossea-configs/${estate.configs[0]?.name ?? ''}/activate`);
    for (const vm of estate.vms) await this.loadVm(vm);
  }

  async loadVm(vm: TestVm): Promise<void> {
    await this.ok('PUT', `/vms/${vm.vm_id}`, inventoryOf(vm));
    await this.ok('PUT', `/network-mappings/${vm.vm_id}`, {
      mappings: vm.nics.flatMap(({ source, network_id, network_name, test_network_id }) => [
        { ...mapping(source, network_id, network_name), is_test_network: false },
        { ...mapping(source, test_network_id, `Test of ${network_name}`), is_test_network: true },
      ]),
    });
  }

  async api<T = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const answer = await fetch(`${this.stack.urls.api}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.stack.tokens.admin}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (leaks([...Object.values(KEYS), this.stack.tokens.admin], [{ name: path, text }]).length > 0)
      throw new Error(`R10: a secret in the answer of ${method} ${path}`);
    return { status: answer.status, headers: answer.headers, body: (text === '' ? {} : JSON.parse(text)) as T };
  }

  /** As `api`, for what must succeed; a 429 is waited out, as by every well-behaved caller. */
  async ok<T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<T> {
    let answer = await this.api<T>(method, path, body);
    while (answer.status === 429) {
      await setTimeout(Number(answer.headers.get('retry-after')) * 1_000);
      answer = await this.api<T>(method, path, body);
    }
    if (answer.status >= 300)
      throw new Error(`${method} ${path}: HTTP ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  async startLive(vm: Pick<TestVm, 'vm_id'>, change: Record<string, unknown> = {}): Promise<string> {
    const { job_id } = await this.ok<{ job_id: string }>('POST', '/failover/live', { vm_id: vm.vm_id, ...change });
    return job_id;
  }

  async startTest(vm: Pick<TestVm, 'vm_id'>, change: Record<string, unknown> = {}): Promise<string> {
    const { job_id } = await this.ok<{ job_id: string }>('POST', '/failover/test', { vm_id: vm.vm_id, ...change });
    return job_id;
  }

  status(jobId: string): Promise<StatusBody> {
    return this.ok<StatusBody>('GET', `/failover/${jobId}/status`);
  }

  /** What was asked of a person in the course of a job, in order, however soon it was over: by its report. */
  async asked(jobId: string): Promise<string[]> {
    const report = await fetch(`${this.stack.urls.api}/api/v1/failover/${jobId}/report`, {
      headers: { authorization: `Bearer ${this.stack.tokens.admin}` },
    });
    if (!report.ok) throw new Error(`report of ${jobId}: HTTP ${report.status}`);
    const rows = (await report.text()).matchAll(/<td>attention<\/td>\s*<td>([^<]*)<\/td>/g);
    return [...rows].map(([, message = '']) => message);
  }

  async standing(vmId: string): Promise<Standing> {
    return (await this.ok<{ vm: Standing }>('GET', `/vms/${vmId}`)).vm;
  }

  steps(jobId: string): Promise<StepsBody> {
    return this.ok<StepsBody>('GET', `/failover/${jobId}/steps`);
  }

  /** The job's status once `holds` of it. Raises an error that tells the last one. */
  async until(jobId: string, holds: (status: StatusBody) => boolean = isEnded, withinMs = 60_000): Promise<StatusBody> {
    const deadline = Date.now() + withinMs;
    for (;;) {
      const status = await this.status(jobId).catch(() => undefined);
      if (status !== undefined && holds(status)) return status;
      if (Date.now() > deadline) throw new Error(`job ${jobId} after ${withinMs} ms: ${JSON.stringify(status)}`);
      await setTimeout(this.pollMs);
    }
  }

  /** Answers a question of a job; the API's answer may be that nobody asks any more. */
  resolve(jobId: string, attentionId: string | undefined, action: string): Promise<Answer> {
    const loss = action === 'abandon' ? { confirm_data_loss: true } : {};
    const body = { attention_id: attentionId, action, reason: 'a test says so', ...loss };
    return this.api('POST', `/failover/${jobId}/resolve`, body);
  }

  /** Answers whichever question admits this action; one that is over before its answer comes is answered when it is asked anew. */
  async answer(jobId: string, action: 'retry' | 'abandon', withinMs?: number): Promise<void> {
    for (let answered = false; !answered;) {
      const admits = ({ actions }: Question): boolean => actions.some((admitted) => admitted.action === action);
      const { attentions } = await this.until(jobId, (status) => status.attentions.some(admits), withinMs);
      answered = (await this.resolve(jobId, attentions.find(admits)?.id, action)).status === 200;
    }
  }

  async control<T = unknown>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await fetch(`${this.stack.urls.control}${path}`, {
      method,
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: HTTP ${answer.status} ${text}`);
    return (text === '' ? {} : JSON.parse(text)) as T;
  }

  /** What somebody else does in CloudStack; resolves when its job has succeeded. */
  async cloudstack(command: string, params: Record<string, string | boolean>): Promise<Record<string, unknown>> {
    const send = async (name: string, about: Record<string, string | boolean>): Promise<Record<string, unknown>> => {
      const answer = await fetch(`${this.stack.urls.simulator}/client/api?${signedQuery(name, about, KEYS)}`);
      const [body] = Object.values((await answer.json()) as Record<string, Record<string, unknown>>);
      if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(body)}`);
      return body ?? {};
    };
    const { jobid, ...rest } = await send(command, params);
    if (typeof jobid !== 'string') return rest;
    for (;;) {
      const job = await send('queryAsyncJobResult', { jobid });
      if (job.jobstatus === 1) return job;
      if (job.jobstatus !== 0) throw new Error(`${command}: ${JSON.stringify(job)}`);
      await setTimeout(20);
    }
  }

  /** How often this disk was written since the estate was made, by whomever. */
  async writes(volumeId: string): Promise<number> {
    return (await this.control<{ writes: number }>('GET', `/volumes/${volumeId}/content`)).writes;
  }

  effects(): Promise<Effect[]> {
    return this.control('GET', '/effects');
  }

  requests(): Promise<LoggedRequest[]> {
    return this.control('GET', '/requests');
  }

  state(): Promise<SimulatedState> {
    return this.control('GET', '/state');
  }

  fault(fault: FaultOrder): Promise<{ id: string }> {
    return this.control('POST', '/faults', fault);
  }

  /** The ids of the faults that have struck so far. */
  async hits(): Promise<Set<string>> {
    const faults = await this.control<{ id: string; hits: number }[]>('GET', '/faults');
    return new Set(faults.filter(({ hits }) => hits > 0).map(({ id }) => id));
  }
}
