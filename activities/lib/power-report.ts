import type { Windows } from '../deps.js';

/**
 * Part of the step budget (3 of its 30 minutes): in it hosts come back to a restarted management server, and report their
 * VMs twice (ping.interval is a minute).
 */
const REPORTED_WITHIN = 0.1;

/** After so many milliseconds a VM that runs on its host is shown as Running, whatever its start's job has not told (facts §2.2, §8). */
export function reportedWithinMs({ stepBudgetMs }: Pick<Windows, 'stepBudgetMs'>): number {
  return stepBudgetMs * REPORTED_WITHIN;
}
