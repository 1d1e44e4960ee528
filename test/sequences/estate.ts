import PQueue from 'p-queue';
import { estateBroken } from '../matrix/checker.js';
import { notIsolated } from '../matrix/rules/isolated.js';
import { Driver } from '../support/driver.js';
import { testEstate, type Version } from '../support/estate.js';
import { effectsTwice } from '../support/outcome.js';
import { startTestStack } from '../support/stack.js';
import { Board } from './board.js';
import { judged } from './judge.js';
import type { Sequence } from './moves.js';
import { Player } from './player.js';

/** Sequences under way at once against one stack. */
const AT_ONCE = 25;
/** Between two kills: else no try would ever come to its end. */
const REST_MS = 20_000;
const WINDOWS = {
  STEP_BUDGET_SECONDS: '3',
  ATTENTION_AFTER_SECONDS: '6',
  // A busy machine must not look like a dead worker.
  HEARTBEAT_SECONDS: '4',
};

export interface Told {
  accepted: number;
  refused: number;
  kills: number;
  /** Kind and status of every job that ended; a live failover that was rolled back is one of each. */
  endings: string[];
  problems: string[];
}

/** Plays these sequences, each on a VM of its own of one fresh estate, by two workers of which one is killed again and again. */
export async function playAll(played: readonly Sequence[], version: Version): Promise<Told> {
  const stack = await startTestStack({ env: WINDOWS });
  try {
    await stack.add('worker');
    const driver = new Driver(stack);
    const estate = testEstate(
      played.map(({ shape }) => shape),
      { version },
    );
    await driver.load(estate);
    const before = await driver.state();
    const board = new Board(driver);
    let [kills, rested] = [0, 0];
    const kill = async (): Promise<boolean> => {
      if (Date.now() < rested) return false;
      rested = Infinity;
      await stack.kill('worker');
      await stack.restart('worker');
      rested = Date.now() + REST_MS;
      kills += 1;
      return true;
    };
    const players = estate.vms.flatMap((vm, i) => {
      const sequence = played[i];
      return sequence === undefined ? [] : [new Player(vm, sequence, driver, board, before, kill)];
    });
    const pool = new PQueue({ concurrency: AT_ONCE });
    const failed: string[] = [];
    await pool.addAll(
      players.map((player) => async () => {
        await player.play().catch((error: unknown) => failed.push(`${player.vm.name}: ${String(error)}`));
      }),
    );
    const [requests, effects, after] = [await driver.requests(), await driver.effects(), await driver.state()];
    const logs = { requests, effects, last: after };
    const jobs = players.flatMap((player) => player.played);
    const rolledBack = jobs.filter(({ kind, status }) => kind === 'rollback' && status.status === 'completed');
    const closed = await Promise.all(
      rolledBack.map(async ({ vm }) => {
        const live = jobs.findLast((job) => job.vm === vm && job.kind === 'live' && job.status.status === 'completed');
        return live === undefined ? 'none' : `live ${(await driver.status(live.jobId)).status}`;
      }),
    );
    const standing = jobs.filter(({ standing: { failover_state } }) => failover_state === 'failed_over');
    const said = JSON.stringify(jobs.map(({ status }) => status.outcome?.left_behind));
    const named = after.vms.filter(({ id }) => said.includes(id)).map(({ name }) => name);
    const away = [...standing.map(({ vm }) => vm.name), ...named];
    const { production, second } = estate.networks;
    return {
      accepted: players.reduce((sum, { accepted }) => sum + accepted, 0),
      refused: players.reduce((sum, { refused }) => sum + refused, 0),
      kills,
      endings: [...jobs.map(({ kind, status }) => `${kind} ${status.status}`), ...closed],
      problems: [
        ...failed,
        ...jobs.flatMap((job) => judged(job, logs).map((what) => `${job.vm.name}, ${job.jobId}: ${what}`)),
        ...estateBroken(away, before, after),
        ...effectsTwice(effects),
        ...notIsolated([production, second], after, effects).map((what) => `R8: ${what}`),
      ],
    };
  } finally {
    await stack.stop();
  }
}
