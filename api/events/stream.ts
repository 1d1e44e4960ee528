import type { Response } from 'express';

/** Bytes that may wait for a slow reader; who is further behind is cut off and goes on later from where it was. */
const MOST_WAITING = 1024 * 1024;
/** A stream ends after this time, so that the next one is authorised anew. */
const LONGEST_MS = 5 * 60_000;
/** What readers wait before they come back, milliseconds. */
const RETRY_MS = 1_000;

export interface Message {
  /** From where `Last-Event-ID` goes on. */
  id?: string;
  /** Absent: `message`, the default of every client. */
  event?: 'job' | 'state' | 'beat';
  data: unknown;
}

/** Server-Sent Events on one response. */
export class EventStream {
  readonly #ends = Date.now() + LONGEST_MS;

  constructor(private readonly res: Response) {
    res.status(200).set({
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-store',
      // Proxies hold back what they take for a page.
      'X-Accel-Buffering': 'no',
    });
    res.write(`retry: ${RETRY_MS}\n\n`);
  }

  get open(): boolean {
    return !this.res.destroyed && !this.res.writableEnded;
  }

  /** Raises an error once the reader is gone or too far behind: then nothing more is to be read for it. */
  send({ id, event, data }: Message): void {
    if (!this.open) throw new StreamClosed();
    const lines = [id === undefined ? [] : `id: ${id}`, event === undefined ? [] : `event: ${event}`].flat();
    this.res.write([...lines, `data: ${JSON.stringify(data)}`, '', ''].join('\n'));
    if (this.res.writableLength <= MOST_WAITING) return;
    this.cut();
    throw new StreamClosed();
  }

  beat(): void {
    if (Date.now() > this.#ends) this.end();
    else if (this.open) this.send({ event: 'beat', data: {} });
  }

  /** The reader gets what was sent, and comes back. */
  end(): void {
    this.res.end();
  }

  /** At once; the reader comes back. */
  cut(): void {
    this.res.destroy();
  }

  onClose(act: () => void): void {
    this.res.on('close', act);
  }
}

export class StreamClosed extends Error {
  constructor() {
    super('the reader of this stream is gone');
    this.name = 'StreamClosed';
  }
}
