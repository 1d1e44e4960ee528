import type { ApiErrorCode, ErrorClass } from './errors.js';
import type { RunPlan } from './plan.js';

export type CheckType = 'critical' | 'warning' | 'info';
export type CheckStatus = 'pass' | 'fail' | 'warning' | 'skip' | 'unknown';

export interface Check {
  check_name: string;
  check_type: CheckType;
  status: CheckStatus;
  message: string;
  /** Nanoseconds. */
  execution_time: number;
  details?: Record<string, unknown>;
  /** Why the status is `unknown`: what became of the question to CloudStack. */
  error_class?: ErrorClass;
}

/** Why a start is refused, in the API's own code. */
export interface Refusal {
  code: ApiErrorCode;
  message: string;
}

export interface Readiness {
  vm_id: string;
  is_ready: boolean;
  /** As `scoreOf`. */
  readiness_score: number;
  checks: Check[];
  warnings: string[];
  errors: string[];
  required_actions: string[];
  /** Nanoseconds. */
  execution_time: number;
  /** The first reason a start would be refused; null exactly when `plan` is there. */
  refusal: Refusal | null;
  plan: RunPlan | null;
}

/** Percent of the counted checks that pass, skipped ones not counted; 0 where nothing counts. */
export function scoreOf(checks: readonly Pick<Check, 'status'>[]): number {
  const counted = checks.filter((check) => check.status !== 'skip');
  if (counted.length === 0) return 0;
  return (counted.filter((check) => check.status === 'pass').length / counted.length) * 100;
}
