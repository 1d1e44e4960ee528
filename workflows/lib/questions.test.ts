import { beforeEach, describe, expect, it } from 'vitest';
import { Questions } from './questions.js';

const [NINE, TEN] = ['2026-11-24T09:00:00Z', '2026-11-24T10:00:00Z'];
const retry = { action: 'retry', loses: 'nothing' } as const;
const skip = { action: 'skip', loses: 'the check' } as const;
let questions: Questions;
beforeEach(() => {
  questions = new Questions('job');
});

describe('a question', () => {
  it('is asked once, however often the same goes wrong', () => {
    expect(questions.ask('attach', 'busy', [retry], NINE)?.id).toBe('job/1');
    expect(questions.ask('attach', 'busy', [retry], TEN)).toBeUndefined();
    expect(questions.open).toHaveLength(1);
  });

  it('that is put differently has a new id and its old age, and the old id is answered no more', () => {
    questions.ask('attach', 'busy', [], NINE);
    expect(questions.ask('attach', 'busy', [retry], TEN)).toMatchObject({ id: 'job/2', since: NINE });
    expect(questions.find('job/1', 'retry')).toBeUndefined();
    expect(() => questions.answer('job/1', 'retry')).toThrow('open question');
  });

  it('admits only its own actions', () => {
    questions.ask('boot', 'no answer', [retry, skip], NINE);
    questions.ask('attach', 'busy', [retry], TEN);
    expect(questions.find('job/1', 'skip')?.key).toBe('boot');
    expect(questions.find('job/2', 'skip')).toBeUndefined();
    expect(questions.open.map(({ key }) => key)).toEqual(['boot', 'attach']);
  });

  it('takes its answer with it when it ends', () => {
    questions.ask('boot', 'no answer', [skip], NINE);
    questions.answer('job/1', 'skip');
    expect(questions.answerTo('boot')).toBe('skip');
    expect(questions.end('boot')).toBe(true);
    expect(questions.end('boot')).toBe(false);
    expect(questions.answerTo('boot')).toBeUndefined();
  });
});
