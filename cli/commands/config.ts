import type { Command } from 'commander';
import type { Schemas } from '../../client/api.js';
import { action, confirm, type World } from '../lib/context.js';
import { EXIT } from '../lib/exit.js';
import { readObject } from '../lib/files.js';
import { facts, table } from '../lib/terminal.js';

export function configCommands(program: Command, world: World): void {
  const config = program.command('config').description('CloudStack targets (a token of an admin is needed)');

  config
    .command('list', { isDefault: true })
    .description('all configurations')
    .action(
      action(world, async (context) => {
        const { configs } = await context.body(context.api.GET('/ossea-configs'));
        context.answer(configs, () =>
          configs.length === 0
            ? ['There is none: nothing can be failed over. `failoverctl config set NAME FILE` writes one.']
            : table(
                ['NAME', 'ACTIVE', 'ZONE', 'API'],
                configs.map((each) => [each.name, each.is_active ? 'yes' : 'no', each.zone, each.api_url]),
              ),
        );
      }),
    );

  const named = (name: string, description: string): Command =>
    config.command(name).description(description).argument('<name>', 'of the configuration');

  named('show', 'one configuration, keys masked').action(
    action(world, async (context, _options, name = '') => {
      const params = { path: { name } };
      const answer = await context.body(context.api.GET('/ossea-configs/{name}', { params }));
      context.answer(answer.config, (shown) =>
        facts(Object.entries(shown).map(([field, value]) => [field, value === null ? null : String(value)])),
      );
    }),
  );

  named('set', 'create or replace a configuration; without keys the stored ones stay')
    .argument('<file>', 'JSON or YAML; - is standard input')
    .action(
      action(world, async (context, _options, name = '', file = '') => {
        const body = (await readObject(file)) as Schemas['OsseaConfigInput'];
        const answer = await context.body(
          context.api.PUT('/ossea-configs/{name}', { params: { path: { name } }, body }),
        );
        context.answer(answer, ({ config: { is_active } }) => [
          `Configuration ${name} is written.`,
          `  failoverctl config test ${name}`,
          ...(is_active ? [] : [`  failoverctl config activate ${name}`]),
        ]);
      }),
    );

  named('test', 'ask CloudStack whether a configuration works, and what its key may not do').action(
    action(world, async (context, _options, name = '') => {
      const params = { path: { name } };
      const answer = await context.body(context.api.POST('/ossea-configs/{name}/test', { params }));
      const { is_valid, message, cloudstack_version, problems, missing_commands, missing_optional_commands } = answer;
      const version = cloudstack_version === null ? '' : ` (CloudStack ${cloudstack_version})`;
      context.answer(answer, () => [
        context.paint(is_valid ? 'good' : 'bad', `${is_valid ? '✓' : '✕'} ${message}${version}`),
        ...problems.map((problem) => `- ${problem}`),
        ...missing_commands.map((command) => `- The key may not call ${command}`),
        ...missing_optional_commands.map(
          ({ commands, lost }) => `- The key may not call ${commands.join(', ')}: ${lost}`,
        ),
      ]);
      return is_valid ? EXIT.done : EXIT.badNews;
    }),
  );

  named('activate', 'make this the one active configuration').action(
    action(world, async (context, _options, name = '') => {
      const params = { path: { name } };
      const answer = await context.body(context.api.POST('/ossea-configs/{name}/activate', { params }));
      context.answer(answer, ({ message }) => [`${message}.`]);
    }),
  );

  named('delete', 'delete a configuration that nothing uses')
    .option('-y, --yes', 'do not ask')
    .action(
      action<{ yes?: true }>(world, async (context, { yes }, name = '') => {
        await confirm(context, `Delete configuration ${name} with its keys.`, yes === true);
        const params = { path: { name } };
        const answer = await context.body(context.api.DELETE('/ossea-configs/{name}', { params }));
        context.answer(answer, ({ message }) => [`${message}.`]);
      }),
    );
}
