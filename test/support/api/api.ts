import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Express } from 'express';
import request, { type Test } from 'supertest';
import { buildApp } from '../../../api/app.js';
import type { Role } from '../../../api/caller.js';
import type { ApiDeps } from '../../../api/deps.js';
import { EventTail } from '../../../api/events/tail.js';
import { hashToken } from '../../../api/middleware/auth.js';
import type { JobProjection } from '../../../domain/job.js';
import type { RunPlan } from '../../../domain/plan.js';
import { openDatabase, type Database } from '../../../db/index.js';
import { LogRing } from '../../../telemetry/log-ring.js';
import { createLogger } from '../../../telemetry/logger.js';
import { noteAnswers } from '../answered.js';
import { FakeCloudStack, APPLIANCE, OFFERING, PRODUCTION, TEMPLATE } from './fake-cloudstack.js';
import { FakeTemporal, fakeMessenger } from './fake-temporal.js';

export const VM_ID = '4205a841-0265-f4bd-39a6-39fd92196f53';
export const VOLUME = 'e915ef05-ddf5-48d5-8352-a01300609717';

export const CONFIG = {
  api_url: 'https://ossea.example.com:8080/client/api',
  api_key: 'the-api-key-abcd',
  secret_key: 'the-secret-key',
  domain: 'ROOT',
  zone: 'zone1',
  template_id: TEMPLATE,
  service_offering_id: OFFERING,
  oma_vm_id: APPLIANCE,
  storage_kind: 'qcow2',
};

/** The mission's VM: one disk, one NIC, powered off, synced. */
export const VM = {
  name: 'PGWINTESTBIOS',
  power_state: 'poweredOff',
  cpu_count: 2,
  memory_mb: 4096,
  os_type: 'windows2019srv_64Guest',
  bios_setup: 'bios',
  networks: [{ source_network_name: 'VM Network', adapter_type: 'vmxnet3', mac: '00:50:56:aa:bb:cc', connected: true }],
  disks: [
    {
      disk_id: 'disk-2000',
      label: 'Hard disk 1',
      size_gb: 54,
      unit_number: 0,
      boot: true,
      volume_id: VOLUME,
      change_id: '52 3c ec 11 9e 2c 4c 3d-87 4a c3 4e 85 f2 ea 95/5',
      last_sync: {
        job_id: 'job-20250818-153521',
        time: '2025-08-18T15:35:21+01:00',
        type: 'incremental',
        success: true,
      },
    },
  ],
  replication: { job_id: 'job-20250818-153521', status: 'completed', progress: 100 },
};

export const MAPPING = { source_network_name: 'VM Network', destination_network_id: PRODUCTION.id };

/** A whole API over a new SQLite file, a fake Temporal and a fake CloudStack; answers are held to the document. */
export class TestApi {
  readonly cloudstack = new FakeCloudStack();
  readonly temporal = new FakeTemporal();
  readonly tokens: Record<Role, string> = { viewer: token(), operator: token(), admin: token() };

  private constructor(
    private readonly folder: string,
    readonly db: Database,
    readonly deps: ApiDeps,
    readonly app: Express,
  ) {}

  static async open(changes: Partial<ApiDeps> = {}): Promise<TestApi> {
    const folder = mkdtempSync(join(tmpdir(), 'failover-api-'));
    const logs = new LogRing();
    const logger = createLogger({ name: 'api', level: 'info' }, logs.before({ write: noteAnswers }));
    const url = `sqlite:${join(folder, 'api.db')}`;
    const db = await openDatabase({ url, secretsKey: randomBytes(32).toString('base64'), logger });
    await db.migrate();
    const fakes: { api?: TestApi } = {};
    const deps: ApiDeps = {
      db,
      tail: new EventTail({ db, logger }, { pollMs: 10 }),
      failovers: {
        start: (...args) => fakes.api!.temporal.start(...args),
        find: (...args) => fakes.api!.temporal.find(...args),
        waitingFor: () => fakes.api!.temporal.waitingFor(),
        workers: () => fakes.api!.temporal.workers(),
      },
      messages: fakeMessenger,
      inspect: (...args) => fakes.api!.temporal.inspect(...args),
      lookAtTemporal: () => fakes.api!.temporal.look(),
      cloudstack: () => fakes.api!.cloudstack.reads,
      now: () => new Date(),
      random: (bytes) => randomBytes(bytes),
      logger,
      recentLogLines: () => logs.lines(),
      rateLimit: { perSecond: 10_000, burst: 10_000 },
      readinessBounds: { sync_max_age_ms: Infinity, skew_warn_ms: 2_000, skew_limit_ms: 5_000 },
      lockOut: { after: 10_000, ms: 1_000 },
      temporalUrl: (workflowId, runId) => `http://ui/${workflowId}/${runId}`,
      version: 'test',
      ...changes,
    };
    const api = new TestApi(folder, db, deps, buildApp(deps, { checkResponses: true }));
    fakes.api = api;
    await db.uow.run(async (repos) => {
      for (const [role, secret] of Object.entries(api.tokens))
        await repos.tokens.create(role, role as Role, hashToken(secret));
    });
    return api;
  }

  /** Configuration, VM, mapping and the replica on the appliance: a live start is accepted. */
  static async ready(changes: Partial<ApiDeps> = {}): Promise<TestApi> {
    const api = await TestApi.open(changes);
    api.cloudstack.attach(VOLUME, 1);
    await api.put('/ossea-configs/primary-ossea', CONFIG).expect(200);
    await api.put(`/vms/${VM_ID}`, VM).expect(200);
    await api.post('/network-mappings', { vm_id: VM_ID, ...MAPPING }).expect(201);
    return api;
  }

  get(path: string, role: Role = 'admin'): Test {
    return this.#as(request(this.app).get(`/api/v1${path}`), role);
  }
  delete(path: string, role: Role = 'admin'): Test {
    return this.#as(request(this.app).delete(`/api/v1${path}`), role);
  }
  put(path: string, body: object, role: Role = 'admin'): Test {
    return this.#as(request(this.app).put(`/api/v1${path}`), role).send(body);
  }
  post(path: string, body: object = {}, role: Role = 'admin'): Test {
    return this.#as(request(this.app).post(`/api/v1${path}`), role).send(body);
  }

  /** Starts the ready VM; `key` is an Idempotency-Key. */
  start(body: object = {}, key?: string, role: Role = 'operator'): Test {
    const sent = this.post('/failover/live', { vm_id: VM_ID, ...body }, role);
    return key === undefined ? sent : sent.set('Idempotency-Key', key);
  }

  /** The run ends as failed and leaves the VM as said. */
  async closeJob(
    jobId: string,
    hold: JobProjection['hold'],
    status: JobProjection['status'] = 'failed',
    plan?: RunPlan,
  ): Promise<void> {
    await this.db.uow.run(async (repos) => {
      const head = await repos.jobs.get(jobId);
      if (head === null) throw new Error(`there is no job ${jobId}`);
      const planned = plan === undefined ? null : { plan, network_mappings: [] };
      const none = { planned, steps: [], volumes: [], events: [], resync_required: [], closes: [] };
      await repos.jobs.apply({ ...head, head, ...none, seq: head.seq + 1, status, hold });
    });
  }

  #as(sent: Test, role: Role): Test {
    return sent.set('Authorization', `Bearer ${this.tokens[role]}`);
  }

  async close(): Promise<void> {
    await this.deps.tail.close();
    await this.db.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function token(): string {
  return randomBytes(24).toString('base64url');
}
