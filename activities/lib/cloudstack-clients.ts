import { ApplicationFailure } from '@temporalio/common';
import type { CloudStackClient } from '../../cloudstack/client.js';
import { DatabaseUnavailableError } from '../../db/errors.js';
import type { Database } from '../../db/index.js';

export interface Target {
  apiUrl: string;
  apiKey: string;
  secretKey: string;
}

interface Known {
  target: Target;
  client: CloudStackClient;
  /** Resolves when the clocks have been compared: before that the fence is worth nothing (R4). */
  measured: Promise<void>;
  /** By the clock that cannot be set, milliseconds. */
  measuredAt: number;
}

const HOUR_MS = 3_600_000;
/** Clocks that differ too much are compared again so soon: once they are right, runs go on. */
const DIFFERING_MS = 10_000;

/**
 * One client per configuration, made anew when its address or keys change. While the database is away a run
 * goes on with the keys it had.
 */
export class CloudStackClients {
  private readonly known = new Map<string, Known>();
  private readonly hourly: NodeJS.Timeout;

  constructor(
    private readonly db: Database,
    private readonly make: (target: Target) => CloudStackClient,
    private readonly warn: (fields: object, message: string) => void,
  ) {
    this.hourly = setInterval(() => this.measureAll(), HOUR_MS);
    this.hourly.unref();
  }

  /** @throws a retryable failure while the database or CloudStack is away, a final one for an unknown configuration. */
  async get(config: string): Promise<CloudStackClient> {
    const target = await this.targetOf(config);
    let known = this.known.get(config);
    if (known === undefined || !sameTarget(known.target, target)) {
      const client = this.make(target);
      known = { target, client, measured: measure(client), measuredAt: performance.now() };
      this.known.set(config, known);
    } else if (known.client.skew.exceeded() && performance.now() - known.measuredAt > DIFFERING_MS)
      Object.assign(known, { measured: measure(known.client), measuredAt: performance.now() });
    try {
      await known.measured;
    } catch (error) {
      known.measured = measure(known.client);
      // Whoever asks next awaits this one; its failure is theirs to hear.
      known.measured.catch(() => undefined);
      throw error;
    }
    return known.client;
  }

  async close(): Promise<void> {
    clearInterval(this.hourly);
    await Promise.all([...this.known.values()].map(({ client }) => client.close()));
  }

  private async targetOf(config: string): Promise<Target> {
    try {
      return await this.db.uow.read(async (r) => {
        const [found, keys] = [await r.configs.get(config), await r.configs.credentials(config)];
        if (found === null || keys === null)
          throw ApplicationFailure.nonRetryable(
            `There is no OSSEA configuration ${config} with API keys`,
            'OSSEA_NOT_CONFIGURED',
          );
        return { apiUrl: found.api_url, apiKey: keys.api_key, secretKey: keys.secret_key };
      });
    } catch (error) {
      const known = this.known.get(config);
      if (!(error instanceof DatabaseUnavailableError) || known === undefined) throw error;
      this.warn({ config }, 'the database is away: going on with the keys of the last look');
      return known.target;
    }
  }

  private measureAll(): void {
    for (const [config, { client }] of this.known)
      client.skew
        .measure()
        .catch((error: unknown) =>
          this.warn(
            { config, error: String(error) },
            'the clock difference could not be measured; the last one stands',
          ),
        );
  }
}

async function measure(client: CloudStackClient): Promise<void> {
  await client.skew.measure();
}

function sameTarget(a: Target, b: Target): boolean {
  return a.apiUrl === b.apiUrl && a.apiKey === b.apiKey && a.secretKey === b.secretKey;
}
