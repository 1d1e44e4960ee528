import { defaultPayloadConverter } from '@temporalio/common';
import type { ActivityInterceptors } from '@temporalio/worker';
import { LOG_CONTEXT_HEADER, type LogContext } from '../domain/log-context.js';

/** For one activity: its log lines bear what its workflow says they are about, the job and the API request. */
export function logContext(): ActivityInterceptors {
  let context: LogContext = {};
  return {
    inbound: {
      execute(input, next) {
        const told = input.headers[LOG_CONTEXT_HEADER];
        if (told !== undefined) context = defaultPayloadConverter.fromPayload(told);
        return next(input);
      },
    },
    outbound: { getLogAttributes: (input, next) => ({ ...next(input), ...context }) },
  };
}
