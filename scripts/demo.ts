/**
 * `make demo`: the whole stack on loopback with a fresh estate, one live and one test failover to their end, and what
 * the simulator shows of them. `ONCE=1` ends with 0 or 1 after that; `KEEP=1` keeps the estate of the last time; DEMO_FOLDER
 * is where its data lies.
 */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './checkout.js';
import { applianceId, cloudstackHalf, loadProductHalf, vms, type DemoVm } from './demo-estate.js';
import { contentsOf, readBack, readBackTest, type Fact } from './demo-proof.js';
import { startStack, type Stack } from './stack.js';
import { untilAskedToStop } from './until-asked.js';

interface StatusAnswer {
  status: string;
  progress: number;
  temporal_url: string | null;
  current_step: string | null;
  strategy: string | null;
  cleanup_at: string | null;
  outcome: { summary: string; rollback?: string } | null;
  job_details: { destination_vm_id: string | null; error_message: string | null };
}

interface StepsAnswer {
  steps: { name: string; status: string; calls: { key: string; status: string; observed?: string }[] }[];
}

const POLL_MS = 200;
const PATIENCE_MS = 120_000;
const ENDED = ['completed', 'failed', 'cancelled'];

const folder = process.env.DEMO_FOLDER ?? join(root, 'data/demo');
const keep = process.env.KEEP === '1' && existsSync(folder);
const asked = untilAskedToStop();

if (!keep) rmSync(folder, { recursive: true, force: true });
const started = performance.now();
const starting = startStack({
  folder,
  environment: 'isolated',
  ports: { temporal: 7233, ui: 8233, api: 8082, simulator: 8180, control: 8181 },
  temporal: { storage: 'file', ui: true },
  // The simulator needs no sparing.
  env: { CLOUDSTACK_MAX_RPS: '500' },
  report: console.log,
});
const up = await Promise.race([starting, asked]);
if (up === undefined) process.exit(130);
const stack = up;
console.log(`stack up after ${seconds(started)} s`);
printUrls(stack);

const succeeded = await tour(stack).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  return false;
});
if (process.env.ONCE !== '1') {
  console.log('\nThe stack stays up at the addresses above; Ctrl-C stops it.');
  await asked;
}
await stack.stop();
process.exit(succeeded ? 0 : 1);

async function tour({ urls, tokens }: Stack): Promise<boolean> {
  if (!keep) {
    const loaded = await fetch(`${urls.control}/estate`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(cloudstackHalf()),
    });
    if (!loaded.ok) throw new Error(`the simulator refused the estate: ${await loaded.text()}`);
    await loadProductHalf(urls.api, tokens.admin, urls.simulator, new Date());
  }
  console.log('Estate');
  const ready: DemoVm[] = [];
  for (const vm of vms) {
    const readiness = await call<{ is_valid: boolean; validation_result: { errors: string[] } }>(
      stack,
      'GET',
      `/failover/${vm.vm_id}/readiness`,
    );
    console.log(
      `  ${readiness.is_valid ? 'ready    ' : 'not ready'}  ${vm.name.padEnd(22)} ${readiness.is_valid ? vm.shows : (readiness.validation_result.errors[0] ?? '')}`,
    );
    if (readiness.is_valid) ready.push(vm);
  }
  const [first, second] = ready;
  if (first === undefined || second === undefined)
    throw new Error('fewer than two VMs of the kept estate are ready: run the demo without KEEP=1');
  return (await liveFailover(stack, first)) && (await testFailover(stack, second));
}

async function liveFailover({ urls }: Stack, vm: DemoVm): Promise<boolean> {
  console.log(`\nLive failover of ${vm.name}`);
  const job = await begin('/failover/live', vm, {});
  const status = await follow(job, ended);
  tellEnd(status, job);
  if (status.outcome?.rollback !== undefined) console.log(`  ${status.outcome.rollback}`);
  if (status.status !== 'completed') return false;
  const facts = await readBack(urls.control, {
    destination_vm_id: status.job_details.destination_vm_id ?? '',
    appliance_vm_id: applianceId,
    cpu_count: vm.cpu_count,
    memory_mb: vm.memory_mb,
    uefi: vm.bios_setup.startsWith('efi'),
    nics: vm.networks.map(({ destination, mac }) => ({ network_id: destination ?? '', mac })),
    volumes: volumesOf(vm),
  });
  return tellFacts(facts);
}

