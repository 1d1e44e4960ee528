/** Who asked for what while the run goes on; read between calls. */
export interface CancelRequest {
  by: string;
  reason: string;
}

/**
 * Whichever of cancel and the point of no return comes first decides, synchronously: after it a cancel of a live run
 * changes nothing, before it the run ends undone. A test can be ended until it goes back.
 */
export class Control {
  private request: CancelRequest | undefined;
  private passed = false;
  private goingBack = false;

  /** @param returns whether the run goes its way back in any case, as a test does */
  constructor(private readonly returns: boolean) {}

  /** True when the request will be honoured; false when it comes too late. */
  cancel(request: CancelRequest): boolean {
    if (!this.mayGiveUp) return false;
    this.request ??= request;
    return true;
  }

  get cancelled(): CancelRequest | undefined {
    return this.request;
  }

  /** Whether giving up is still an option for a call of the itinerary. */
  get mayGiveUp(): boolean {
    return !this.passed || this.returns;
  }

  get isGoingBack(): boolean {
    return this.goingBack;
  }

  /** Whether undoing call by call is not enough any more, because the destination may run. */
  get isPassed(): boolean {
    return this.passed;
  }

  /** Passes the point of no return, unless a cancel came first. */
  pass(): boolean {
    if (this.request !== undefined) return false;
    this.passed = true;
    return true;
  }

  goBack(): void {
    this.goingBack = true;
  }
}

/** The run goes back because somebody asked for it. */
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
