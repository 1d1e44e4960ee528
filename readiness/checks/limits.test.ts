import { describe, expect, it } from 'vitest';
import type { OpenRun } from '../../domain/job.js';
import type { RESOURCES } from '../plan/needs.js';
import { GIB, aWorld, readinessOf, type World } from '../../test/support/readiness-estates.js';
import { readinessRows, type Row } from '../../test/support/readiness-rows.js';

const QUOTA = { Quota: 'fail' } as const;

function account({ cloud }: World) {
  return cloud.quotas[0]!;
}

function host({ cloud }: World) {
  return cloud.hosts![0]!;
}

function anOpenRun(change: Partial<OpenRun> = {}): OpenRun {
  return {
    job_id: 'job-other',
    ossea_config: 'primary-ossea',
    cpu_count: 2,
    memory_mb: 4096,
    disk_gb: [20],
    strategy: 'volume-snapshot',
    deployed: false,
    snapshots: 0,
    ...change,
  };
}

readinessRows('the limits of the account', [
  ...(
    [
      ['vmavailable', 0, '0 VMs left; this run takes 1'],
      ['cpuavailable', 1, '1 CPUs left; this run takes 2'],
      ['memoryavailable', 4095, '4095 MiB of memory left; this run takes 4096'],
      ['volumeavailable', 0, '0 volumes left; this run takes 1'],
      ['snapshotavailable', 0, '0 snapshots left; this run takes 1'],
      ['primarystorageavailable', 0.5, '0.5 GiB of primary storage left; this run takes 1'],
      ['secondarystorageavailable', 19, '19 GiB of secondary storage left; this run takes 20'],
    ] as const
  ).map(([quota, left, says]): Row => ({
    fact: `${quota} of ${left}`,
    change: (world) => (account(world)[quota] = left),
    checks: QUOTA,
    refusal: 'NOT_READY',
    says,
  })),
  {
    fact: 'just enough of everything',
    change: (world) =>
      Object.assign(account(world), {
        vmavailable: 1,
        cpuavailable: 2,
        memoryavailable: 4096,
        volumeavailable: 1,
        snapshotavailable: 1,
        primarystorageavailable: 1,
        secondarystorageavailable: 20,
      }),
    checks: {},
    refusal: null,
  },
  {
    fact: 'no limits, and none told',
    change: (world) => {
      account(world).vmavailable = Infinity;
      delete account(world).snapshotavailable;
    },
    checks: {},
    refusal: null,
  },
  {
    fact: 'no snapshot left, and none wanted',
    change: (world) => {
      world.input.request.custom_config.skip_snapshot = true;
      account(world).snapshotavailable = 0;
    },
    checks: {},
    refusal: null,
  },
  {
    fact: 'the limit of the domain',
    change: ({ cloud }) => (cloud.quotas[1]!.vmavailable = 0),
    checks: QUOTA,
    refusal: 'NOT_READY',
    says: 'domain ROOT has 0 VMs left',
  },
  {
    fact: 'a domain that the key may not read',
    change: ({ cloud }) => cloud.quotas.splice(1),
    checks: {},
    refusal: null,
  },
  {
    fact: 'an account that the key may not read',
    change: ({ cloud }) => (cloud.quotas = []),
    checks: { Quota: 'warning' },
    refusal: null,
  },
  {
    fact: 'a limit is never skipped, as CloudStack would refuse',
    change: (world) => {
      world.input.request.skip_validation = true;
      account(world).vmavailable = 0;
    },
    checks: QUOTA,
    refusal: 'NOT_READY',
  },
]);

