/** One message of an event stream. */
export interface Told {
  id: string | undefined;
  event: string;
  data: Record<string, unknown>;
}

/** Reads an event stream as a browser does, without coming back by itself. */
export class EventReader {
  readonly told: Told[] = [];
  readonly #abort = new AbortController();
  readonly #watchers = new Set<() => void>();
  /** Resolves when the stream has ended, whoever ended it. */
  ended: Promise<void> = Promise.resolve();

  /** Raises an error for any answer but 200. */
  static async open(url: string, headers: Record<string, string>): Promise<EventReader> {
    const reader = new EventReader();
    const answer = await fetch(url, { headers, signal: reader.#abort.signal });
    if (answer.status !== 200 || answer.body === null) throw new Error(`HTTP ${answer.status} ${await answer.text()}`);
    reader.ended = reader.#read(answer.body).catch(() => undefined);
    return reader;
  }

  events(): Told[] {
    return this.told.filter(({ event }) => event === 'message');
  }

  /** Resolves once `holds` of what was told so far. */
  until(holds: (reader: EventReader) => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (!holds(this)) return;
        this.#watchers.delete(look);
        resolve();
      };
      this.#watchers.add(look);
      look();
    });
  }

  async close(): Promise<void> {
    this.#abort.abort();
    await this.ended;
  }

  async #read(body: ReadableStream<Uint8Array>): Promise<void> {
    let rest = '';
    const decoder = new TextDecoder();
    for await (const chunk of body) {
      const blocks = `${rest}${decoder.decode(chunk, { stream: true })}`.split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) this.#take(block);
      for (const look of this.#watchers) look();
    }
  }

  #take(block: string): void {
    const fields = new Map(
      block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
    );
    const data = fields.get('data');
    if (data === undefined) return;
    this.told.push({
      id: fields.get('id'),
      event: fields.get('event') ?? 'message',
      data: JSON.parse(data) as Told['data'],
    });
  }
}
