import { useSyncExternalStore } from 'react';

/** The API beats every 3 s; two missed beats and what is shown may be out of date. */
const STALE_MS = 8_000;
const LOOK_MS = 500;
const AGAIN_MS = 2_000;

let heardAt = Date.now();
let staleSince: number | null = null;
const watchers = new Set<() => void>();

function tell(since: number | null): void {
  if (since === staleSince) return;
  staleSince = since;
  for (const watcher of watchers) watcher();
}

export function heard(): void {
  heardAt = Date.now();
  tell(null);
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  const timer = setInterval(() => tell(Date.now() - heardAt > STALE_MS ? heardAt : null), LOOK_MS);
  return () => {
    watchers.delete(watcher);
    clearInterval(timer);
  };
}

/** Since when nothing was heard of the API, ms since the epoch; null while all is well. */
export function useStaleSince(): number | null {
  return useSyncExternalStore(watch, () => staleSince);
}

export type Handlers = Record<string, (data: unknown) => void>;

/**
 * Follows an event stream and comes back after whatever cuts it, from where it was. A hidden page lets go of it: browsers
 * grant few connections to one server.
 */
export function follow(path: string, handlers: Handlers): () => void {
  let source: EventSource | undefined;
  let place: string | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const close = (): void => {
    clearTimeout(timer);
    source?.close();
    source = undefined;
  };
  const open = (): void => {
    close();
    source = new EventSource(
      `/api/v1${path}${place === undefined ? '' : `?last_event_id=${encodeURIComponent(place)}`}`,
    );
    for (const name of new Set(['beat', ...Object.keys(handlers)]))
      source.addEventListener(name, (event: MessageEvent<string>) => {
        heard();
        if (event.lastEventId !== '') place = event.lastEventId;
        handlers[name]?.(JSON.parse(event.data));
      });
    source.addEventListener('error', () => {
      // A browser comes back by itself after a cut, not after a refusal.
      if (source?.readyState === EventSource.CLOSED) timer = setTimeout(open, AGAIN_MS);
    });
  };
  const onVisibility = (): void => {
    if (document.hidden) close();
    else if (source === undefined) {
      heard();
      open();
    }
  };
  document.addEventListener('visibilitychange', onVisibility);
  open();
  return () => {
    document.removeEventListener('visibilitychange', onVisibility);
    close();
  };
}
