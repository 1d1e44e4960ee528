import { describe, expect, it } from 'vitest';
import type { ErrorClass } from '../domain/errors.js';
import type { ReadName } from '../test/support/fake-reads.js';
import { aWorld, readinessOf, type World } from '../test/support/readiness-estates.js';
import { evaluateReadiness } from './evaluate.js';

const MISSION = ['VM Existence', 'Active Jobs', 'Sync Status', 'Network Mappings', 'Volume State'];
/** Checks that ask CloudStack nothing. */
const OFFLINE = ['VM Existence', 'Active Jobs', 'Sync Status', 'Replicas Free', 'Replica Unaltered', 'Source Power'];

const QUIET = { now: () => 0, warn: () => undefined };

const statusOf = (world: World) =>
  readinessOf(world).then(({ checks }) => Object.fromEntries(checks.map((c) => [c.check_name, c.status])));

describe('a VM that may be failed over', () => {
  it.each(['windows', 'linux'] as const)('is ready with a full score: %s', async (vm) => {
    const { plan, ...readiness } = await readinessOf(aWorld(vm));
    expect(plan).not.toBeNull();
    expect(readiness).toMatchObject({
      vm_id: 'vm-101',
      is_ready: true,
      readiness_score: 100,
      warnings: [],
      errors: [],
      required_actions: [],
      refusal: null,
    });
  });

  it("has the mission's five checks first, with its classes and details, then ours", async () => {
    const { checks } = await readinessOf(aWorld('windows'));
    expect(checks.slice(0, 5).map((c) => [c.check_name, c.check_type, c.status])).toEqual(
      MISSION.map((name) => [name, name === 'Network Mappings' ? 'warning' : 'critical', 'pass']),
    );
    expect(checks.map((c) => c.check_name).slice(5)).toEqual([
      'Replicas Free',
      'Replica Unaltered',
      'Source Power',
      'Protection',
      'CloudStack Access',
      'CloudStack Version',
      'Clock',
      'Appliance',
      'Owner',
      'Pool Scope',
      'Storage Kind',
      'Root Volume Protection',
      'Networks',
      'MAC Addresses',
      'Quota',
      'Capacity',
      'Zone',
      'Service Offering',
      'Template',
      'Guest Hardware',
      'Host Name',
    ]);
    expect(checks[2]?.details).toMatchObject({
      job_id: 'job-1',
      change_id: '52 3c/0',
      sync_time: '2025-08-18T14:35:21.000Z',
      oldest_age_seconds: 1800,
      spread_seconds: 0,
      disks: [{ disk_id: 'disk-2000', synced: true, age_seconds: 1800 }],
    });
    expect(checks[3]?.details).toEqual({ mapped_networks: 1, unmapped_networks: 0, test_networks_available: true });
    expect(checks[4]?.details).toMatchObject({
      volume_id: 'volume-0',
      volume_status: 'attached',
      volume_size_gb: 20,
      volumes: [{ disk_id: 'disk-2000', cloudstack_state: 'Ready' }],
    });
  });

  it('shows how far apart the disks were synced, with a clock ahead of ours counting as now', async () => {
    const { checks } = await readinessOf(
      aWorld('linux', ({ input }) => {
        input.vm.disks[0]!.last_sync!.time = '2025-08-18T15:05:31.000Z';
        input.vm.disks[1]!.last_sync!.time = '2025-08-18T15:04:21.000Z';
      }),
    );
    expect(checks[2]?.details).toMatchObject({ oldest_age_seconds: 1800, spread_seconds: 1800 });
    expect(checks[2]?.details?.['disks']).toMatchObject([{ age_seconds: 0 }, { age_seconds: 60 }, {}, {}]);
  });

  it('is judged by asking CloudStack each thing once, and nothing twice for the plan', async () => {
    const world = aWorld('linux');
    await readinessOf(world);
    expect([...world.fake.asked.values()].every((times) => times === 1)).toBe(true);
    expect(world.fake.asked.size).toBeGreaterThan(10);
  });

  it('gives times in whole nanoseconds, of the clock it is handed', async () => {
    const { input, fake } = aWorld('windows');
    let clock = 1_000.25;
    const { execution_time, checks } = await evaluateReadiness(input, {
      reads: fake.reads,
      now: () => (clock += 7.5),
      warn: () => undefined,
    });
    expect(execution_time).toBeGreaterThan(0);
    expect([execution_time, ...checks.map((c) => c.execution_time)].every(Number.isInteger)).toBe(true);
    expect(checks.every((c) => c.execution_time > 0)).toBe(true);
  });
});

