import { Option, type Command } from 'commander';
import { action, confirm, type World } from '../lib/context.js';
import { usage } from '../lib/exit.js';
import { table } from '../lib/terminal.js';

const ROLES = ['viewer', 'operator', 'admin'] as const;
type Role = (typeof ROLES)[number];

export function tokenCommands(program: Command, world: World): void {
  const token = program.command('token').description('API tokens (a token of an admin is needed)');

  token
    .command('list', { isDefault: true })
    .description('all tokens, without their secrets')
    .action(
      action(world, async (context) => {
        const { tokens } = await context.body(context.api.GET('/tokens', { params: { query: { limit: 500 } } }));
        context.answer(tokens, () =>
          table(
            ['ID', 'NAME', 'ROLE', 'LAST USED', 'HOLDS UNTIL'],
            tokens.map(({ id, name, role, last_used_at, expires_at, revoked_at }) => [
              String(id),
              name,
              role,
              last_used_at ?? 'never',
              revoked_at === null ? (expires_at ?? 'it is revoked') : `revoked ${revoked_at}`,
            ]),
          ),
        );
      }),
    );

  token
    .command('create')
    .description('make a token; it is shown this once')
    .argument('<name>', 'who will bear it')
    .addOption(new Option('--role <role>', 'what it may do').choices(ROLES).default('viewer'))
    .option('--expires-in <duration>', 'how long it holds, e.g. 720h; without it until it is revoked')
    .action(
      action<{ role: Role; expiresIn?: string }>(world, async (context, { role, expiresIn }, name = '') => {
        const body = { name, role, ...(expiresIn === undefined ? {} : { expires_in: expiresIn }) };
        const answer = await context.body(context.api.POST('/tokens', { body }));
        // The secret alone on standard output: TOKEN=$(failoverctl token create …)
        if (!context.json)
          context.world.terminal.stderr.write(`Token ${answer.token.id} for ${name}, ${role}. Shown this once:\n`);
        context.answer(answer, ({ secret }) => [secret]);
      }),
    );

  token
    .command('revoke')
    .description('refuse a token from now on, for good')
    .argument('<id>', 'as `token list` shows it')
    .option('-y, --yes', 'do not ask')
    .action(
      action<{ yes?: true }>(world, async (context, { yes }, id = '') => {
        if (!/^\d+$/.test(id))
          throw usage(`${id} is not the number of a token`, '`failoverctl token list` shows them.');
        await confirm(context, `Revoke token ${id}: whoever bears it is refused at once.`, yes === true);
        const params = { path: { token_id: Number(id) } };
        const answer = await context.body(context.api.DELETE('/tokens/{token_id}', { params }));
        context.answer(answer, ({ message }) => [`${message}.`]);
      }),
    );
}
