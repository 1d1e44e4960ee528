import type { Logger } from 'pino';
import type { CloudStackReads } from '../../domain/cloudstack.js';
import type { Readiness } from '../../domain/readiness.js';
import { evaluateReadiness } from '../../readiness/evaluate.js';
import type { Gathered } from './input.js';

/** Monotonic nanoseconds as a number: exact enough for execution times for 104 days of uptime. */
const now = (): number => Number(process.hrtime.bigint());

/** Stands in where there is no configuration, in which case readiness asks CloudStack nothing. */
const noReads = new Proxy({} as CloudStackReads, {
  get() {
    throw new Error('CloudStack was asked without a configuration');
  },
});

export function evaluate({ input, reads }: Gathered, logger: Logger): Promise<Readiness> {
  const warn = (fields: object, message: string): void => logger.warn({ vm_id: input.vm.vm_id, ...fields }, message);
  return evaluateReadiness(input, { reads: reads ?? noReads, now, warn });
}
