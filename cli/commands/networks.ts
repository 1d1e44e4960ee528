import type { Command } from 'commander';
import type { Mapping } from '../../client/api.js';
import { action, confirm, type Context, type World } from '../lib/context.js';
import { usage } from '../lib/exit.js';
import { pairs } from '../lib/files.js';
import { findVm } from '../lib/find.js';
import { table } from '../lib/terminal.js';

interface MapOptions {
  live?: string[];
  test?: string[];
}

export function networkCommands(program: Command, world: World): void {
  const networks = program.command('networks').description('CloudStack networks, and where the networks of a VM lead');

  networks
    .command('list', { isDefault: true })
    .description('CloudStack networks usable as destinations')
    .option('--config <name>', 'of another configuration than the active one')
    .action(
      action<{ config?: string }>(world, async (context, { config }) => {
        const query = config === undefined ? {} : { config };
        const answer = await context.body(context.api.GET('/networks/available', { params: { query } }));
        context.answer(answer.networks, (found) =>
          table(
            ['NETWORK', 'TYPE', 'STATE', 'CIDR', 'DHCP', 'ID'],
            found.map((each) => [
              each.name,
              each.type,
              each.state ?? '–',
              each.cidr ?? '–',
              each.has_dhcp ? 'yes' : 'no',
              each.id,
            ]),
          ),
        );
      }),
    );

  networks
    .command('show')
    .description('the mappings of a VM')
    .argument('<vm>', 'name or id of a VM')
    .action(
      action(world, async (context, _options, name = '') => {
        const { vm_id } = await findVm(context, name);
        show(context, await mappingsOf(context, vm_id));
      }),
    );

  networks
    .command('map')
    .description('map networks of a VM; those that are not named stay as they are')
    .argument('<vm>', 'name or id of a VM')
    .option('--live <source=destination...>', 'for live failovers: source network=id or name in CloudStack')
    .option('--test <source=destination...>', 'for test failovers: never a network of production')
    .action(action<MapOptions>(world, map));

  networks
    .command('clear')
    .description('delete all mappings of a VM')
    .argument('<vm>', 'name or id of a VM')
    .option('-y, --yes', 'do not ask')
    .action(
      action<{ yes?: true }>(world, async (context, { yes }, name = '') => {
        const vm = await findVm(context, name);
        await confirm(context, `Delete all network mappings of ${vm.name}.`, yes === true);
        const params = { path: { vm_id: vm.vm_id } };
        const answer = await context.body(context.api.DELETE('/network-mappings/{vm_id}', { params }));
        context.answer(answer, ({ deleted_mappings }) => [`${deleted_mappings} mappings deleted.`]);
      }),
    );
}

async function mappingsOf({ api, body }: Context, vm_id: string): Promise<Mapping[]> {
  return (await body(api.GET('/network-mappings/{vm_id}', { params: { path: { vm_id } } }))).mappings;
}

async function map(context: Context, { live, test }: MapOptions, name = ''): Promise<void> {
  const given = [
    ...pairs(live).map((pair) => ({ pair, is_test_network: false })),
    ...pairs(test).map((pair) => ({ pair, is_test_network: true })),
  ].map(({ pair: [source_network_name, destination_network_id], is_test_network }) => ({
    source_network_name,
    destination_network_id,
    is_test_network,
  }));
  if (given.length === 0) throw usage('Say what to map: --live SOURCE=DESTINATION, --test SOURCE=DESTINATION');
  const { vm_id } = await findVm(context, name);
  const isGiven = (old: Mapping): boolean =>
    given.some(
      (each) => each.source_network_name === old.source_network_name && each.is_test_network === old.is_test_network,
    );
  const kept = (await mappingsOf(context, vm_id))
    .filter((old) => !isGiven(old))
    .map(({ source_network_name, destination_network_id, is_test_network }) => ({
      source_network_name,
      destination_network_id,
      is_test_network,
    }));
  const params = { path: { vm_id } };
  const answer = await context.body(
    context.api.PUT('/network-mappings/{vm_id}', { params, body: { mappings: [...kept, ...given] } }),
  );
  show(context, answer.mappings);
}

function show(context: Context, mappings: Mapping[]): void {
  context.answer(mappings, () =>
    mappings.length === 0
      ? ['Nothing is mapped. `failoverctl networks map VM --live SOURCE=DESTINATION` does it.']
      : table(
          ['SOURCE', 'FOR', 'DESTINATION', 'ID'],
          mappings.map((each) => [
            each.source_network_name,
            each.is_test_network ? 'test' : 'live',
            each.destination_network_name,
            each.destination_network_id,
          ]),
        ),
  );
}
