import { createHash } from 'node:crypto';

/** Numbers that look random and are the same for the same seed. */
export class Dice {
  private rolls = 0;

  constructor(private readonly seed: string) {}

  /** Dice of its own for somebody. */
  of(name: string): Dice {
    return new Dice(`${this.seed}/${name}`);
  }

  /** From 0 up to, not including, `below`. */
  number(below: number): number {
    const hash = createHash('sha256').update(`${this.seed}/${++this.rolls}`).digest();
    return (hash.readUInt32BE() / 2 ** 32) * below;
  }

  chance(probability: number): boolean {
    return this.number(1) < probability;
  }

  one<T>(of: readonly T[]): T {
    const item = of[Math.floor(this.number(of.length))];
    if (item === undefined) throw new Error('nothing to choose from');
    return item;
  }
}
