import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { drawn } from '../support/cli.js';
import { Driver } from '../support/driver.js';
import { inventoryOf, testEstate, type TestVm } from '../support/estate.js';
import { envOf, failoverctl, FAILOVERCTL, type Ended, type RunOptions } from '../support/failoverctl.js';
import { withTerminate } from '../support/lost-runs.js';
import { lacks } from '../support/preflight.js';
import { startTestStack, type TestStack } from '../support/stack.js';

/** failoverctl as built, against the real stack. */

let stack: TestStack;
let driver: Driver;
let vms: TestVm[];

beforeAll(async () => {
  stack = await startTestStack();
  driver = new Driver(stack);
  const estate = testEstate(
    ['two-disks', 'one-disk', 'one-disk', 'one-disk', 'one-disk', 'one-disk', 'one-disk', 'one-disk'],
    {},
    { disksPerAppliance: 1 },
  );
  await driver.load({ ...estate, vms: [] });
  ({ vms } = estate);
});
afterAll(() => stack.stop());

const ctl = (args: string[], options: RunOptions = {}): Promise<Ended> =>
  failoverctl(args, { ...options, env: { ...envOf(stack), ...options.env } });

/** As `ctl`, for what must end with 0; its JSON. */
async function told<T>(...args: string[]): Promise<T> {
  const { exit, out, err } = await ctl([...args, '--json']);
  expect([exit, err], `${args.join(' ')}: ${out}`).toEqual([0, '']);
  return JSON.parse(out) as T;
}

/** A VM that no other test has. */
function fresh(): TestVm {
  const vm = vms.shift();
  if (vm === undefined) throw new Error('the estate is used up');
  return vm;
}

const standing = async (vm: TestVm): Promise<unknown> => (await driver.ok('GET', `/vms/${vm.vm_id}`)).vm;

