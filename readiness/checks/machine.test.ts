import { describe, expect, it } from 'vitest';
import { aWorld, readinessOf, type World } from '../../test/support/readiness-estates.js';
import { readinessRows, type Row } from '../../test/support/readiness-rows.js';

const ZONE = { Zone: 'fail' } as const;
const OFFERING = { 'Service Offering': 'fail' } as const;
const TEMPLATE = { Template: 'fail' } as const;
const HARDWARE = { 'Guest Hardware': 'fail' } as const;

readinessRows('the zone', [
  {
    fact: 'unknown',
    change: ({ input }) => (input.config.zone = 'zone nowhere'),
    checks: ZONE,
    refusal: 'NOT_READY',
    says: 'zone nowhere',
  },
  { fact: 'given by its id', change: ({ input }) => (input.config.zone = 'zone-1'), checks: {}, refusal: null },
  {
    fact: 'an id before a name that equals it',
    change: ({ input, cloud }) => {
      cloud.zones.unshift({ id: 'zone-2', name: 'zone-1', networktype: 'Advanced' });
      input.config.zone = 'zone-1';
    },
    checks: {},
    refusal: null,
  },
  {
    fact: 'Basic',
    change: ({ cloud }) => (cloud.zones[0]!.networktype = 'Basic'),
    checks: ZONE,
    refusal: 'NOT_READY',
    says: 'Basic',
  },
  {
    fact: "not the appliance's",
    change: ({ cloud }) => (cloud.virtualMachines[0]!.zoneid = 'zone-2'),
    checks: ZONE,
    refusal: 'NOT_READY',
  },
  {
    fact: 'disabled',
    change: ({ cloud }) => (cloud.zones[0]!.allocationstate = 'Disabled'),
    checks: { Zone: 'warning' },
    refusal: null,
    says: 'disabled',
  },
]);

/** The configured offering, changed. */
const offering =
  (change: Partial<World['cloud']['offerings'][number]>) =>
  ({ cloud }: World): void => {
    cloud.offerings = [{ ...cloud.offerings[0]!, ...change }];
  };
const limits = { mincpunumber: '1', maxcpunumber: '4', minmemory: '1024', maxmemory: '8192' };
const fixed = { iscustomized: false, cpunumber: 2, memory: 4096 };

readinessRows('the service offering', [
  {
    fact: 'unknown',
    change: ({ input }) => (input.config.service_offering_id = 'offering-gone'),
    checks: OFFERING,
    refusal: 'NOT_READY',
    says: 'offering-gone',
  },
  {
    fact: 'inactive',
    change: offering({ state: 'Inactive' }),
    checks: OFFERING,
    refusal: 'NOT_READY',
    says: 'inactive',
  },
  { fact: 'fixed and fitting', change: offering(fixed), checks: {}, refusal: null },
  {
    fact: 'fixed, one CPU short',
    change: offering({ ...fixed, cpunumber: 1 }),
    checks: OFFERING,
    refusal: 'NOT_READY',
  },
  {
    fact: 'fixed, too much memory',
    change: offering({ ...fixed, memory: 8192 }),
    checks: OFFERING,
    refusal: 'NOT_READY',
  },
  {
    fact: 'fixed and not fitting, but another fits',
    change: ({ cloud }) =>
      (cloud.offerings = [
        { ...cloud.offerings[0]!, ...fixed, cpunumber: 1 },
        { id: 'offering-2-4096', name: 'fits', ...fixed },
      ]),
    checks: {},
    refusal: null,
  },
  {
    fact: 'fixed and not fitting, and the one that fits is inactive',
    change: ({ cloud }) =>
      (cloud.offerings = [
        { ...cloud.offerings[0]!, ...fixed, cpunumber: 1 },
        { id: 'offering-2-4096', name: 'fits', ...fixed, state: 'Inactive' },
      ]),
    checks: OFFERING,
    refusal: 'NOT_READY',
  },
  {
    fact: 'asked for by the request and not fitting, though another fits',
    change: ({ cloud, input }) => {
      cloud.offerings.push({ id: 'offering-1-1024', name: 'small', iscustomized: false, cpunumber: 1, memory: 1024 });
      cloud.offerings.push({ id: 'offering-2-4096', name: 'fits', ...fixed });
      input.request.custom_config.service_offering_id = 'offering-1-1024';
    },
    checks: OFFERING,
    refusal: 'NOT_READY',
    says: 'small',
  },
  { fact: 'custom, in its limits', change: offering({ serviceofferingdetails: limits }), checks: {}, refusal: null },
  ...(
    [
      ['mincpunumber', '3'],
      ['maxcpunumber', '1'],
      ['minmemory', '4097'],
      ['maxmemory', '4095'],
    ] as const
  ).map(([limit, value]): Row => ({
    fact: `custom, with ${limit} ${value}`,
    change: offering({ serviceofferingdetails: { ...limits, [limit]: value } }),
    checks: OFFERING,
    refusal: 'NOT_READY',
    says: 'outside the limits',
  })),
  { fact: 'custom, with a fixed CPU count that fits', change: offering({ cpunumber: 2 }), checks: {}, refusal: null },
  {
    fact: 'custom, with a fixed CPU count that does not',
    change: offering({ cpunumber: 4 }),
    checks: OFFERING,
    refusal: 'NOT_READY',
    says: 'fixes CPU or memory',
  },
]);

