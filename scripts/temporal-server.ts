import { connect } from 'node:net';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { SEARCH_ATTRIBUTES } from '../domain/search-attributes.js';

export interface TemporalServerOptions {
  port: number;
  httpPort: number;
  /** Undefined: no web UI. */
  uiPort: number | undefined;
  /** Undefined: memory; everything is lost when the server ends. */
  file: string | undefined;
}

/** Arguments of `temporal server start-dev`: on 127.0.0.1, without anybody's profile or env files. */
export function temporalArguments({ port, httpPort, uiPort, file }: TemporalServerOptions): string[] {
  return [
    ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port), '--http-port', String(httpPort)],
    ...(uiPort === undefined ? ['--headless'] : ['--ui-port', String(uiPort)]),
    // The defaults of a file database are 4 times slower.
    ...(file === undefined
      ? []
      : ['--db-filename', file, '--sqlite-pragma', 'journal_mode=wal', '--sqlite-pragma', 'synchronous=normal']),
    ...SEARCH_ATTRIBUTES.flatMap((name) => ['--search-attribute', `${name}=Keyword`]),
    ...['--log-level', 'warn', '--disable-config-file', '--disable-config-env'],
  ];
}

/** Resolves when the server answers gRPC's port and knows the search attributes of its default namespace. */
export async function temporalServes(port: number, httpPort: number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      const answer = await fetch(`http://127.0.0.1:${httpPort}/api/v1/namespaces/default/search-attributes`, {
        signal,
      });
      const { customAttributes = {} } = (await answer.json()) as { customAttributes?: Record<string, string> };
      const socket = connect({ host: '127.0.0.1', port });
      await once(socket, 'connect', { signal });
      socket.destroy();
      if (SEARCH_ATTRIBUTES.every((name) => name in customAttributes)) return;
    } catch {
      // Not yet: the launcher's time limit decides when this is an error.
    }
    await sleep(50, undefined, { signal });
  }
}