describe('failoverctl', () => {
  it('imports an inventory with its mappings, after it was found sound', async () => {
    const items = vms.map((vm) => ({
      vm_id: vm.vm_id,
      ...inventoryOf(vm),
      network_mappings: vm.nics.map(({ source, network_id }) => ({
        source_network_name: source,
        destination_network_id: network_id,
      })),
    }));
    const file = join(stack.folder, 'inventory.yaml');
    writeFileSync(file, stringify({ vms: items }));
    expect(await ctl(['import', file, '--check'])).toMatchObject({
      exit: 0,
      out: expect.stringContaining(`${vms.length} VMs`) as string,
    });
    expect(await told('vms')).toEqual([]);
    const unsound = JSON.stringify(items.map((item) => ({ ...item, cpu_count: 'two' })));
    expect(await ctl(['import', '-'], { input: unsound })).toMatchObject({
      exit: 2,
      err: expect.stringMatching(/nothing was written[^]*vm-1: cpu_count: /) as string,
    });
    expect(await told('vms')).toEqual([]);
    const written = await ctl(['import', file]);
    expect([written.exit, written.err]).toEqual([0, '']);
    expect((await told<{ name: string }[]>('vms')).map(({ name }) => name)).toEqual(vms.map(({ name }) => name));
    const shown = await told<object[]>('networks', 'show', 'host-1');
    expect(shown).toMatchObject([{ source_network_name: 'Source 1', destination_network_name: 'Production' }]);
  });

  it('takes a VM there and back: networks, readiness, dry run, live and rollback, watched through a pipe', async () => {
    const vm = fresh();
    const networks = await told<{ name: string }[]>('networks');
    expect(networks.map(({ name }) => name)).toContain('Test of Production');
    expect(await ctl(['readiness', vm.name, '--test'])).toMatchObject({ exit: 1 });
    await told('networks', 'map', vm.name, '--test', 'Source 1=Test of Production');
    for (const kind of [[], ['--test']]) {
      expect(await told('readiness', vm.name, ...kind)).toMatchObject({ is_valid: true });
      expect(await told('dry-run', vm.name, ...kind)).toMatchObject({ would_start: true });
    }
    expect(await ctl(['live', vm.name])).toMatchObject({ exit: 8 });
    expect(await standing(vm)).toMatchObject({ failover_state: 'ready' });

    const live = await ctl(['live', vm.name, '--yes', '--watch', '--reason', 'site down']);
    expect([live.exit, live.err]).toEqual([0, '']);
    // eslint-disable-next-line no-control-regex -- a pipe gets none of them
    expect(live.out).not.toMatch(/[\x1b\r]/);
    expect(live.out).toMatch(/\d\d:\d\d:\d\dZ +\d+ % {2}[^]* 100 % {2}Completed[^]*is Running/);
    expect(await standing(vm)).toMatchObject({ failover_state: 'failed_over' });

    const back = await ctl(['rollback', vm.name, '--yes', '--watch', '--reason', 'a rehearsal', '--json']);
    expect([back.exit, back.err]).toEqual([0, '']);
    const lines = back.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { state?: { status: { status: string } } });
    expect(lines.at(-1)?.state?.status.status).toBe('completed');
    expect(await standing(vm)).toMatchObject({ failover_state: 'ready', replication_allowed: true });
  });

  it('holds a test, extends it and ends it', async () => {
    const vm = fresh();
    await told('networks', 'map', vm.name, '--test', 'Source 1=Test of Production');
    const up = await ctl(['test', vm.name, '--for', '1h', '--watch']);
    expect([up.exit, up.err]).toEqual([0, '']);
    expect(up.out).toMatch(/The test VM is up, 59 min[^]*failoverctl extend[^]*failoverctl end/);
    expect((await ctl(['extend', vm.name, '30m'])).out).toMatch(/in 1 h 29 min\.$/m);
    expect(await ctl(['end', vm.name])).toMatchObject({ exit: 8 });
    expect(await ctl(['end', vm.name, '--yes', '--watch'])).toMatchObject({ exit: 0 });
    expect(await standing(vm)).toMatchObject({ failover_state: 'ready', replication_allowed: true });
  });

  it('says that a run needs somebody, and takes the answer', async () => {
    const vm = fresh();
    await driver.fault({ command: 'startVirtualMachine', kind: 'fail-job', vm: vm.name, times: 40 });
    const { job_id } = await told<{ job_id: string }>('live', vm.name, '--yes');
    await driver.until(job_id, ({ attentions }) => attentions.some(({ actions }) => actions.length > 0));
    const asked = await ctl(['status', vm.name]);
    expect([asked.exit, asked.out]).toEqual([6, expect.stringContaining(`failoverctl resolve ${job_id} retry`)]);
    expect(await ctl(['status'])).toMatchObject({ exit: 6 });
    expect(await ctl(['cancel', vm.name, '--yes', '--reason', 'too late'])).toMatchObject({ exit: 5 });
    expect(await ctl(['resolve', vm.name, 'skip', '--reason', 'x'])).toMatchObject({ exit: 2 });
    await driver.control('DELETE', '/faults');
    expect(await ctl(['resolve', vm.name, 'retry', '--reason', 'the host is back', '--watch'])).toMatchObject({
      exit: 0,
    });
    expect(await ctl(['commit', vm.name, '--yes', '--watch'])).toMatchObject({ exit: 0 });
    expect(await ctl(['rollback', vm.name, '--yes', '--reason', 'too late'])).toMatchObject({ exit: 5 });
  });

  it('cancels, and watches what is undone', async () => {
    const vm = fresh();
    await driver.fault({ command: 'createSnapshot', kind: 'delay', delay_ms: 2_000, times: 1 });
    await told('live', vm.name, '--yes');
    const said = await ctl(['cancel', vm.name, '--yes', '--watch', '--reason', 'the source is back']);
    expect([said.exit, said.out]).toEqual([1, expect.stringMatching(/a cancel now: [^]*Cancelled/)]);
    expect(await standing(vm)).toMatchObject({ failover_state: 'ready' });
  });

  it('recovers a run whose workflow is gone, after it has said how', async () => {
    const vm = fresh();
    await told('networks', 'map', vm.name, '--test', 'Source 1=Test of Production');
    expect(await ctl(['test', vm.name, '--for', '1h', '--watch'])).toMatchObject({ exit: 0 });
    const [run] = await told<{ job_id: string }[]>('status');
    const jobId = run?.job_id ?? '';
    expect(await ctl(['recover', vm.name, '--dry-run'])).toMatchObject({ exit: 5 });
    await withTerminate(stack, (terminate) => terminate({ vm }));

    const effects = await driver.effects();
    expect(await told('recover', vm.name, '--dry-run')).toMatchObject({
      way: 'return',
      becomes: [{ job_id: jobId, status: 'failed' }],
    });
    const plan = await ctl(['recover', jobId, '--dry-run']);
    expect([plan.exit, plan.out]).toEqual([
      0,
      expect.stringMatching(
        /^Every replica comes home:\n {2}because VM .* is Running\n[^]* {2}revert[^]* {2}attachVolume /,
      ),
    ]);
    const asked = await ctl(['recover', vm.name]);
    expect([asked.exit, asked.out]).toEqual([8, expect.stringContaining('Every replica comes home')]);
    expect(await driver.effects()).toEqual(effects);

    const back = await ctl([
      'recover',
      vm.name,
      '--yes',
      '--watch',
      '--reason',
      'its workflow was terminated',
      '--json',
    ]);
    expect([back.exit, back.err]).toEqual([0, '']);
    const [accepted, ...seen] = back.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { job_id?: string; state?: { status: { status: string } } });
    expect(accepted?.job_id).toMatch(/^recover-/);
    expect(seen.at(-1)?.state?.status.status).toBe('completed');
    expect(await standing(vm)).toMatchObject({ failover_state: 'ready', replication_allowed: true });
    expect(await ctl(['recover', vm.name, '--yes'])).toMatchObject({ exit: 4 });
    expect(await ctl(['recover', jobId, '--yes'])).toMatchObject({ exit: 5 });
  });

  it('goes on watching while the API is away, and misses nothing; everything else exits with 7', async () => {
    const vm = fresh();
    await driver.fault({ command: 'startVirtualMachine', kind: 'delay', delay_ms: 4_000, vm: vm.name, times: 1 });
    const { job_id } = await told<{ job_id: string }>('live', vm.name, '--yes');
    const seen = { something: (): void => undefined };
    const shown = new Promise<void>((resolve) => (seen.something = resolve));
    const watching = ctl(['status', job_id, '--watch'], { onOutput: () => seen.something() });
    await shown;
    await stack.kill('api');
    const away = await ctl(['vms']);
    expect([away.exit, away.err]).toEqual([7, expect.stringContaining(`does not answer at ${stack.urls.api}`)]);
    expect(await ctl(['status', job_id, '--watch'])).toMatchObject({ exit: 7 });
    await stack.restart('api');
    const { exit, out } = await watching;
    expect([exit, out]).toEqual([0, expect.stringMatching(/does not answer[^]*answers again[^]*100 % {2}Completed/)]);
    expect(out.match(/replication\.held/g)).toHaveLength(1);
  });

  it('lets in who has a token, as far as its role goes', async () => {
    const { out } = await ctl(['token', 'create', 'night shift', '--expires-in', '1h']);
    const env = { FAILOVER_API_TOKEN: out.trim() };
    expect(await ctl(['vms'], { env })).toMatchObject({ exit: 0 });
    const refused = await ctl(['live', 'host-7', '--yes'], { env });
    expect([refused.exit, refused.err]).toEqual([3, expect.stringContaining('operator')]);
    const nobody = await ctl(['vms'], { env: { FAILOVER_API_TOKEN: 'x'.repeat(32) } });
    expect([nobody.exit, nobody.err]).toEqual([3, expect.stringContaining('FAILOVER_API_TOKEN')]);
  });

  it('completes commands and VMs in bash', () => {
    const bin = join(stack.folder, 'bin');
    mkdirSync(bin);
    symlinkSync(FAILOVERCTL, join(bin, 'failoverctl'));
    const complete = (line: string): string[] => {
      const script = `source <(failoverctl completion bash); COMP_WORDS=(${line}); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _failoverctl; printf '%s\\n' "\${COMPREPLY[@]}"`;
      const env = { ...envOf(stack), PATH: `${bin}:${process.env.PATH ?? ''}` };
      return spawnSync('bash', ['-c', script], { env, encoding: 'utf8' }).stdout.trim().split('\n');
    };
    expect(complete('failoverctl roll')).toEqual(['rollback']);
    expect(complete('failoverctl live host-7')).toEqual(['host-7']);
    expect(complete("failoverctl networks ''")).toEqual(['list', 'show', 'map', 'clear', 'help']);
  });

  describe.skipIf(lacks('python'))('on a terminal', () => {
    it('asks for the name of the VM, and draws a bar', async () => {
      const vm = fresh();
      const refused = await ctl(['live', vm.name], { terminal: true, input: 'yes\n' });
      expect([refused.exit, refused.out]).toEqual([8, expect.stringContaining('Not confirmed: nothing was done.')]);
      const { exit, out } = await ctl(['live', vm.name, '--watch'], { terminal: true, input: `${vm.name}\n` });
      expect(exit, out).toBe(0);
      expect(out).toContain('\x1b[36m');
      expect(drawn(out).find((line) => line.includes('100 %'))).toMatch(/live failover {2}█{20} {2}100 %/);
    });

    it('shows no colour where none is wanted', async () => {
      const { exit, out } = await ctl(['vms'], { terminal: true, env: { NO_COLOR: '1' } });
      expect(exit).toBe(0);
      expect(out).not.toContain('\x1b[');
    });
  });
});
