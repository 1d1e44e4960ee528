import type { Attention, AttentionAction } from '../../domain/job.js';

/** What a run asks a person, one question a key at most, and what was answered. */
export class Questions {
  private readonly asked = new Map<string, Attention>();
  private readonly answers = new Map<string, AttentionAction>();
  private count = 0;

  constructor(private readonly jobId: string) {}

  /** The oldest first. */
  get open(): Attention[] {
    return [...this.asked.values()];
  }

  /** The question under its new id, or undefined where the very same is open; one that was put differently keeps its age. */
  ask(key: string, reason: string, actions: Attention['actions'], time: string): Attention | undefined {
    const before = this.asked.get(key);
    if (before?.reason === reason && before.actions.length === actions.length) return undefined;
    this.count += 1;
    const question = { id: `${this.jobId}/${this.count}`, since: before?.since ?? time, key, reason, actions };
    this.asked.set(key, question);
    return question;
  }

  /** Whether there was one; an answer that nobody has taken is void. */
  end(key: string): boolean {
    this.answers.delete(key);
    return this.asked.delete(key);
  }

  /** Nobody is needed any more. */
  endAll(): void {
    this.asked.clear();
  }

  /** The open question of this id, if it admits this action. */
  find(attentionId: string, action: AttentionAction): Attention | undefined {
    const question = this.open.find(({ id }) => id === attentionId);
    return question?.actions.some((admitted) => admitted.action === action) === true ? question : undefined;
  }

  /** Raises where the question is not open or does not admit the action: a validator has asked `find` before. */
  answer(attentionId: string, action: AttentionAction): Attention {
    const question = this.find(attentionId, action);
    if (question === undefined) throw new Error('an answer is given only to an open question');
    this.answers.set(question.key, action);
    return question;
  }

  answerTo(key: string): AttentionAction | undefined {
    return this.answers.get(key);
  }
}
