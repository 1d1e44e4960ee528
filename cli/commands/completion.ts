import { Argument, type Command } from 'commander';
import { action, type Context, type World } from '../lib/context.js';
import { candidates, SCRIPTS, SHELLS, type Shell } from '../lib/completion.js';
import { allVms } from '../lib/find.js';

/** Whoever presses the tab key does not wait longer. */
const PATIENCE_MS = 1_500;

export function completionCommands(program: Command, world: World): void {
  program
    .command('completion')
    .description('what makes the tab key work: source <(failoverctl completion bash)')
    .addArgument(new Argument('<shell>').choices(SHELLS))
    .action(
      action(world, async ({ world: { terminal } }, _options, shell = '') => {
        terminal.stdout.write(`${SCRIPTS[shell as Shell]}\n`);
      }),
    );

  program
    .command('complete', { hidden: true })
    .argument('[words...]')
    .action(
      action(world, async (context, _options, words) => {
        const found = await candidates(program, (words ?? []) as unknown as string[], (kind) => names(context, kind));
        context.say(...found);
      }),
    );
}

/** A name with a blank would be taken for two words; its VM has an id, too. */
async function names(context: Context, kind: 'vm' | 'run'): Promise<string[]> {
  const asked = kind === 'vm' ? vmNames(context) : runIds(context);
  const late = new Promise<string[]>((resolve) => setTimeout(resolve, PATIENCE_MS, []).unref());
  // Without an API nothing is completed, and nothing is said: the line is still being typed.
  return Promise.race([asked.catch(() => []), late]);
}

async function vmNames(context: Context): Promise<string[]> {
  return (await allVms(context)).map(({ name, vm_id }) => (/^\S+$/.test(name) ? name : vm_id));
}

async function runIds({ api, body }: Context): Promise<string[]> {
  const { jobs } = await body(api.GET('/failover/jobs', { params: { query: { limit: 20 } } }));
  return jobs.map(({ job_id }) => job_id);
}
