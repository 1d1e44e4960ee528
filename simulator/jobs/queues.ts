/** Work of one VM, one at a time and in order (facts §2.3). */
export class WorkQueues {
  private queues = new Map<string, { length: number; tail: Promise<void> }>();

  constructor(private readonly beat: (signal: AbortSignal) => Promise<void>) {}

  /** Runs `work` when all earlier work of the VM has ended. Work that had to wait starts on the next beat. */
  async run<T>(vmId: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const queue = this.queues.get(vmId) ?? { length: 0, tail: Promise.resolve() };
    this.queues.set(vmId, queue);
    const waits = queue.length++ > 0;
    const before = queue.tail;
    let done = (): void => undefined;
    queue.tail = new Promise((resolve) => (done = resolve));
    try {
      await before;
      if (waits) await this.beat(signal);
      signal.throwIfAborted();
      return await work();
    } finally {
      queue.length--;
      done();
    }
  }

  isBlocking(vmId: string): boolean {
    return (this.queues.get(vmId)?.length ?? 0) > 1;
  }

  clear(): void {
    this.queues = new Map();
  }
}
