import type { DestinationStream, Logger } from 'pino';
import { SetUpError } from '../domain/errors.js';
import { createLogger } from './logger.js';

/** Runs a process to its end; what keeps it from starting or going on is the last it says, and its exit code is 1. */
export async function runProcess<C extends { logLevel: string }>(
  name: string,
  load: (env: NodeJS.ProcessEnv) => C,
  main: (config: C, logger: Logger) => Promise<void>,
  destination?: DestinationStream,
): Promise<void> {
  try {
    const config = load(process.env);
    const logger = createLogger({ name, level: config.logLevel }, destination);
    await main(config, logger).catch((err: unknown) => {
      if (err instanceof SetUpError) throw err;
      logger.fatal({ err }, `the ${name} could not start or go on`);
      process.exit(1);
    });
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
