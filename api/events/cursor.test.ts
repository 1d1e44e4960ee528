import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Cursor } from './cursor.js';

const at = (ms: number): string => new Date(Date.parse('2026-11-23T03:00:00Z') + ms).toISOString();
const event = (job_id: string, seq: number, ms = 0) => ({ job_id, seq, recorded_at: at(ms) });

describe('a cursor', () => {
  it('takes each event once, also one that was committed late', () => {
    const cursor = new Cursor();
    expect(cursor.take(event('a', 1, 5_000))).toBe(true);
    expect(cursor.take(event('b', 1, 0))).toBe(true);
    expect([cursor.take(event('a', 1, 5_000)), cursor.take(event('b', 1, 0))]).toEqual([false, false]);
    expect(cursor.since).toBe(at(-5_000));
  });

  it('forgets jobs that had no event in the window', () => {
    const cursor = new Cursor();
    for (let job = 0; job < 500; job += 1) cursor.take(event(`job-${job}`, 1, job * 1_000));
    expect(String(cursor).length).toBeLessThan(200);
  });

  it('goes on from its text where it stood', () => {
    const some = fc.record({ job: fc.integer({ min: 0, max: 4 }), ms: fc.integer({ min: 0, max: 9_000 }) });
    fc.assert(
      fc.property(fc.array(some, { maxLength: 30 }), fc.nat(30), (steps, cut) => {
        const seqs = new Map<number, number>();
        const events = steps.map(({ job, ms }) => {
          seqs.set(job, (seqs.get(job) ?? 0) + 1);
          return event(`job-${job}`, seqs.get(job) ?? 0, ms);
        });
        let cursor: Cursor | null = new Cursor();
        for (const e of events.slice(0, cut)) cursor.take(e);
        cursor = Cursor.parse(String(cursor));
        expect(events.filter((e) => cursor?.take(e))).toEqual(events.slice(cut));
      }),
    );
  });

  it.each(['', '-1', 'a~b', 'zzzzzzzzzzzzzzz', "1~12345678.1'"])('is not made of "%s"', (text) => {
    expect(Cursor.parse(text)).toBeNull();
  });
});
