import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

type Row = { id: string };

const COMPACT_ABOVE_BYTES = 8_000_000;

/**
 * The state file: one JSON line a changed row, so that a change costs its own size and not the estate's. It survives
 * kill -9 of this process (not a power loss: no fsync); a torn last line is a change that was never answered. When it has
 * grown to a multiple of its content it is written anew beside itself and renamed over.
 */
export class Journal {
  private bytes = 0;
  private compacted = 0;

  constructor(private readonly file: string | undefined) {
    if (file) mkdirSync(dirname(file), { recursive: true });
  }

  /** The rows of the file as of its last complete line. */
  load(): [string, Row][] {
    if (!this.file || !existsSync(this.file)) return [];
    const text = readFileSync(this.file, 'utf8');
    const end = text.lastIndexOf('\n') + 1;
    const rows = new Map<string, [string, Row]>();
    for (const line of text.slice(0, end).split('\n')) {
      if (line === '') continue;
      const [table, id, row] = JSON.parse(line) as [string, string, Row | null];
      if (row) rows.set(`${table}/${id}`, [table, row]);
      else rows.delete(`${table}/${id}`);
    }
    this.replace([...rows.values()]);
    return [...rows.values()];
  }

  append(changes: [string, string, Row | null][], everything: () => [string, Row][]): void {
    if (!this.file) return;
    const text = changes.map((change) => `${JSON.stringify(change)}\n`).join('');
    appendFileSync(this.file, text);
    this.bytes += text.length;
    if (this.bytes > COMPACT_ABOVE_BYTES + 3 * this.compacted) this.replace(everything());
  }

  private replace(rows: [string, Row][]): void {
    if (!this.file) return;
    const text = rows.map(([table, row]) => `${JSON.stringify([table, row.id, row])}\n`).join('');
    writeFileSync(`${this.file}.new`, text);
    renameSync(`${this.file}.new`, this.file);
    this.bytes = this.compacted = text.length;
  }
}
