import type { CloudStackClient } from '../cloudstack/client.js';
import type { Database } from '../db/index.js';
import type { ReadinessBounds } from '../readiness/input.js';

/** One CloudStack, through one configuration's key. */
export type CloudStackPort = Pick<CloudStackClient, 'reads' | 'commands' | 'jobs' | 'reserve'>;

/** Time windows of safety.md, in milliseconds; tests shrink them. */
export interface Windows {
  fenceMs: number;
  skewAllowanceMs: number;
  heartbeatMs: number;
  httpTimeoutMs: number;
  stepBudgetMs: number;
  attentionAfterMs: number;
  watcherTickMs: number;
}

export interface ActivityDeps {
  db: Database;
  /** The client of a configuration, with the keys the database holds now. */
  cloudstack(config: string): Promise<CloudStackPort>;
  /** Asks the Temporal server whether this attempt is still the current one; rejects otherwise (R4). */
  confirmAttempt(taskToken: Uint8Array): Promise<void>;
  windows: Windows;
  readinessBounds: ReadinessBounds;
}
