import { isGrpcServiceError } from '@temporalio/client';
import { SchemaError } from '../../db/index.js';
import { VERSION, versionOf } from '../../domain/version.js';
import { compareClocks } from '../../readiness/checks/clock.js';
import { findTarget, type Target } from '../cloudstack.js';
import type { ApiDeps, TemporalState } from '../deps.js';
import { ApiError } from '../errors.js';
import { testConfig, type ConfigReport } from '../ossea-configs/service.js';
import type { Finding } from './schemas.js';

export type DiagnosisDeps = Pick<ApiDeps, 'db' | 'lookAtTemporal' | 'cloudstack' | 'readinessBounds'>;

/** Looks at everything a failover needs, now; changes nothing. What could not be asked is `unknown`, never `pass`. */
export async function diagnose(deps: DiagnosisDeps): Promise<Finding[]> {
  const [database, temporal, cloudstack] = await Promise.all([ofDatabase(deps), ofTemporal(deps), ofCloudStack(deps)]);
  return [...database, ...temporal, ...cloudstack];
}

const pass = (name: string, message: string): Finding => ({ name, status: 'pass', message, cure: null });
const fail = (name: string, message: string, cure: string): Finding => ({ name, status: 'fail', message, cure });
const unknown = (name: string, message: string, cure: string | null = null): Finding => ({
  name,
  status: 'unknown',
  message,
  cure,
});
const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Whether it answers, and with the schema of this build. */
export async function ofDatabase({ db }: Pick<DiagnosisDeps, 'db'>): Promise<Finding[]> {
  try {
    await db.checkSchema();
    return [pass('Database', `${db.engine} answers, and its schema is the one of this build`)];
  } catch (error) {
    if (error instanceof SchemaError)
      return [pass('Database', `${db.engine} answers`), fail('Schema', error.what, error.cure)];
    return [fail('Database', `does not answer: ${words(error)}`, 'Start the database, or correct DATABASE_URL.')];
  }
}

export async function ofTemporal({ lookAtTemporal }: Pick<DiagnosisDeps, 'lookAtTemporal'>): Promise<Finding[]> {
  let state: TemporalState;
  try {
    state = await lookAtTemporal();
  } catch (error) {
    return [temporalTrouble(error)];
  }
  const { address, version, namespace } = state;
  return [
    pass('Temporal', `${address} answers, version ${version}, namespace ${namespace}`),
    searchAttributes(state),
    ...workers(state),
  ];
}

/** NOT_FOUND, PERMISSION_DENIED and UNAUTHENTICATED of gRPC. */
const [NOT_FOUND, ...DENIED] = [5, 7, 16];

function temporalTrouble(error: unknown): Finding {
  const cause = rootOf(error);
  const code = isGrpcServiceError(cause) ? Number(cause.code) : undefined;
  const said = isGrpcServiceError(cause) ? cause.details : words(cause);
  if (code === NOT_FOUND || words(cause).startsWith('Namespace'))
    return fail(
      'Temporal',
      `answers, but has no such namespace: ${said}`,
      'Create it (temporal operator namespace create -n NAME), or correct TEMPORAL_NAMESPACE.',
    );
  if (code !== undefined && DENIED.includes(code))
    return fail('Temporal', `lets us not in: ${said}`, 'Correct TEMPORAL_API_KEY or TEMPORAL_TLS_*.');
  return fail('Temporal', `does not answer: ${said}`, 'Start the Temporal server, or correct TEMPORAL_ADDRESS.');
}

function rootOf(error: unknown): unknown {
  return error instanceof Error && error.cause instanceof Error ? rootOf(error.cause) : error;
}

function searchAttributes({ missing_search_attributes: missing, namespace }: TemporalState): Finding {
  const name = 'Search attributes';
  if (missing === null) return unknown(name, 'the server shows nobody which it has');
  if (missing.length === 0) return pass(name, 'all are there');
  const each = missing.map((attribute) => `--name ${attribute} --type Keyword`).join(' ');
  return fail(
    name,
    `${missing.join(', ')} missing: runs cannot be found by it in Temporal`,
    `temporal operator search-attribute create -n ${namespace} ${each}; then start the API and the workers anew.`,
  );
}

