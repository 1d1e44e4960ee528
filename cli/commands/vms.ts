import type { Command } from 'commander';
import type { VmSummary } from '../../client/api.js';
import { secondsSince, span, statusWords, symbolOf, toneOf } from '../../client/words.js';
import { action, type World } from '../lib/context.js';
import { EXIT } from '../lib/exit.js';
import { allVms, findVm } from '../lib/find.js';
import { table, type Paint } from '../lib/terminal.js';

const ago = (time: string): string => `${span(secondsSince(time))} ago`;

export function vmCommands(program: Command, world: World): void {
  program
    .command('vms')
    .description('the inventory: state, readiness as last asked, age of the data')
    .argument('[search]', 'part of a name or id')
    .action(
      action(world, async (context, _options, search?: string) => {
        const vms = await allVms(context, search);
        context.answer(vms, () =>
          vms.length === 0
            ? [nothing(search)]
            : table(
                HEADS,
                vms.map((vm) => row(vm, context.paint)),
              ),
        );
      }),
    );

  program
    .command('readiness')
    .description('whether a failover would be accepted now, and what to do where not')
    .argument('<vm>', 'name or id of a VM')
    .option('--test', 'for a test failover instead of a live one')
    .action(
      action<{ test?: true }>(world, async (context, { test }, name = '') => {
        const { api, body, paint } = context;
        const vm = await findVm(context, name);
        const params = { path: { vm_id: vm.vm_id }, query: { type: test ? ('test' as const) : ('live' as const) } };
        const readiness = await body(api.GET('/vms/{vm_id}/failover-readiness', { params }));
        context.answer(readiness, ({ is_valid, validation_result, required_actions, readiness_score }) => [
          is_valid
            ? paint('good', `✓ ${vm.name} is ready`)
            : paint('bad', `✕ ${vm.name} is not ready: a start would be refused`),
          `${Math.round(readiness_score)} % of the checks pass.`,
          '',
          ...validation_result.checks.map(
            ({ status, check_name, message }) => `${paint(toneOf(status), symbolOf(status))} ${check_name}: ${message}`,
          ),
          ...(required_actions.length === 0 ? [] : ['', 'What to do:', ...required_actions.map((each) => `- ${each}`)]),
        ]);
        return readiness.is_valid ? EXIT.done : EXIT.badNews;
      }),
    );
}

const nothing = (search?: string): string =>
  search === undefined
    ? 'The inventory is empty. Replication writes it, or `failoverctl import FILE`.'
    : `No VM has ${search} in its name or id.`;

const HEADS = ['VM', 'ID', 'STATE', 'DATA', 'RUN', 'READY FOR LIVE, AS LAST ASKED'];

function row(vm: VmSummary, paint: Paint): string[] {
  const { failover_state, oldest_sync, held_by, resync_required } = vm;
  return [
    vm.name,
    vm.vm_id,
    paint(toneOf(failover_state), statusWords(failover_state)),
    resync_required ? paint('bad', 'needs a full sync') : oldest_sync === null ? 'never synced' : ago(oldest_sync),
    held_by ?? '–',
    readiness(vm.last_readiness.live, paint),
  ];
}

function readiness(last: VmSummary['last_readiness']['live'], paint: Paint): string {
  if (last === null) return paint('faint', 'not asked yet');
  const when = paint('faint', `(${span(last.age_seconds)} ago)`);
  if (last.is_ready) return `${paint('good', '✓ ready')} ${when}`;
  return `${paint('bad', '✕')} ${last.failing?.message ?? 'not ready'} ${when}`;
}
