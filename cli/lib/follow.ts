import { failureOf, type FailoverEvent, type RunStatus, type Schemas } from '../../client/api.js';
import type { Context } from './context.js';

/** The API beats every 3 s; after this silence the connection is taken for dead. */
const SILENCE_MS = 10_000;
const AGAIN_MS = 1_000;

export interface RunState {
  status: RunStatus;
  steps: Schemas['Step'][];
}

/** What following a run tells; `away` and `back` are about the API, not about the run. */
export type Told =
  { kind: 'event'; event: FailoverEvent } | { kind: 'state'; state: RunState } | { kind: 'away' } | { kind: 'back' };

export interface FollowOptions {
  silenceMs?: number;
  againMs?: number;
}

interface Message {
  id: string | undefined;
  event: string;
  data: string;
}

/**
 * Follows a run's event stream and comes back after whatever cuts it, from where it was: each event is told once. Ends
 * when the reader does. Raises ApiFailure for a refusal, and where the API has not answered even once.
 */
export async function* follow(
  { url, token, body }: Pick<Context, 'url' | 'token' | 'body'>,
  jobId: string,
  { silenceMs = SILENCE_MS, againMs = AGAIN_MS }: FollowOptions = {},
): AsyncGenerator<Told, never> {
  let place: string | undefined;
  let heard = false;
  let away = false;
  for (;;) {
    const silence = new AbortController();
    let timer = setTimeout(() => silence.abort(), silenceMs);
    try {
      const headers = {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(place === undefined ? {} : { 'last-event-id': place }),
      };
      const asked = fetch(`${url}/api/v1/failover/${encodeURIComponent(jobId)}/events`, {
        headers,
        signal: silence.signal,
      });
      const answer = heard ? await asked : await body(asked.then((data) => ({ data })));
      if (answer.status >= 500 && heard) throw new TypeError(`HTTP ${answer.status}`);
      if (!answer.ok || answer.body === null) throw failureOf(await answer.json().catch(() => null));
      heard = true;
      for await (const message of messages(answer.body)) {
        clearTimeout(timer);
        timer = setTimeout(() => silence.abort(), silenceMs);
        if (away) yield { kind: 'back' };
        away = false;
        place = message.id ?? place;
        const told = toldBy(message);
        if (told !== undefined) yield told;
      }
    } catch (error) {
      // A cut connection raises TypeError, an aborted one AbortError; everything else is an answer.
      if (!heard || !(error instanceof TypeError || (error as Error).name === 'AbortError')) throw error;
      if (!away) yield { kind: 'away' };
      away = true;
    } finally {
      clearTimeout(timer);
      silence.abort();
    }
    await new Promise((resolve) => setTimeout(resolve, againMs));
  }
}

function toldBy({ event, data }: Message): Told | undefined {
  if (event === 'message') return { kind: 'event', event: JSON.parse(data) as FailoverEvent };
  if (event !== 'state') return undefined;
  const { status, steps } = JSON.parse(data) as Schemas['RunState'];
  return { kind: 'state', state: { status, steps: steps.steps } };
}

/** The messages of a stream of Server-Sent Events, as they come. */
export async function* messages(stream: ReadableStream<Uint8Array>): AsyncGenerator<Message> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of stream) {
    const blocks = `${rest}${decoder.decode(chunk, { stream: true })}`.split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const fields = new Map(block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line] as const));
      const value = (name: string): string | undefined => fields.get(name)?.slice(name.length + 2);
      const data = value('data');
      if (data !== undefined) yield { id: value('id'), event: value('event') ?? 'message', data };
    }
  }
}
