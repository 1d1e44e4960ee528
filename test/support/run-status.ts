import type { RunStatus } from '../../client/api.js';

/** A live failover that takes its snapshots; a test changes what it is about. */
export function aRun({
  job_details,
  ...change
}: Partial<Omit<RunStatus, 'job_details'>> & { job_details?: Partial<RunStatus['job_details']> } = {}): RunStatus {
  return {
    success: true,
    message: 'Retrieved status',
    job_id: 'failover-20260101-000000-aaaaaa',
    status: 'snapshotting',
    progress: 38.7,
    current_step: 'protect',
    strategy: 'volume-snapshot',
    strategy_reasons: [],
    start_time: '2026-01-01T00:00:00.000Z',
    duration: 62e9,
    temporal_url: null,
    waiting_for: null,
    attention: null,
    attentions: [],
    on_cancel: { possible: true, effect: 'undoes what was done', undoes: [] },
    cleanup_at: null,
    remaining: null,
    data_age: null,
    estimated_duration: '3m0s',
    outcome: null,
    job_details: {
      job_type: 'live',
      vm_id: 'vm-1',
      vm_name: 'web-01',
      destination_vm_id: null,
      snapshot_id: null,
      error_message: null,
      requested_by: 'night shift',
      reason: null,
      created_at: '2026-01-01T00:00:00.000Z',
      started_at: '2026-01-01T00:00:00.000Z',
      completed_at: null,
      custom_config: { network_mappings: {} },
      ...job_details,
    },
    ...change,
  };
}
