import { expect, it } from 'vitest';
import { MUTATIONS, STRATEGIES } from '../../domain/itinerary.js';
import { aWorld, planOf } from '../../test/support/readiness-estates.js';
import { REMOVAL_COMMANDS, requiredCommands } from './commands.js';
import { liveItinerary } from './itinerary/live.js';
import { testItinerary } from './itinerary/test.js';

const LIVE = STRATEGIES.filter((strategy) => strategy === 'volume-snapshot' || strategy === 'none');
const TEST = STRATEGIES.filter((strategy) => strategy !== 'none');

it.each([
  ...LIVE.map((strategy) => [strategy, liveItinerary] as const),
  ...TEST.map((strategy) => [strategy, testItinerary] as const),
])('a run by %s needs exactly the commands that its itinerary calls, there and back', async (strategy, unrolled) => {
  const { job_id, vm_id, appliance_vm_id, machine, disks } = await planOf(aWorld('linux'));
  const input = { job_id, vm_id, appliance_vm_id, machine, disks, strategy, iso: false, delete_protection: true };
  const itinerary = JSON.stringify(unrolled(input));
  const called = MUTATIONS.filter((command) => itinerary.includes(`"activity":"${command}"`));
  const needed = requiredCommands(strategy).filter((command) => !/^(list|query)/.test(command));
  expect([...called].sort()).toEqual([...needed, ...REMOVAL_COMMANDS].sort());
});
