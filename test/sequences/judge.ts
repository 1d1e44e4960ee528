import { broken, type Stand } from '../matrix/checker.js';
import { rulesBroken } from '../matrix/rules/kept.js';
import { isRead, tracesOf, type Traces } from '../matrix/rules/traces.js';
import type { Effect, LoggedRequest, SimulatedState } from '../support/driver.js';
import type { Played } from './player.js';

/** Everything that CloudStack saw of an estate, from its beginning. */
export interface Logs {
  requests: readonly LoggedRequest[];
  effects: readonly Effect[];
  /** Its jobs, and the ids of whatever there was. */
  last: SimulatedState;
}

/** What became of where the replicas are, by the kind and the end of a job. */
const STANDS: Record<string, Stand> = {
  'live completed': 'destination',
  'live failed': 'home',
  'live cancelled': 'home',
  'test completed': 'home',
  'test failed': 'home',
  'test cancelled': 'home',
  'rollback completed': 'home',
  'rollback failed': 'home',
  'rollback cancelled': 'destination',
  'commit completed': 'committed',
  'commit cancelled': 'destination',
};

/** Every rule that one ended job has broken, by CloudStack as it stood then and all it was asked; empty where it kept them all. */
export function judged(played: Played, logs: Logs): string[] {
  const { vm, kind, status, steps, asked, before, after } = played;
  const stands = STANDS[`${kind} ${status.status}`];
  if (stands === undefined) return [`no ${kind} may end ${status.status}`];
  const within = <T extends { at: string }>(log: readonly T[]): T[] =>
    log.filter(({ at }) => at >= played.since && at <= played.until);
  const [requests, effects] = [within(logs.requests), within(logs.effects)];
  const deployed = requests.find(
    ({ command, params }) =>
      command === 'deployVirtualMachine' &&
      (params.name === vm.name || params.name?.startsWith(`${vm.name}-test-`) === true),
  );
  const named = { ...vm, name: deployed?.params.name ?? vm.name };
  const state = { ...after, jobs: logs.last.jobs };
  const traces = tracesOf(named, requests, effects, logs.last, status.strategy);
  const resync = toBeSynced(played);
  const left = ((status.outcome?.left_behind ?? []) as string[]).length > 0;
  const told = { status, steps, stands, returns: kind === 'test', asked };
  const found = [
    ...broken({ vm: named, stands }, before, state, traces.effects),
    // A follow-up that was cancelled before it did anything says nothing of the failover that it was about.
    ...(stands === STANDS[`${kind} completed`] || stands === 'home' ? rulesBroken(told, traces, state) : []),
  ].filter(
    (what) =>
      // Said to be so, and asked for to be mended: what the rules demand then (R7).
      !resync.some((id) => what.includes(id) && /content_sha256|^R7|reverted/.test(what)) &&
      !(left && /left behind|never undone/.test(what)),
  );
  const needless = resync.length > 0 && !played.altered && asked !== 'abandon';
  const wrong = [
    ...found,
    ...(needless ? [`a full sync of ${resync.join(', ')} is asked for, though nobody gave a revert up`] : []),
    ...misjudged(played, stands),
  ];
  return wrong.length === 0
    ? []
    : [...wrong, `it said ${JSON.stringify(status)}`, ...changes(traces).map((line) => `  ${line}`)];
}

/** What was asked of CloudStack and what it did, for whoever looks into a rule that was broken. */
function changes({ requests, effects }: Traces): string[] {
  const asked = requests
    .filter((request) => !isRead(request))
    .map(({ at, command, params, fault, errorcode }) => ({
      at,
      line: `${command} ${params.id ?? params.volumeid ?? params.name ?? ''} ${params.customjobid ?? ''} ${fault ?? ''} ${errorcode ?? ''}`,
    }));
  const done = effects.map(({ at, command, object_id, summary }) => ({
    at,
    line: `${command} ${object_id} → ${summary}`,
  }));
  return [...asked, ...done].sort((a, b) => a.at.localeCompare(b.at)).map(({ at, line }) => `${at} ${line}`);
}

/** Replicas of which the API says that only a full sync mends them. */
function toBeSynced({ vm, standing }: Played): string[] {
  return vm.disks
    .filter(({ disk_id }) => standing.disks.some((disk) => disk.disk_id === disk_id && disk.resync_required))
    .map(({ volume_id }) => volume_id);
}

/** What the API says of the VM that is not so. */
function misjudged({ jobId, standing }: Played, stands: Stand): string[] {
  const { failover_state, replication_allowed, held_by } = standing;
  const home = stands === 'home';
  const right = home
    ? failover_state === 'ready' && replication_allowed && held_by === null
    : failover_state === 'failed_over' && !replication_allowed && held_by !== null;
  return right ? [] : [`after ${jobId} the VM is said to be ${JSON.stringify(standing)}, its replicas: ${stands}`];
}
