/**
 * `make demo`: the whole stack on loopback with a fresh estate, one live failover to its end, and what the simulator
 * shows of it. `ONCE=1` ends with 0 or 1 after that; `KEEP=1` keeps the estate of the last time.
 */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './checkout.js';
import { applianceId, cloudstackHalf, loadProductHalf, vms, type DemoVm } from './demo-estate.js';
import { readBack } from './demo-proof.js';
import { startStack, type Stack } from './stack.js';
import { untilAskedToStop } from './until-asked.js';

interface StatusAnswer {
  status: string;
  progress: number;
  temporal_url: string | null;
  current_step: string | null;
  outcome: { summary: string; rollback?: string } | null;
  job_details: { destination_vm_id: string | null; error_message: string | null };
}

interface StepsAnswer {
  steps: { name: string; status: string; calls: { key: string; status: string; observed?: string }[] }[];
}

const POLL_MS = 200;
const PATIENCE_MS = 120_000;
const ENDED = ['completed', 'failed', 'cancelled'];

const folder = join(root, 'data/demo');
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
  let chosen: DemoVm | undefined;
  for (const vm of vms) {
    const readiness = await call<{ is_valid: boolean; validation_result: { errors: string[] } }>(
      stack,
      'GET',
      `/failover/${vm.vm_id}/readiness`,
    );
    console.log(
      `  ${readiness.is_valid ? 'ready    ' : 'not ready'}  ${vm.name.padEnd(22)} ${readiness.is_valid ? vm.shows : (readiness.validation_result.errors[0] ?? '')}`,
    );
    if (readiness.is_valid) chosen ??= vm;
  }
  if (chosen === undefined) throw new Error('no VM of the kept estate is ready any more: run the demo without KEEP=1');

  console.log(`\nLive failover of ${chosen.name}`);
  const begun = performance.now();
  const { job_id } = await call<{ job_id: string }>(stack, 'POST', '/failover/live', {
    vm_id: chosen.vm_id,
    vm_name: chosen.name,
    skip_validation: false,
    network_mappings: {},
  });
  console.log(`  ${job_id}`);
  console.log(`  ${(await call<StatusAnswer>(stack, 'GET', `/failover/${job_id}/status`)).temporal_url ?? ''}`);
  const status = await follow(job_id);
  console.log(
    `  ${status.status} after ${seconds(begun)} s: ${status.outcome?.summary ?? status.job_details.error_message ?? ''}`,
  );
  if (status.outcome?.rollback !== undefined) console.log(`  ${status.outcome.rollback}`);
  if (status.status !== 'completed') return false;

  console.log('\nRead back from CloudStack');
  const facts = await readBack(urls.control, {
    destination_vm_id: status.job_details.destination_vm_id ?? '',
    appliance_vm_id: applianceId,
    cpu_count: chosen.cpu_count,
    memory_mb: chosen.memory_mb,
    uefi: chosen.bios_setup.startsWith('efi'),
    nics: chosen.networks.map(({ destination, mac }) => ({ network_id: destination ?? '', mac })),
    volumes: chosen.disks.map((disk) => disk.volume_id ?? ''),
  });
  for (const { what, holds, seen } of facts) console.log(`  ${holds ? 'yes' : 'NO '}  ${what}: ${seen}`);
  return facts.every(({ holds }) => holds);
}

/** Prints a line for every step that ends; resolves when the job has ended. */
async function follow(jobId: string): Promise<StatusAnswer> {
  const told = new Set<string>();
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
    if (ENDED.includes(status.status)) return status;
    if (performance.now() > deadline)
      throw new Error(`job ${jobId} is still ${status.status} after ${PATIENCE_MS / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

async function call<T>({ urls, tokens }: Stack, method: 'GET' | 'POST', path: string, body?: unknown): Promise<T> {
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
