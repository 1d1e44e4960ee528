import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import type { WaitingFor } from '../../domain/call.js';
import type { ActivityDeps } from '../deps.js';

/** One attempt of a mutating activity as Temporal sees it. */
export interface Attempt {
  /** From 1. */
  number: number;
  /** Aborts only when this attempt must stop waiting: worker shutdown, or Temporal has given it up. Never for a cancellation. */
  signal: AbortSignal;
  /** Resolves when Temporal confirms that this is still the current attempt; a frozen worker's is not (R4). */
  confirm(): Promise<void>;
  /** Tells in the heartbeats what the attempt waits for, or that it waits no more. */
  waitsFor(what: WaitingFor | undefined): void;
  /** @throws a retryable failure when the attempt must stop. */
  sleep(ms: number): Promise<void>;
}

/** Runs `body` with heartbeats from a timer of its own. A cancellation from Temporal is ignored: the workflow never abandons a call. */
export async function withAttempt<T>(deps: ActivityDeps, body: (attempt: Attempt) => Promise<T>): Promise<T> {
  const context = Context.current();
  const stop = new AbortController();
  const onCancel = (): void => {
    const why = context.cancellationDetails;
    if (why?.cancelRequested !== true || why.notFound || why.workerShutdown) stop.abort(stopped());
  };
  context.cancellationSignal.addEventListener('abort', onCancel, { once: true });
  if (context.cancellationSignal.aborted) onCancel();
  let waiting: WaitingFor | undefined;
  const beat = setInterval(() => context.heartbeat(waiting), deps.windows.heartbeatMs / 5);
  try {
    return await body({
      number: context.info.attempt,
      signal: stop.signal,
      confirm: () => deps.confirmAttempt(context.info.taskToken),
      waitsFor: (what) => {
        waiting = what;
        context.heartbeat(what);
      },
      sleep: (ms) => sleep(ms, stop.signal),
    });
  } finally {
    clearInterval(beat);
    context.cancellationSignal.removeEventListener('abort', onCancel);
  }
}

function stopped(): ApplicationFailure {
  return ApplicationFailure.retryable('This attempt stops waiting; the next one settles what it sent', 'unavailable');
}

/** Resolves after `ms`, rejects with the signal's reason when it aborts. */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => {
      clearTimeout(timer);
      reject(signal.reason instanceof Error ? signal.reason : stopped());
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    }, ms);
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  });
}
