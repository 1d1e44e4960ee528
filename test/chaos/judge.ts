import { broken, estateBroken } from '../matrix/checker.js';
import { isEnded, type Driver, type SimulatedState } from '../support/driver.js';
import { effectsTwice } from '../support/outcome.js';
import { secretsIn } from '../support/secrets.js';
import type { TestStack } from '../support/stack.js';
import type { Operator } from './operators.js';

/** What must be empty, and what it was that was not. */
export interface Verdict {
  /** Replicas lost or altered, things left behind, runs of which CloudStack shows something else than was reported. */
  broken: string[];
  /** Effects that took place twice. */
  twice: string[];
  /** Between projection, workflow and CloudStack. */
  disagreements: string[];
  secrets: string[];
}

const PAGE = 50;

interface Job {
  job_id: string;
  status: string;
  disagreements: string[];
}

interface Field {
  driver: Driver;
  stack: TestStack;
  operators: readonly Operator[];
  before: SimulatedState;
}

/** Looks at everything when nothing moves any more: the simulator by its control port, the database by the API. */
export async function judged({ driver, stack, operators, before }: Field): Promise<Verdict> {
  const [after, effects] = [await driver.state(), await driver.effects()];
  const places = operators.flatMap(({ vm, stands }) => {
    // Of the last run alone: what an earlier one made is gone, or its own.
    const deploys = effects.filter((e) => e.command === 'deployVirtualMachine' && e.params.name === vm.name);
    return broken({ vm, stands }, before, after, deploys.slice(-1)).map((what) => `${vm.name}: ${what}`);
  });
  const left = operators.filter(({ stands }) => stands !== 'home').map(({ vm }) => vm.name);
  return {
    broken: [...places, ...estateBroken(left, before, after)],
    twice: effectsTwice(effects),
    disagreements: [...(await disagreements(driver)), ...(await misjudged(driver, operators))],
    secrets: secretsIn(stack),
  };
}

/** Jobs that have not ended, and such of which projection and workflow say different things. */
async function disagreements(driver: Driver): Promise<string[]> {
  const found: string[] = [];
  for (let offset = 0; ; offset += PAGE) {
    const { jobs } = await driver.ok<{ jobs: Job[] }>('GET', `/debug/failover-jobs?limit=${PAGE}&offset=${offset}`);
    for (const { job_id, status, disagreements: said } of jobs) {
      if (!isEnded({ status })) found.push(`${job_id} is still ${status}`);
      found.push(...said.map((what) => `${job_id}: ${what}`));
    }
    if (jobs.length < PAGE) return found;
  }
}

/** VMs of which the inventory says something else than where their replicas are. */
async function misjudged(driver: Driver, operators: Field['operators']): Promise<string[]> {
  const wrong: string[] = [];
  for (const { vm, stands } of operators) {
    const { failover_state, disks } = await driver.standing(vm.vm_id);
    if (failover_state !== (stands === 'home' ? 'ready' : 'failed_over'))
      wrong.push(`${vm.name} is said to be ${failover_state}, and its replicas are at: ${stands}`);
    if (disks.some(({ resync_required }) => resync_required)) wrong.push(`${vm.name} needs a resync`);
  }
  return wrong;
}