describe('a score', () => {
  it('counts what passed', async () => {
    const { readiness_score, checks } = await readinessOf(
      aWorld('windows', ({ input }) => {
        input.type = 'test';
        input.vm.disks[0]!.last_sync = null;
      }),
    );
    expect(readiness_score).toBeCloseTo(((checks.length - 1) / checks.length) * 100);
  });
});

describe('without an OSSEA configuration', () => {
  it('nothing is asked and the start is refused', async () => {
    const { input, fake } = aWorld('windows');
    const readiness = await evaluateReadiness({ ...input, config: null }, { reads: fake.reads, ...QUIET });
    expect(readiness).toMatchObject({
      is_ready: false,
      readiness_score: 0,
      checks: [],
      plan: null,
      refusal: { code: 'OSSEA_NOT_CONFIGURED' },
    });
    expect(readiness.required_actions).toHaveLength(1);
    expect(fake.asked.size).toBe(0);
  });
});

describe('trouble with CloudStack', () => {
  it.each<[ErrorClass, string]>([
    ['unavailable', 'CloudStack did not answer'],
    ['denied', 'CloudStack does not let the key ask'],
    ['refused', 'CloudStack refused the question'],
  ])('%s everywhere makes every check that asks it unknown', async (errorClass, says) => {
    const { checks, refusal, plan } = await readinessOf(aWorld('windows', ({ fake }) => fake.fail(errorClass)));
    expect(checks.filter((c) => c.status === 'pass').map((c) => c.check_name)).toEqual(OFFLINE);
    const others = checks.filter((c) => c.status !== 'pass');
    expect(others.every((c) => c.status === 'unknown' && c.message.startsWith(says))).toBe(true);
    expect(refusal?.code).toBe('OSSEA_API_ERROR');
    expect(plan).toBeNull();
  });

  const asking: [ReadName, string[]][] = [
    ['listCapabilities', ['CloudStack Access', 'CloudStack Version']],
    ['clockBounds', ['Clock']],
    ['listApis', ['CloudStack Access', 'Template']],
    ['getVirtualMachine', ['Appliance', 'Owner', 'Networks', 'Quota', 'Capacity', 'Zone']],
    ['listVolumesOfVirtualMachine', ['Volume State', 'Protection', 'Owner', 'Pool Scope', 'Storage Kind']],
    ['listVmSnapshots', ['Appliance']],
    ['listNetworks', ['Network Mappings', 'Networks', 'MAC Addresses', 'Template']],
    ['listZones', ['Network Mappings', 'Networks', 'MAC Addresses', 'Capacity', 'Zone', 'Template']],
    ['listServiceOfferings', ['Service Offering']],
    ['getTemplate', ['Quota', 'Template']],
    ['listOsTypes', ['Capacity', 'Guest Hardware']],
    ['listHosts', ['Capacity']],
    ['getAccountQuota', ['Quota']],
    ['getDomainQuota', ['Quota']],
    ['listVirtualMachinesOnNetwork', ['MAC Addresses']],
    ['getConfiguration', ['Root Volume Protection']],
    ['findVirtualMachinesByName', ['Host Name']],
  ];

  it.each(asking)('%s denied makes unknown: %j', async (read, checks) => {
    const world = aWorld('windows', ({ fake }) => (fake.trouble[read] = 'denied'));
    const statuses = await statusOf(world);
    expect(Object.keys(statuses).filter((name) => statuses[name] !== 'pass')).toEqual(checks);
    expect(Object.values(statuses).filter((status) => status === 'unknown')).toHaveLength(checks.length);
  });

  it.each(asking.map(([read]) => read))(
    '%s away is a refusal, never an error, also with skip_validation',
    async (read) => {
      const { refusal, plan } = await readinessOf(
        aWorld('windows', ({ fake, input }) => {
          fake.trouble[read] = 'unavailable';
          input.request.skip_validation = true;
        }),
      );
      expect(refusal?.code).toBe('OSSEA_API_ERROR');
      expect(plan).toBeNull();
    },
  );

  const HOST = 'kvm7.internal:8080';
  it.each([
    [
      { errorClass: 'unavailable', code: 'NOT_CONNECTED', errortext: `connect ECONNREFUSED ${HOST}` },
      'CloudStack did not answer (NOT_CONNECTED)',
    ],
    [
      { errorClass: 'unavailable', code: '530', errorcode: 530, errortext: `NullPointerException at ${HOST}` },
      'CloudStack did not answer (530)',
    ],
    [
      { errorClass: 'denied', code: '401', errortext: `not an answer of CloudStack: HTTP 401 ${HOST}` },
      'CloudStack does not let the key ask (401)',
    ],
    [
      { errorClass: 'refused', code: '431', errorcode: 431, errortext: 'Unable to find the zone' },
      'CloudStack refused the question: Unable to find the zone (431)',
    ],
  ])(
    '%j is told as its kind, with CloudStack’s own words of a refusal; the log has the rest',
    async (error, message) => {
      const { input, fake } = aWorld('windows');
      const warnings: Record<string, unknown>[] = [];
      const trouble = Object.assign(new Error(`listZones: ${error.errortext}`), error);
      const reads = { ...fake.reads, listZones: () => Promise.reject(trouble) };
      const { checks } = await evaluateReadiness(input, {
        reads,
        now: () => 0,
        warn: (fields) => warnings.push(fields),
      });
      expect(checks.find((check) => check.check_name === 'Zone')).toMatchObject({
        status: 'unknown',
        message,
        error_class: error.errorClass,
      });
      expect(JSON.stringify(checks)).not.toContain(HOST);
      expect(warnings).toContainEqual({ check: 'Zone', error_class: error.errorClass, reason: trouble.message });
    },
  );

  it('an error of ours is not taken for trouble with CloudStack', async () => {
    const { input, fake } = aWorld('windows');
    const reads = { ...fake.reads, getConfiguration: () => Promise.reject(new TypeError('a bug')) };
    await expect(evaluateReadiness(input, { reads, ...QUIET })).rejects.toThrow('a bug');
  });
});

