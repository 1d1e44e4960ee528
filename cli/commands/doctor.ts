import type { Command } from 'commander';
import { ApiFailure, type Schemas } from '../../client/api.js';
import { symbolOf, toneOf } from '../../client/words.js';
import { action, type Context, type World } from '../lib/context.js';
import { EXIT } from '../lib/exit.js';
import { lookAround } from '../lib/look-around.js';
import { table, type Paint } from '../lib/terminal.js';

type Finding = Schemas['Finding'];

export function doctorCommand(program: Command, world: World): void {
  program
    .command('doctor')
    .description('look at everything a failover needs, and say how to mend what is wrong')
    .action(
      action(world, async (context) => {
        const findings = await examine(context);
        context.answer(findings, () => findingLines(findings, context.paint));
        return findings.some(({ status }) => status === 'fail') ? EXIT.badNews : EXIT.done;
      }),
    );
}

/** What can be found out from here: by the API where it answers, else by this machine's own settings. */
async function examine(context: Context): Promise<Finding[]> {
  const { api, body, url, world } = context;
  try {
    await body(api.GET('/debug/health'));
  } catch (error) {
    return [unreachable(url, error), ...(await lookAround(url))];
  }
  const answers = { name: 'API', status: 'pass' as const, message: `${url} answers`, cure: null };
  try {
    const { name, role } = await body(api.GET('/session'));
    const token: Finding = { name: 'Token', status: 'pass', message: `${name}, ${role}`, cure: null };
    if (role === 'viewer') return [answers, { ...token, ...TOO_LITTLE }];
    const { findings, version } = await body(api.POST('/debug/diagnosis'));
    return [answers, token, sameVersion(world.version, version), ...findings];
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error;
    if (error.code === 'UNAUTHORIZED') return [answers, badToken(context)];
    return [answers, { name: 'API', status: 'fail', message: error.message, cure: error.remedies.join(' ') || LOG }];
  }
}

const LOG = "The API's log says more.";
const TOO_LITTLE = {
  status: 'unknown',
  message: 'a viewer may not look further',
  cure: 'Use the token of an operator or an admin.',
} as const;

function unreachable(url: string, error: unknown): Finding {
  if (!(error instanceof ApiFailure)) throw error;
  const other = error.code === 'UNKNOWN';
  return {
    name: 'API',
    status: 'fail',
    message: other ? `something else than the API answers at ${url}` : `${url} does not answer`,
    cure: other
      ? 'Correct --url or FAILOVER_API_URL.'
      : 'Start it (make up, or npm run api; its log says why when it ends), or correct --url or FAILOVER_API_URL.',
  };
}

function badToken({ token }: Context): Finding {
  return {
    name: 'Token',
    status: 'fail',
    message: token === undefined ? 'none is given' : 'the API does not know it, or it has expired or was revoked',
    cure: 'Set FAILOVER_API_TOKEN; an admin makes one by `failoverctl token create NAME --role operator`.',
  };
}

function sameVersion(ours: string, theirs: string): Finding {
  const name = 'Versions';
  if (ours === theirs) return { name, status: 'pass', message: `API and failoverctl ${ours}`, cure: null };
  return {
    name,
    status: 'warning',
    message: `the API is ${theirs}, failoverctl ${ours}`,
    cure: 'Use the failoverctl of the same version as the API.',
  };
}

export function findingLines(findings: readonly Finding[], paint: Paint): string[] {
  const rows = findings.map(({ name, status, message, cure }) => ({
    row: [paint(toneOf(status), symbolOf(status)), name, message],
    cure,
  }));
  const lines = table(
    ['', '', ''],
    rows.map(({ row }) => row),
  ).slice(1);
  const wrong = findings.filter(({ status }) => status !== 'pass').length;
  return [
    ...lines.flatMap((line, i) => [line, ...(rows[i]?.cure ? [`     → ${rows[i].cure}`] : [])]),
    '',
    wrong === 0 ? paint('good', 'Nothing is wrong.') : `${wrong} of ${findings.length} are not as they should be.`,
  ];
}