describe('the offering of a plan', () => {
  it.each([
    [{ cpuspeed: 2000 }, { cpuNumber: '2', memory: '4096' }],
    [{ cpunumber: 2 }, { memory: '4096', cpuSpeed: '1000' }],
    [
      { cpunumber: 0, memory: 0, cpuspeed: 0 },
      { cpuNumber: '2', memory: '4096', cpuSpeed: '1000' },
    ],
    [fixed, {}],
  ])('%j is given exactly what it leaves open: %j', async (change, details) => {
    const { plan } = await readinessOf(aWorld('windows', offering(change)));
    expect(plan?.machine).toMatchObject({ service_offering_id: 'offering-custom', offering_details: details });
  });

  it('is the one that the request names', async () => {
    const { plan } = await readinessOf(
      aWorld('windows', ({ cloud, input }) => {
        cloud.offerings.push({ id: 'offering-2-4096', name: 'fits', ...fixed });
        input.request.custom_config.service_offering_id = 'offering-2-4096';
      }),
    );
    expect(plan?.machine).toMatchObject({ service_offering_id: 'offering-2-4096', offering_details: {} });
  });
});

function asIso({ cloud }: World): void {
  cloud.isos = [{ id: 'template-blank', name: 'boot iso', isready: true }];
  cloud.templates = [];
}

readinessRows('the template', [
  {
    fact: 'missing',
    change: ({ cloud }) => (cloud.templates = []),
    checks: TEMPLATE,
    refusal: 'NOT_READY',
    says: 'template-blank',
  },
  {
    fact: 'not ready',
    change: ({ cloud }) => (cloud.templates[0]!.isready = false),
    checks: TEMPLATE,
    refusal: 'NOT_READY',
  },
  { fact: 'an ISO with a disk offering', change: asIso, checks: {}, refusal: null },
  {
    fact: 'an ISO without a disk offering',
    change: (world) => {
      asIso(world);
      world.input.config.disk_offering_id = '';
    },
    checks: TEMPLATE,
    refusal: 'NOT_READY',
    says: 'disk offering',
  },
  {
    fact: 'an ISO that the key may not take out again',
    change: (world) => {
      asIso(world);
      world.cloud.apis = world.cloud.apis.filter((name) => name !== 'detachIso');
    },
    checks: TEMPLATE,
    refusal: 'OSSEA_API_ERROR',
    says: 'detachIso',
  },
  {
    fact: 'password enabled, the default network with UserData',
    change: ({ cloud }) => (cloud.templates[0]!.passwordenabled = true),
    checks: {},
    refusal: null,
  },
  {
    fact: 'password enabled, the default network L2',
    change: ({ cloud, input }) => {
      cloud.templates[0]!.passwordenabled = true;
      input.request.network_mappings = { 'VM Network': 'net-database' };
    },
    checks: TEMPLATE,
    refusal: 'NOT_READY',
    says: 'password enabled',
  },
  {
    fact: 'password enabled, the default network L2 and its services not shown',
    change: ({ cloud, input }) => {
      cloud.templates[0]!.passwordenabled = true;
      delete cloud.networks[1]!.service;
      input.request.network_mappings = { 'VM Network': 'net-database' };
    },
    checks: TEMPLATE,
    refusal: 'NOT_READY',
    says: 'password enabled',
  },
  {
    fact: 'password enabled, the default network isolated and its services not shown',
    change: ({ cloud }) => {
      cloud.templates[0]!.passwordenabled = true;
      delete cloud.networks[0]!.service;
    },
    checks: {},
    refusal: null,
  },
  {
    fact: 'password enabled, the default network L2 with a config drive',
    change: ({ cloud, input }) => {
      cloud.templates[0]!.passwordenabled = true;
      cloud.networks[1]!.service = [{ name: 'UserData' }];
      input.request.network_mappings = { 'VM Network': 'net-database' };
    },
    checks: {},
    refusal: null,
  },
  {
    fact: 'password enabled, L2 only behind the second NIC',
    vm: 'linux',
    change: ({ cloud }) => (cloud.templates[0]!.passwordenabled = true),
    checks: {},
    refusal: null,
  },
]);

