import { Option, type Command } from 'commander';
import type { DryRun, Schemas, VmSummary } from '../../client/api.js';
import { action, confirm, type Context, type World } from '../lib/context.js';
import { dryRunLines } from '../lib/dry-run-view.js';
import { EXIT, usage, type ExitCode } from '../lib/exit.js';
import { pairs, readObject } from '../lib/files.js';
import { findVm } from '../lib/find.js';
import { started, startedOptions, type StartedOptions } from '../lib/started.js';

interface StartOptions extends StartedOptions {
  network?: string[];
  reason?: string;
  name?: string;
  protection?: string;
  customConfig?: string;
  skipValidation?: true;
}
interface LiveOptions extends StartOptions {
  skipSnapshot?: true;
  commitAfter?: string;
  acceptRunningSource?: true;
  yes?: true;
}
interface TestOptions extends StartOptions {
  for?: string;
  untilEnded?: true;
}

export function startCommands(program: Command, world: World): void {
  const common = (command: Command): Command =>
    command
      .argument('<vm>', 'name or id of a VM')
      .option('-r, --reason <text>', 'why; it is recorded')
      .option('-n, --network <source=destination...>', 'a destination other than the stored mapping, by id or name')
      .option('--name <name>', 'of the destination VM')
      .option('--skip-validation', 'skip advice (never safety)')
      .option('--custom-config <file>', 'the rest of custom_config, as JSON or YAML');
  const ofLive = (command: Command): Command =>
    command
      .option('--skip-snapshot', 'take no rollback snapshots: faster, and no way back')
      .option('--commit-after <duration>', 'delete the rollback snapshots so long after completion, e.g. 720h')
      .option('--accept-running-source', 'the source is powered on in the inventory: accept two live copies');
  const ofTest = (command: Command): Command =>
    command
      .option('-d, --for <duration>', "how long the test VM stays up, e.g. 90m (the API's default: 2h)")
      .option('--until-ended', 'no deadline: it stays up until it is ended')
      .addOption(new Option('--protection <how>', 'how the replicas are kept').choices(STRATEGIES));

  startedOptions(ofLive(common(program.command('live').description('start a live failover: permanent'))))
    .option('-y, --yes', 'do not ask')
    .action(action<LiveOptions>(world, live));
  startedOptions(
    ofTest(common(program.command('test').description('start a test failover: reversible, on its test networks'))),
  ).action(action<TestOptions>(world, test));
  ofTest(ofLive(common(program.command('dry-run').description('what a start would do; nothing is changed'))))
    .option('--test', 'of a test failover instead of a live one')
    .option('--calls', 'show every CloudStack call')
    .action(action<LiveOptions & TestOptions & { test?: true; calls?: true }>(world, dryRun));
}

const STRATEGIES = ['auto', 'vm-snapshot', 'volume-snapshot', 'clone'];

async function asked(
  vm: VmSummary,
  options: StartOptions & Partial<LiveOptions>,
): Promise<Schemas['LiveFailoverRequest']> {
  const { reason, name, protection, customConfig, commitAfter } = options;
  const custom_config = {
    ...(customConfig === undefined ? {} : await readObject(customConfig)),
    ...(name === undefined ? {} : { name }),
    ...(protection === undefined ? {} : { protection }),
    ...(options.skipSnapshot ? { skip_snapshot: true } : {}),
    ...(commitAfter === undefined ? {} : { commit_after: commitAfter }),
    ...(options.acceptRunningSource ? { source_running: 'accept' } : {}),
  } as Schemas['CustomConfig'];
  return {
    vm_id: vm.vm_id,
    network_mappings: Object.fromEntries(pairs(options.network)),
    custom_config,
    skip_validation: options.skipValidation ?? false,
    ...(reason === undefined ? {} : { reason }),
  };
}

function testTime({ for: test_duration, untilEnded }: TestOptions): { test_duration?: string; auto_cleanup?: false } {
  if (untilEnded && test_duration !== undefined) throw usage('--for and --until-ended exclude each other');
  return { ...(test_duration === undefined ? {} : { test_duration }), ...(untilEnded ? { auto_cleanup: false } : {}) };
}

async function live(context: Context, options: LiveOptions, name = ''): Promise<ExitCode> {
  const vm = await findVm(context, name);
  const request = await asked(vm, options);
  if (!options.yes) {
    // What is confirmed is what would happen now; a refusal is told before anybody types.
    const preview = await context.body(context.api.POST('/failover/dry-run', { body: { ...request, type: 'live' } }));
    context.say(...dryRunLines(preview, context.paint), '');
    if (!preview.would_start) return EXIT.refused;
    await confirm(context, `Live failover of ${vm.name} (${vm.vm_id}): it becomes the production VM.`, false, vm.name);
  }
  return started(context, options, (key) =>
    context.api.POST('/failover/live', { params: { header: { 'idempotency-key': key } }, body: request }),
  );
}

async function test(context: Context, options: TestOptions, name = ''): Promise<ExitCode> {
  const vm = await findVm(context, name);
  const request = { auto_cleanup: true, ...(await asked(vm, options)), ...testTime(options) };
  return started(
    context,
    options,
    (key) => context.api.POST('/failover/test', { params: { header: { 'idempotency-key': key } }, body: request }),
    // The rest takes hours, and ends by itself.
    ({ status }) => status === 'test_running',
  );
}

type DryRunOptions = LiveOptions & TestOptions & { test?: true; calls?: true };

async function dryRun(context: Context, options: DryRunOptions, name = ''): Promise<ExitCode> {
  const request = { ...(await asked(await findVm(context, name), options)), ...testTime(options) };
  const type = options.test ? ('test' as const) : ('live' as const);
  const preview: DryRun = await context.body(context.api.POST('/failover/dry-run', { body: { ...request, type } }));
  context.answer(preview, () => dryRunLines(preview, context.paint, options.calls));
  return preview.would_start ? EXIT.done : EXIT.badNews;
}
