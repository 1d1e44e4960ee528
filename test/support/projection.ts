import { livePlan } from './plans.js';
import type { Itinerary } from '../../domain/itinerary.js';
import type { EventProjection, JobHead, JobProjection, StepProjection, VolumeProjection } from '../../domain/job.js';

export const JOB = 'failover-20261123-041508-abcdef';

/** A live failover of vm-1. */
export function aHead(change: Partial<JobHead> = {}): JobHead {
  return {
    job_id: JOB,
    vm_id: 'vm-1',
    vm_name: 'PGWINTESTBIOS',
    job_type: 'live',
    workflow_id: 'failover/vm-1',
    run_id: '0b1c2d3e',
    request: { vm_id: 'vm-1', custom_config: { skip_snapshot: true } },
    requested_by: 'portal',
    reason: 'site down',
    replication_job_id: 'job-1',
    parent_job_id: null,
    created_at: '2026-11-23T04:15:08.123Z',
    ...change,
  };
}

export const aVolume: VolumeProjection = {
  volume_id: 'volume-1',
  disk_id: 'disk-2000',
  boot: true,
  original_device_id: 3,
  change_id: '52 3c/5',
  state: 'on_appliance',
};

const itinerary: Itinerary = {
  version: 1,
  strategy: 'volume-snapshot',
  started: { key: 'k', activity: 'confirmNeverStarted', object: '$vm', args: {} },
  no_return: 'power_on',
  way_back: [],
  returns: false,
  steps: [
    {
      name: 'release',
      status: 'snapshotting',
      after: ['validate'],
      skippable: false,
      calls: [
        {
          key: 'release/detachVolume/volume-1',
          activity: 'detachVolume',
          object: 'volume-1',
          args: { deviceid: 0, deep: { of: [null, true] } },
          undo: [],
        },
      ],
    },
  ],
};

export const aStep: StepProjection = {
  name: 'validate',
  position: 0,
  status: 'completed',
  started_at: '2026-11-23T04:15:09.000Z',
  completed_at: '2026-11-23T04:15:10.500Z',
  calls: [
    { key: 'k', activity: 'detachVolume', object: 'volume-1', status: 'running', try: 0, cloudstack_job_id: 'cj-1' },
  ],
};

export const anEvent = (seq: number): EventProjection => ({
  seq,
  time: `2026-11-23T04:15:1${seq}.000Z`,
  type: 'step.completed',
  message: `event ${seq}`,
  ...(seq === 1 && { details: { step: 'validate' } }),
});

const aPlan = livePlan(JOB, 'vm-1');

/** Its seq-th projection, in the middle of the run. */
export function aProjection(seq: number, change: Partial<JobProjection> = {}): JobProjection {
  return {
    head: aHead(),
    seq,
    status: 'snapshotting',
    progress: 12.5,
    current_step: 'release',
    strategy: 'volume-snapshot',
    destination_vm_id: null,
    ossea_snapshot_id: null,
    error_message: null,
    planned: {
      plan: { ...aPlan, itinerary },
      network_mappings: [
        { source_network_name: 'VM Network', destination_network_id: 'n', destination_network_name: 'Production' },
      ],
    },
    outcome: null,
    attentions: [],
    started_at: '2026-11-23T04:15:09.000Z',
    completed_at: null,
    cleanup_at: null,
    steps: [aStep],
    volumes: [aVolume],
    events: [anEvent(1)],
    resync_required: [],
    closes: [],
    hold: { failover_state: 'failing_over', held_by: JOB },
    ...change,
  };
}