readinessRows('the hardware', [
  {
    fact: 'firmware unknown',
    change: ({ input }) => (input.vm.bios_setup = ''),
    checks: { 'Guest Hardware': 'warning' },
    refusal: null,
    says: 'BIOS is assumed',
  },
  {
    fact: 'firmware unknown, but asked for',
    change: ({ input }) => {
      input.vm.bios_setup = '';
      input.request.custom_config.hardware = { boot_type: 'UEFI' };
    },
    checks: {},
    refusal: null,
  },
  {
    fact: 'guest OS unknown',
    change: ({ input }) => (input.vm.os_type = 'solaris11_64Guest'),
    checks: { 'Guest Hardware': 'warning' },
    refusal: null,
    says: 'solaris11_64Guest',
  },
  {
    fact: 'three data disks on IDE',
    vm: 'linux',
    change: ({ input }) => {
      input.vm.os_type = 'windows2019srv_64Guest';
      input.vm.bios_setup = 'bios';
    },
    checks: { 'Guest Hardware': 'warning' },
    refusal: null,
    says: '3 data disks on ide',
  },
  {
    fact: 'SECURE asked for with BIOS',
    change: ({ input }) => (input.request.custom_config.hardware = { boot_mode: 'SECURE' }),
    checks: HARDWARE,
    refusal: 'NOT_READY',
    says: 'SECURE',
  },
  {
    fact: 'a guest OS type that CloudStack does not have',
    change: ({ input }) => (input.request.custom_config.hardware = { os_type_id: 'os-gone' }),
    checks: HARDWARE,
    refusal: 'NOT_READY',
    says: 'os-gone',
  },
]);

describe('the host name', () => {
  const named = (state: string, details?: Record<string, string>) =>
    readinessOf(
      aWorld('windows', ({ cloud }) =>
        cloud.virtualMachines.push({
          id: 'namesake',
          name: 'pgwintestbios',
          state,
          ...(details === undefined ? {} : { details }),
        }),
      ),
    );

  it.each(['Running', 'Stopped', 'Destroyed'])('gets the suffix of the job where a %s VM bears it', async (state) => {
    const { plan, checks } = await named(state, { 'failover.job': 'failover-20250101-000000-aaaaaa' });
    expect(plan?.machine.host_name).toBe('pgwintestbios-az27a7');
    expect(plan?.warnings).toHaveLength(1);
    expect(checks.find((c) => c.check_name === 'Host Name')).toMatchObject({ status: 'warning' });
  });

  it('stays where the bearer is the VM of this very job', async () => {
    const { plan } = await named('Stopped', { 'failover.job': 'failover-20250818-161508-az27a7' });
    expect(plan?.machine.host_name).toBe('pgwintestbios');
  });

  it('of a test always tells that it is one, and which', async () => {
    const { plan } = await readinessOf(aWorld('windows', ({ input }) => (input.type = 'test')));
    expect(plan?.machine.host_name).toBe('pgwintestbios-test-az27a7');
  });
});
