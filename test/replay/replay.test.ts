import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { beforeAll, describe, expect, it } from 'vitest';
import * as workflows from '../../workflows/index.js';
import { workflowCode } from '../support/workflow-run.js';
import { FOLDER, kept, pathOf, read, typeOf, type History } from './histories.js';
import { SCENARIOS } from './scenarios.js';

const paths = kept();
let replay: (history: History) => Promise<void>;

beforeAll(async () => {
  // What the shut gate is told of is said by the assertions.
  Runtime.install({
    logger: new DefaultLogger('ERROR', () => undefined),
    telemetryOptions: { logging: { filter: 'off' } },
  });
  const workflowBundle = await workflowCode();
  replay = (history) => Worker.runReplayHistory({ workflowBundle }, history);
});

describe('the workflow code of this checkout replays', () => {
  it('what every scenario has recorded, of every workflow', () => {
    expect(paths.sort()).toEqual(SCENARIOS.map(({ name }) => pathOf(name)).sort());
    expect([...new Set(paths.map(typeOf))].sort()).toEqual(Object.keys(workflows).sort());
  });

  it.each(paths.map((path) => ({ name: path.slice(FOLDER.length + 1), path })))('$name', ({ path }) =>
    replay(read(path)),
  );
});

describe('the gate stays shut', () => {
  const withActivities = paths.filter((path) => scheduled(read(path)).length > 0);

  it.each([...new Set(withActivities.map(typeOf))])('for a %s that did something else', async (type) => {
    const history = read(withActivities.find((path) => typeOf(path) === type) ?? '');
    const last = scheduled(history).at(-1);
    if (last !== undefined) last.activityType.name = 'somethingElse';
    await expect(replay(history)).rejects.toThrow(DeterminismViolationError);
  });

  it('for a workflow that is not there any more', async () => {
    const [path = ''] = paths;
    const renamed = JSON.stringify(read(path)).replaceAll(`"name":"${typeOf(path)}"`, '"name":"removed"');
    await expect(replay(JSON.parse(renamed) as History)).rejects.toThrow(/removed/);
  });
});

function scheduled({ events }: History): { activityType: { name: string } }[] {
  return events.flatMap(({ activityTaskScheduledEventAttributes: attributes }) => attributes ?? []);
}
