import { readinessRows } from '../../test/support/readiness-rows.js';

readinessRows('what the inventory says', [
  {
    fact: 'no disks',
    change: ({ input }) => (input.vm.disks = []),
    checks: { 'VM Existence': 'fail', 'Sync Status': 'fail', 'Volume State': 'fail' },
    refusal: 'NOT_READY',
    says: 'no disks',
  },
  {
    fact: 'CPU count unknown',
    change: ({ input }) => (input.vm.cpu_count = 0),
    checks: { 'VM Existence': 'fail' },
    refusal: 'NOT_READY',
  },
  {
    fact: 'memory unknown',
    change: ({ input }) => (input.vm.memory_mb = 0),
    checks: { 'VM Existence': 'fail' },
    refusal: 'NOT_READY',
  },
  {
    fact: 'an open job',
    change: ({ input }) => (input.open_job = { job_id: 'job-other', job_type: 'live', status: 'creating_vm' }),
    checks: { 'Active Jobs': 'fail' },
    refusal: 'ACTIVE_JOBS',
    says: 'job-other',
  },
  {
    fact: 'a replica that the run of another VM has taken',
    change: ({ input }) => (input.volumes_in_use = [{ volume_id: 'volume-0', job_id: 'job-other' }]),
    checks: { 'Replicas Free': 'fail' },
    refusal: 'ACTIVE_JOBS',
    says: 'job-other has taken volume-0',
  },
  {
    fact: 'held by another job whose row is closed',
    change: ({ input }) => (input.vm.held_by = 'job-other'),
    checks: { 'Active Jobs': 'fail' },
    refusal: 'ACTIVE_JOBS',
    says: 'job-other',
  },
  {
    fact: 'held by the very job that asks',
    change: ({ input }) => {
      input.vm.held_by = input.job_id;
      input.vm.failover_state = 'failing_over';
    },
    checks: {},
    refusal: null,
  },
  {
    fact: 'failed over already, by a job that holds the VM on',
    change: ({ input }) => {
      input.vm.held_by = 'job-other';
      input.vm.failover_state = 'failed_over';
    },
    checks: { 'Active Jobs': 'fail' },
    refusal: 'INVALID_STATE',
    says: 'failed over already',
  },
  {
    fact: 'failed over already, while its rollback runs',
    change: ({ input }) => {
      input.open_job = { job_id: 'rollback-1', job_type: 'rollback', status: 'reverting' };
      input.vm.failover_state = 'failed_over';
    },
    checks: { 'Active Jobs': 'fail' },
    refusal: 'ACTIVE_JOBS',
    says: 'rollback-1',
  },
  {
    fact: 'replication running',
    change: ({ input }) => (input.vm.replication = { job_id: 'job-2', status: 'replicating', progress: 50 }),
    checks: { 'Active Jobs': 'fail' },
    refusal: 'NOT_READY',
    says: 'job-2',
  },
  {
    fact: 'replication in a status nobody knows',
    change: ({ input }) => (input.vm.replication = { job_id: 'job-2', status: 'thawing', progress: 50 }),
    checks: { 'Active Jobs': 'fail' },
    refusal: 'NOT_READY',
    says: 'thawing',
  },
  {
    fact: 'no replication job at all',
    change: ({ input }) => (input.vm.replication = null),
    checks: {},
    refusal: null,
  },
  {
    fact: 'replication running is never skipped',
    change: ({ input }) => {
      input.request.skip_validation = true;
      input.vm.replication = { job_id: 'job-2', status: 'running', progress: 50 };
    },
    checks: { 'Active Jobs': 'fail' },
    refusal: 'NOT_READY',
  },
  {
    fact: 'one of four disks never synced',
    vm: 'linux',
    change: ({ input }) => (input.vm.disks[1]!.last_sync = null),
    checks: { 'Sync Status': 'fail' },
    refusal: 'NOT_READY',
    says: 'disk-2001',
  },
  {
    fact: 'last sync failed',
    change: ({ input }) => (input.vm.disks[0]!.last_sync!.success = false),
    checks: { 'Sync Status': 'fail' },
    refusal: 'NOT_READY',
  },
  {
    fact: 'synced, but without a change id',
    change: ({ input }) => (input.vm.disks[0]!.change_id = ''),
    checks: { 'Sync Status': 'fail' },
    refusal: 'NOT_READY',
  },
  {
    fact: 'never synced, which the operator skips',
    change: ({ input }) => {
      input.request.skip_validation = true;
      input.vm.disks[0]!.last_sync = null;
    },
    checks: { 'Sync Status': 'fail' },
    refusal: null,
  },
  {
    fact: 'one disk synced longer ago than the bound',
    vm: 'linux',
    change: ({ input }) => (input.vm.disks[1]!.last_sync!.time = '2025-08-17T15:05:20.000Z'),
    checks: { 'Sync Status': 'warning' },
    refusal: null,
    says: 'The last sync of disk-2001 is more than 86400 s old',
  },
  {
    fact: 'a sync as old as the bound admits',
    change: ({ input }) => (input.sync_max_age_ms = 1_800_000),
    checks: {},
    refusal: null,
  },
  {
    fact: 'a bound that the same sync exceeds',
    change: ({ input }) => (input.sync_max_age_ms = 1_799_000),
    checks: { 'Sync Status': 'warning' },
    refusal: null,
  },
  {
    fact: 'one disk altered by a boot',
    vm: 'linux',
    change: ({ input }) => (input.vm.disks[3]!.resync_required = true),
    checks: { 'Replica Unaltered': 'fail' },
    refusal: 'NOT_READY',
    says: 'disk-2002',
  },
  {
    fact: 'an altered disk is never skipped',
    change: ({ input }) => {
      input.request.skip_validation = true;
      input.vm.disks[0]!.resync_required = true;
    },
    checks: { 'Replica Unaltered': 'fail' },
    refusal: 'NOT_READY',
  },
]);
