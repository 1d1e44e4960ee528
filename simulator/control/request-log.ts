export interface RequestEntry {
  seq: number;
  at: string;
  http_method: string;
  command: string;
  /** Without signature and key. */
  params: Record<string, string>;
  /** 0 where no answer was sent. */
  http_status: number;
  errorcode?: number;
  jobid?: string;
  fault?: string;
}

const KEPT = 100_000;

/** The last requests, as they came in. */
export class RequestLog {
  private entries: RequestEntry[] = [];
  private seq = 0;

  add(entry: Omit<RequestEntry, 'seq'>): void {
    this.entries.push({ seq: ++this.seq, ...entry });
    if (this.entries.length > KEPT) this.entries = this.entries.slice(-KEPT / 2);
  }

  all(): RequestEntry[] {
    return this.entries;
  }

  clear(): void {
    this.entries = [];
    this.seq = 0;
  }
}
