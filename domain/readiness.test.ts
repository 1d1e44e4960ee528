import { describe, expect, it } from 'vitest';
import { scoreOf, type CheckStatus } from './readiness.js';
import { isReplicating } from './inventory.js';

describe('scoreOf', () => {
  it.each<[CheckStatus[], number]>([
    [['pass', 'pass'], 100],
    [['pass', 'fail', 'warning', 'unknown'], 25],
    [['pass', 'skip'], 100],
    [['fail'], 0],
    [['skip', 'skip'], 0],
    [[], 0],
  ])('%j scores %d', (statuses, score) => {
    expect(scoreOf(statuses.map((status) => ({ status })))).toBe(score);
  });
});

describe('isReplicating', () => {
  it.each(['pending', 'initializing', 'running', 'replicating', 'Running', 'ready_for_sync', 'no such status', ''])(
    'a job that is %j may write',
    (status) => {
      expect(isReplicating({ job_id: 'job-1', status, progress: 0 })).toBe(true);
    },
  );

  it.each(['completed', 'failed', 'cancelled', 'Completed'])('a job that is %j does not', (status) => {
    expect(isReplicating({ job_id: 'job-1', status, progress: 100 })).toBe(false);
  });

  it('no job does not', () => {
    expect(isReplicating(null)).toBe(false);
  });
});
