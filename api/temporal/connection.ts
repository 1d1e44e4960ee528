import { Connection, type ConnectionOptions } from '@temporalio/client';

/** gRPC's own longest pause between two tries to connect is two minutes: too long for an API that is asked meanwhile. */
const LONGEST_PAUSE_MS = 2_000;

/** A connection that is made by the first call, and again soon after Temporal has come back. */
export function lazyConnection(options: ConnectionOptions): Connection {
  return Connection.lazy({
    ...options,
    channelArgs: { 'grpc.max_reconnect_backoff_ms': LONGEST_PAUSE_MS, ...options.channelArgs },
  });
}