/** A short hold, extended, ended by hand, and what is left of what the guest wrote. */
async function testFailover({ urls }: Stack, vm: DemoVm): Promise<boolean> {
  console.log(`\nTest failover of ${vm.name}`);
  const volumes = volumesOf(vm);
  const before = await contentsOf(urls.control, volumes);
  const job = await begin('/failover/test', vm, { test_duration: '1m' });
  const held = await follow(job, ({ status }) => status === 'test_running' || ended({ status }));
  let written = 0;
  if (held.status === 'test_running') {
    console.log(`  strategy ${held.strategy ?? ''}; up until ${held.cleanup_at ?? ''}`);
    const extended = await call<{ cleanup_at: string }>(stack, 'POST', `/failover/test/${job.id}/extend`, {
      duration: '5m',
    });
    console.log(`  extended until ${extended.cleanup_at}`);
    written = await untilWritten(urls.control, volumes, before);
    console.log(`  the guest has written to ${written} of ${volumes.length} disks`);
    await call(stack, 'DELETE', `/failover/test/${job.id}`);
    console.log('  ended by hand');
  }
  const status = await follow(job, ended);
  tellEnd(status, job);
  if (status.status !== 'completed') return false;
  const destination_vm_id = status.job_details.destination_vm_id ?? '';
  return tellFacts(
    await readBackTest(urls.control, { destination_vm_id, appliance_vm_id: applianceId, volumes, before, written }),
  );
}

/** How many disks the guest has written to; waits until it is all of them. */
async function untilWritten(controlUrl: string, volumes: string[], before: string[]): Promise<number> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const now = await contentsOf(controlUrl, volumes);
    const written = now.filter((content, i) => content !== before[i]).length;
    if (written === volumes.length || performance.now() > deadline) return written;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

interface Job {
  id: string;
  begun: number;
  /** Steps that were told already. */
  told: Set<string>;
}

async function begin(path: string, vm: DemoVm, options: Record<string, unknown>): Promise<Job> {
  const begun = performance.now();
  const about = { vm_id: vm.vm_id, vm_name: vm.name, ...options };
  const { job_id } = await call<{ job_id: string }>(stack, 'POST', path, about);
  console.log(`  ${job_id}`);
  console.log(`  ${(await call<StatusAnswer>(stack, 'GET', `/failover/${job_id}/status`)).temporal_url ?? ''}`);
  return { id: job_id, begun, told: new Set() };
}

function volumesOf(vm: DemoVm): string[] {
  return vm.disks.map((disk) => disk.volume_id ?? '');
}

function ended({ status }: Pick<StatusAnswer, 'status'>): boolean {
  return ENDED.includes(status);
}

function tellEnd(status: StatusAnswer, { begun }: Job): void {
  const words = status.outcome?.summary ?? status.job_details.error_message ?? '';
  console.log(`  ${status.status} after ${seconds(begun)} s: ${words}`);
}

function tellFacts(facts: Fact[]): boolean {
  console.log('\nRead back from CloudStack');
  for (const { what, holds, seen } of facts) console.log(`  ${holds ? 'yes' : 'NO '}  ${what}: ${seen}`);
  return facts.every(({ holds }) => holds);
}

/** Prints a line for every step that ends; resolves when `until` holds of the job. */
async function follow({ id: jobId, told }: Job, until: (status: StatusAnswer) => boolean): Promise<StatusAnswer> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const [status, { steps }] = await Promise.all([
      call<StatusAnswer>(stack, 'GET', `/failover/${jobId}/status`),
      call<StepsAnswer>(stack, 'GET', `/failover/${jobId}/steps`),
    ]);
    for (const step of steps.filter((s) => s.status !== 'pending' && s.status !== 'running' && !told.has(s.name))) {
      told.add(step.name);
      console.log(
        `  ${String(status.progress).padStart(5)} %  ${step.name.padEnd(10)} ${step.status}: ${step.calls.at(-1)?.observed ?? 'done'}`,
      );
    }
    if (until(status)) return status;
    if (performance.now() > deadline)
      throw new Error(`job ${jobId} is still ${status.status} after ${PATIENCE_MS / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

async function call<T>(
  { urls, tokens }: Stack,
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<T> {
  const answer = await fetch(`${urls.api}/api/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${tokens.admin}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: HTTP ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}

function printUrls({ urls, tokens }: Stack): void {
  console.log(`API          ${urls.api}/api/v1   token ${tokens.admin}`);
  console.log(`Temporal UI  ${urls.ui ?? ''}`);
  console.log(`CloudStack   ${urls.simulator}/client/api   (simulator; control port ${urls.control})`);
  console.log(`logs         ${join(folder, 'logs')}\n`);
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(1);
}
