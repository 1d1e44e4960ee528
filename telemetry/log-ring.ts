import type { DestinationStream } from 'pino';

/** Lines kept: some minutes of a busy process, a few megabytes. */
const LINES = 5_000;

/** The last lines of a process's log, as they were written: secrets are censored before they come here (R10). */
export class LogRing {
  readonly #lines: string[] = [];
  #next = 0;

  constructor(private readonly size = LINES) {}

  /** A destination that keeps every line and passes it on. */
  before(destination: DestinationStream): DestinationStream {
    return {
      write: (line) => {
        this.#lines[this.#next % this.size] = line;
        this.#next += 1;
        destination.write(line);
      },
    };
  }

  /** JSON lines, oldest first. */
  lines(): string[] {
    const oldest = this.#next % this.size;
    return this.#next <= this.size ? [...this.#lines] : [...this.#lines.slice(oldest), ...this.#lines.slice(0, oldest)];
  }
}