describe('open runs', () => {
  const refused = async (run: OpenRun, quota: (typeof RESOURCES)[number]['quota'], left: number) => {
    const world = aWorld('windows', ({ input }) => (input.open_runs = [run]));
    account(world)[quota] = left;
    return (await readinessOf(world)).refusal?.message;
  };

  it('that are yet to deploy take their part before this one', async () => {
    expect(await refused(anOpenRun(), 'vmavailable', 1)).toContain('this run takes 1 and open runs take 1');
    expect(await refused(anOpenRun(), 'vmavailable', 2)).toBeUndefined();
    expect(await refused(anOpenRun({ strategy: null }), 'snapshotavailable', 1)).toContain('open runs take 1');
  });

  it('that have taken it count no more: CloudStack counts it already', async () => {
    expect(await refused(anOpenRun({ deployed: true }), 'vmavailable', 1)).toBeUndefined();
    expect(await refused(anOpenRun({ deployed: true, snapshots: 1 }), 'snapshotavailable', 1)).toBeUndefined();
  });

  it.each(['none', 'vm-snapshot'] as const)('by strategy %s take no volume snapshots', async (strategy) => {
    expect(await refused(anOpenRun({ strategy }), 'snapshotavailable', 1)).toBeUndefined();
  });

  it('by clones take a volume a disk', async () => {
    expect(await refused(anOpenRun({ strategy: 'clone', disk_gb: [10, 20, 30] }), 'volumeavailable', 4)).toContain(
      'take 4',
    );
  });

  it('take the storage of what they have not yet: root, clones, and snapshots of what may be their largest disks', async () => {
    const clones = anOpenRun({ strategy: 'clone', disk_gb: [10, 30, 20], snapshots: 1 });
    expect(await refused(clones, 'primarystorageavailable', 61)).toContain('takes 1 and open runs take 61');
    expect(await refused(clones, 'primarystorageavailable', 62)).toBeUndefined();
    expect(await refused(clones, 'secondarystorageavailable', 69)).toContain('takes 20 and open runs take 50');
    expect(await refused(clones, 'secondarystorageavailable', 70)).toBeUndefined();
    expect(await refused({ ...clones, deployed: true, snapshots: 3 }, 'primarystorageavailable', 1)).toBeUndefined();
    expect(await refused({ ...clones, deployed: true, snapshots: 3 }, 'secondarystorageavailable', 20)).toBeUndefined();
  });

  it('through another configuration are another account’s', async () => {
    expect(await refused(anOpenRun({ ossea_config: 'else' }), 'vmavailable', 1)).toBeUndefined();
    expect(await refused(anOpenRun({ ossea_config: null }), 'vmavailable', 1)).toBeUndefined();
  });

  it('through the active configuration count where it is this one', async () => {
    const world = aWorld('windows', ({ input }) => {
      input.open_runs = [anOpenRun({ ossea_config: null })];
      input.config.is_active = true;
    });
    account(world).vmavailable = 1;
    expect((await readinessOf(world)).refusal?.code).toBe('NOT_READY');
  });

  it('are shown with what each resource has left', async () => {
    const world = aWorld('windows', ({ input }) => (input.open_runs = [anOpenRun()]));
    account(world).cpuavailable = Infinity;
    const { checks } = await readinessOf(world);
    expect(checks.find((check) => check.check_name === 'Quota')?.details).toMatchObject({
      open_runs: ['job-other'],
      resources: [
        { name: 'VMs', needed: 1, needed_by_open_runs: 1, available: 10 },
        { name: 'CPUs', needed: 2, needed_by_open_runs: 2, available: 40 },
        { name: 'MiB of memory' },
        { name: 'volumes' },
        { name: 'snapshots' },
        { name: 'GiB of primary storage', needed: 1, needed_by_open_runs: 1 },
        { name: 'GiB of secondary storage', needed: 20, needed_by_open_runs: 20 },
      ],
    });
  });
});

readinessRows('the hosts', [
  {
    fact: 'not readable with this key',
    change: ({ cloud }) => (cloud.hosts = undefined),
    checks: { Capacity: 'skip' },
    refusal: null,
  },
  ...(
    [
      ['down', { state: 'Down' }],
      ['in maintenance', { resourcestate: 'Maintenance' }],
      ['in another zone', { zoneid: 'zone-2' }],
      ['of another hypervisor', { hypervisor: 'VMware' }],
    ] as const
  ).map(([fact, change]): Row => ({
    fact,
    change: (world) => Object.assign(host(world), change),
    checks: { Capacity: 'fail' },
    refusal: 'NOT_READY',
    says: 'No host of the zone',
  })),
  {
    fact: 'none boots UEFI, which the source needs',
    vm: 'linux',
    change: (world) => (host(world).details = {}),
    checks: { Capacity: 'fail' },
    refusal: 'NOT_READY',
    says: 'UEFI',
  },
  {
    fact: 'none boots UEFI, and the source does not',
    change: (world) => (host(world).details = {}),
    checks: {},
    refusal: null,
  },
  {
    fact: 'full',
    change: (world) => (host(world).memoryallocatedbytes = 61 * GIB),
    checks: { Capacity: 'warning' },
    refusal: null,
    says: 'The hosts have 3072 MiB left',
  },
  {
    fact: 'full once the open runs have started',
    change: (world) => (world.input.open_runs = [anOpenRun({ memory_mb: 29 * 1024 })]),
    checks: { Capacity: 'warning' },
    refusal: null,
    says: 'open runs take 29696',
  },
  {
    fact: 'without a word on their memory',
    change: (world) => delete host(world).memorytotal,
    checks: {},
    refusal: null,
  },
]);