function workers({ workers: seen, task_queue }: TemporalState): Finding[] {
  if (seen.length === 0)
    return [
      fail(
        'Workers',
        `none asks for work on the task queue ${task_queue}: runs wait`,
        'Start one (npm run worker) with the same TEMPORAL_* and FAILOVER_TASK_QUEUE; its log says why when it ends.',
      ),
    ];
  const others = [...new Set(seen.map(versionOf))].filter((version) => version !== VERSION);
  if (others.length === 0)
    return [pass('Workers', `${seen.length} on the task queue ${task_queue}, version ${VERSION}`)];
  return [
    {
      name: 'Workers',
      status: 'warning',
      message: `${seen.join(', ')}: not all are of version ${VERSION}, as this API is`,
      cure: 'Bring workers and API to the same version, workers first.',
    },
  ];
}

/** The active configuration; `failoverctl config test NAME` looks at another one. */
export async function ofCloudStack(
  deps: Pick<DiagnosisDeps, 'db' | 'cloudstack' | 'readinessBounds'>,
): Promise<Finding[]> {
  let target: Target | null;
  try {
    target = await deps.db.uow.read((repos) => findTarget(deps, repos, null));
  } catch (error) {
    if (error instanceof ApiError)
      return [fail('Configuration', error.message, error.extras.required_actions?.join(' ') ?? '')];
    return [unknown('Configuration', 'it is in the database')];
  }
  if (target === null)
    return [
      fail(
        'Configuration',
        'there is no active one with keys: nothing can be failed over',
        'failoverctl config set NAME FILE, then failoverctl config activate NAME.',
      ),
    ];
  const configuration = pass('Configuration', `${target.config.name} is active`);
  try {
    return [configuration, await clock(target, deps), ...(await permissions(target))];
  } catch (error) {
    return [configuration, cloudStackTrouble(error, target)];
  }
}

function cloudStackTrouble(error: unknown, { config: { name, api_url } }: Target): Finding {
  // By its field, as the API's errors know it: what has none is a mistake of ours.
  if (!(error instanceof Error) || !('errorClass' in error)) throw error;
  if (error.errorClass === 'denied')
    return fail(
      'CloudStack key',
      `${api_url} refuses it: ${error.message}`,
      `Write the right keys (failoverctl config set ${name} FILE), or enable the account in CloudStack.`,
    );
  return fail(
    'CloudStack',
    `${api_url} does not answer as it should: ${error.message}`,
    `Start the management server, let this machine reach it, or correct api_url (failoverctl config set ${name} FILE).`,
  );
}

async function clock({ reads }: Target, { readinessBounds }: Pick<DiagnosisDeps, 'readinessBounds'>): Promise<Finding> {
  const found = await compareClocks(readinessBounds, (enoughMs) => reads.clockBounds(enoughMs));
  return { name: 'Clock', status: found.status, message: found.message, cure: found.action ?? null };
}

async function permissions(target: Target): Promise<Finding[]> {
  const { problems, cloudstack_version, ...missing } = await testConfig(target);
  const { name } = target.config;
  return [
    pass('CloudStack', `${target.config.api_url} answers, version ${cloudstack_version ?? 'hidden'}`),
    ofKey(missing),
    problems.length === 0
      ? pass('Target', 'zone, offering, template and appliance are there')
      : fail(
          'Target',
          problems.join('; '),
          `Correct configuration ${name} (failoverctl config set ${name} FILE), or what the key may see.`,
        ),
  ];
}

type Missing = Pick<ConfigReport, 'missing_commands' | 'missing_optional_commands'>;

function ofKey({ missing_commands, missing_optional_commands: optional }: Missing): Finding {
  const name = 'Permissions';
  const cure = "Allow these commands to the role of the key's account.";
  if (missing_commands.length > 0) return fail(name, `the key may not call ${missing_commands.join(', ')}`, cure);
  if (optional.length === 0) return pass(name, 'the key may call every command of a failover');
  const each = optional.map(({ commands, lost }) => `${commands.join(', ')}: ${lost}`);
  return { name, status: 'warning', message: `the key may not call ${each.join('; ')}`, cure };
}
