import { Writable } from 'node:stream';
import type { Response } from 'express';
import { expect, it } from 'vitest';
import { EventStream, StreamClosed } from './stream.js';

/** A response whose reader takes nothing. */
function stuck(): Response {
  const res = new Writable({ write: () => undefined });
  return Object.assign(res, { status: () => res, set: () => res }) as unknown as Response;
}

it('a reader that takes nothing is cut off before it fills the memory', () => {
  const res = stuck();
  const stream = new EventStream(res);
  const data = 'x'.repeat(10_000);
  expect(() => {
    for (let n = 0; n < 1_000; n += 1) stream.send({ id: String(n), data });
  }).toThrow(StreamClosed);
  expect([stream.open, res.destroyed, res.writableLength < 1.1 * 1024 * 1024]).toEqual([false, true, true]);
});
