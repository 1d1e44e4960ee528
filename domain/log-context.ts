/** What the log lines of a run are about; each is absent where it is not known. */
export interface LogContext {
  job_id?: string;
  /** Of the API request that began the run. */
  request_id?: string;
}

/** Header in which a workflow tells its activities their LogContext. */
export const LOG_CONTEXT_HEADER = 'failover-log-context';