describe('several refusals', () => {
  it.each<[string, (world: World) => void, string]>([
    [
      'an open job before CloudStack away',
      ({ input, fake }) => {
        input.open_job = { job_id: 'job-other', job_type: 'live', status: 'creating_vm' };
        fake.fail('unavailable');
      },
      'ACTIVE_JOBS',
    ],
    [
      'failed over before what its missing volumes make of it',
      ({ input, cloud }) => {
        input.vm.failover_state = 'failed_over';
        cloud.volumes = [];
      },
      'INVALID_STATE',
    ],
    [
      'CloudStack away before a source that runs',
      ({ input, fake }) => {
        input.vm.power_state = 'poweredOn';
        fake.fail('unavailable');
      },
      'OSSEA_API_ERROR',
    ],
    [
      'unmapped before a source that runs',
      ({ input }) => {
        input.mappings = [];
        input.vm.power_state = 'poweredOn';
      },
      'NETWORK_MAPPING_MISSING',
    ],
    [
      'a source that runs before a disk that is not synced',
      ({ input }) => {
        input.vm.power_state = 'poweredOn';
        input.vm.disks[0]!.last_sync = null;
      },
      'CONFIRMATION_REQUIRED',
    ],
  ])('%s', async (_, change, code) => {
    expect((await readinessOf(aWorld('windows', change))).refusal?.code).toBe(code);
  });
});

describe('skip_validation', () => {
  it('tells in the plan what it skipped', async () => {
    const { plan } = await readinessOf(
      aWorld('windows', ({ input }) => {
        input.request.skip_validation = true;
        input.vm.disks[0]!.last_sync = null;
      }),
    );
    expect(plan?.warnings).toEqual(['No successful sync of disk-2000']);
  });
});
