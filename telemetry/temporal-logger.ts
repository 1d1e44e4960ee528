import { DefaultLogger, type LogLevel, type RuntimeOptions } from '@temporalio/worker';
import type { Logger } from 'pino';

const PINO_LEVEL = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;
const TEMPORAL_LEVEL: Record<string, LogLevel> = { trace: 'TRACE', debug: 'DEBUG', info: 'INFO', warn: 'WARN' };

/** Options for `Runtime.install`: everything the SDK logs, workflows, activities and Core included, goes to `logger`. */
export function temporalRuntimeOptions(logger: Logger): RuntimeOptions {
  const bridge = new DefaultLogger(TEMPORAL_LEVEL[logger.level] ?? 'ERROR', ({ level, message, meta }) => {
    logger[PINO_LEVEL[level]]({ ...meta }, message);
  });
  return {
    logger: bridge,
    telemetryOptions: { logging: { filter: { core: 'WARN', other: 'ERROR' }, forward: {} } },
  };
}
