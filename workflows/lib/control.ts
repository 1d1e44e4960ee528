/** Who asked for what while the run goes on; read between calls. */
export interface CancelRequest {
  by: string;
  reason: string;
}

/**
 * Whichever of cancel and the point of no return comes first decides, synchronously: after it a cancel changes nothing,
 * before it the run ends undone.
 */
export class Control {
  private request: CancelRequest | undefined;
  private passed = false;
  private undoing = false;

  /** True when the request will be honoured; false when it comes too late. */
  cancel(request: CancelRequest): boolean {
    if (this.passed) return false;
    this.request ??= request;
    return true;
  }

  get cancelled(): CancelRequest | undefined {
    return this.request;
  }

  /** Whether giving up is still an option for a call of the itinerary. */
  get mayUndo(): boolean {
    return !this.passed;
  }

  get isUndoing(): boolean {
    return this.undoing;
  }

  /** Passes the point of no return, unless a cancel came first. */
  pass(): boolean {
    if (this.request !== undefined) return false;
    this.passed = true;
    return true;
  }

  beginUndo(): void {
    if (this.passed) throw new Error('a run is not undone after its point of no return');
    this.undoing = true;
  }
}

/** The run ends because it was cancelled before the point of no return. */
export class RunCancelled extends Error {
  constructor(readonly request: CancelRequest) {
    super(`cancelled by ${request.by}: ${request.reason}`);
  }
}

/** A person gave the run up after its point of no return. */
export class RunAbandoned extends Error {
  constructor(readonly key: string) {
    super(`abandoned at ${key}`);
  }
}
