import { expect, it } from 'vitest';
import { createLogger } from './logger.js';
import { LogRing } from './log-ring.js';

it('keeps the last lines, oldest first, and passes all on', () => {
  const ring = new LogRing(3);
  const passed: string[] = [];
  const to = ring.before({ write: (line) => passed.push(line) });
  for (const line of ['a', 'b']) to.write(line);
  expect(ring.lines()).toEqual(['a', 'b']);
  for (const line of ['c', 'd', 'e']) to.write(line);
  expect(ring.lines()).toEqual(['c', 'd', 'e']);
  expect(passed).toEqual(['a', 'b', 'c', 'd', 'e']);
});

it('holds no secret that the log would censor', () => {
  const ring = new LogRing();
  const logger = createLogger({ name: 'api', level: 'info' }, ring.before({ write: () => undefined }));
  logger.info({ api_key: 'hunter2' }, 'Authorization: Bearer hunter2');
  expect(ring.lines()).toHaveLength(1);
  expect(ring.lines().join()).not.toContain('hunter2');
});
