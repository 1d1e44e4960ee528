import { beforeEach, describe, expect, it } from 'vitest';
import { RowMissingError } from '../../db/errors.js';
import { aCall, Mutating } from '../../test/support/mutating.js';

const create = aCall('createSnapshot', 'replica', { name: 'job-1-disk', as: 'snapshot.replica' });
let m: Mutating;

beforeEach(() => {
  m = new Mutating();
  m.cs.volumes.set('replica', { id: 'replica', name: 'disk', state: 'Ready', type: 'DATADISK' });
});

describe('what a command creates', () => {
  it('is on record when its activity ends, not only with the next projection', async () => {
    await m.run(create);
    expect(m.created).toEqual([{ volume_id: 'replica', snapshot_id: 'snapshot-1' }]);
  });

  it('is told to the run where a database out of a backup has no row for it', async () => {
    m.recording = () => Promise.reject(new RowMissingError('job job-1 has no row'));
    expect(await m.run(create)).toMatchObject({ refs: { '$snapshot.replica': 'snapshot-1' } });
    expect(m.commands).toEqual(['createSnapshot']);
  });

  it('counts as not created only after twice the HTTP time limit: CloudStack makes the entity before the job', async () => {
    m.windows.httpTimeoutMs = 200;
    const { httpTimeoutMs } = m.windows;
    // The predecessor's request was held up for longer than its reply was waited for.
    const late = setTimeout(
      () => m.cs.snapshots.set('late', { id: 'late', name: 'job-1-disk', volumeid: 'replica', state: 'BackedUp' }),
      1.5 * httpTimeoutMs,
    );
    expect(await m.run(create, 2)).toMatchObject({ refs: { '$snapshot.replica': 'late' } });
    clearTimeout(late);
    expect(m.commands).toEqual([]);
  });
});
